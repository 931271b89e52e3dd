/** A world is described by its deviations from the plain one. Each of them can be taken away. */

import { show } from '../contract/problems.ts'
import { sizeKinds } from './kinds/rows.ts'

export const varieties = ['data', 'time', 'calls', 'network', 'others'] as const
export type Variety = (typeof varieties)[number]

export interface Deviation {
  /** The name of its kind: a row of the tables in `kinds/`. */
  readonly kind: string
  /** The number of the request before which it happens, from 1; undefined if it applies from the start. */
  readonly at?: number | undefined
  /** The index of the chosen variant of the kind. The first is the simplest. */
  readonly pick: number
}

/** A world as one line of text: it names the same world on every machine. */
export function toPath(world: readonly Deviation[]): string {
  return world
    .map(
      ({ kind, at, pick }) =>
        `${at === undefined ? '' : `${at}:`}${kind}${pick === 0 && !Object.hasOwn(sizeKinds, kind) ? '' : `=${pick}`}`,
    )
    .join(' ')
}

/** The largest number in a path: of a request, of rows, or of a variant. A search stays far below it. */
const maxNumber = 10_000

/** Parses such a line. Throws a TypeError that names an invalid part. */
export function fromPath(
  path: string,
  isKind: (kind: string, isTimed: boolean) => boolean,
  slotOf: (deviation: Deviation) => string | undefined,
): Deviation[] {
  const taken = new Map<string, string>()
  return path
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) => {
      const [, at, kind = '', pick = '0'] = /^(?:([1-9]\d*):)?([a-z][a-z\d-]*)(?:=(\d+))?$/.exec(part) ?? []
      if (!isKind(kind, at !== undefined))
        throw new TypeError(
          `explore: path names no world: ${show(part)} is not a part of one. Copy the path from the report of a failure`,
        )
      const deviation: Deviation = { kind, at: at === undefined ? undefined : Number(at), pick: Number(pick) }
      for (const number of [deviation.at, deviation.pick])
        if (number !== undefined && number > maxNumber)
          throw new TypeError(
            `explore: path names no world: the numbers of a part go up to ${maxNumber}; received ${show(part)}`,
          )
      const slot = slotOf(deviation)
      const earlier = slot === undefined ? undefined : taken.get(slot)
      if (earlier !== undefined)
        throw new TypeError(
          `explore: path names no world: ${show(part)} is given after ${show(earlier)}. Leave one of them out`,
        )
      if (slot !== undefined) taken.set(slot, part)
      return deviation
    })
}
