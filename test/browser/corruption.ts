import * as fc from '../fast-check.ts'
import type { KeptText } from '../../src/transports/persistence/store.ts'
import { scenario } from '../simulator/tapes.ts'

/** The stored state of a browser: what is stored by each key. */
export interface StoredState {
  readonly heads: Map<string, KeptText>
  readonly parts: Map<string, KeptText>
}

/** Damages a stored state: something is cut, flipped, swapped, removed, replaced, or of another version. */
export const corruption: fc.Arbitrary<(state: StoredState) => void> = fc
  .record({
    where: fc.nat(),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    kind: fc.constantFrom('cut', 'flip', 'swap', 'drop', 'other', 'version', 'no head'),
  })
  .map(({ where, at, kind }) => {
    const change = (text: KeptText, edit: (text: string) => string): KeptText => ({ ...text, text: edit(text.text) })
    const edits = {
      cut: (text: string) => text.slice(0, Math.floor(text.length * at)),
      flip: (text: string) => {
        const index = Math.floor(text.length * at)
        return `${text.slice(0, index)}${text[index] === 'a' ? 'b' : 'a'}${text.slice(index + 1)}`
      },
      version: (text: string) => text.replace(/"generation":"[^"]*"/, '"generation":"9-9"').replace('{', '{"newer":1,'),
    }
    return ({ heads, parts }: StoredState) => {
      const maps: Map<string, unknown>[] = [heads, parts]
      const all = maps.flatMap((map) => [...map.keys()].map((key) => ({ map, key })))
      const one = all[where % all.length]!
      const other = all[Math.floor(all.length * at)]!
      if (kind === 'drop') one.map.delete(one.key)
      else if (kind === 'no head') heads.clear()
      else if (kind === 'other') one.map.set(one.key, at < 0.5 ? { ...scenario } : 'nothing of the kind')
      else if (kind === 'swap') {
        const [a, b] = [one.map.get(one.key), other.map.get(other.key)]
        one.map.set(one.key, b)
        other.map.set(other.key, a)
      } else one.map.set(one.key, change(one.map.get(one.key) as KeptText, edits[kind]))
    }
  })
