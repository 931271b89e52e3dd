import { plural } from './format.ts'

/** A length of time. */
export interface Span {
  readonly title: string
  readonly ms: number
}

const units: Readonly<Record<string, readonly [name: string, ms: number]>> = {
  m: ['minute', 60_000],
  h: ['hour', 3_600_000],
  d: ['day', 86_400_000],
}

/** A length of time in a text: `10m`, `back 2 hours`. */
export const typedSpan = /(\d+) ?([mhd])\w*/

/** The lengths of time that each of these texts names, each once. */
export function spansIn(...texts: readonly string[]): readonly Span[] {
  const found = texts.flatMap((text) => {
    const [, count, letter = ''] = typedSpan.exec(text) ?? []
    const [name, ms] = units[letter] ?? []
    return name && ms ? [[plural(Number(count), name), Number(count) * ms] as const] : []
  })
  return Array.from(new Map(found), ([title, ms]) => ({ title, ms }))
}
