import { expect, test } from 'vitest'
import { Scripts } from '../../src/world/scripts.ts'
import * as fc from '../fast-check.ts'

const outcomes = fc.constantFrom<readonly ('busy' | 'contacted')[]>([], ['busy'], ['busy', 'contacted'])
const target = fc.nat(300).map((index) => (index === 0 ? '__proto__' : `o${index}`))

test('scripts hold what a Map holds, and never change', () => {
  const writes = fc.array(fc.tuple(target, outcomes), { minLength: 100, maxLength: 400 })
  fc.assert(
    fc.property(writes, (list) => {
      const plain = new Map<string, readonly string[]>()
      const versions: [Scripts, string][] = []
      let scripts = Scripts.from(list.slice(0, 50))
      for (const [key, value] of list.slice(0, 50)) plain.set(key, value)
      for (const [key, value] of list) {
        scripts = scripts.with(key, value)
        plain.set(key, value)
        versions.push([scripts, JSON.stringify([...scripts.entries()])])
      }
      const kept = [...plain].filter(([, value]) => value.length > 0)
      expect(new Map(scripts.entries())).toEqual(new Map(kept))
      for (const [key, value] of plain) expect([scripts.of(key), scripts.has(key)]).toEqual([value, value.length > 0])
      for (const [version, text] of versions) expect(JSON.stringify([...version.entries()])).toBe(text)
    }),
    { numRuns: 30 },
  )
})

test('a change reads far fewer scripts than there are', () => {
  let scripts = Scripts.from(Array.from({ length: 10_000 }, (_, index) => [`o${index}`, ['busy']]))
  const sizes: number[] = []
  for (let index = 0; index < 1_000; index += 1) {
    scripts = scripts.with(`o${index}`, ['contacted'])
    sizes.push(scripts.ownSize)
  }
  expect(sizes.filter((size) => size > 201).length).toBeLessThan(10)
})

test('scripts without outcomes are none', () => {
  expect(Scripts.from([['o', []]])).toBe(Scripts.empty)
  expect(Scripts.empty.with('o', [])).toBe(Scripts.empty)
})
