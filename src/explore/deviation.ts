/** A world is described by its deviations from the plain one. Each of them can be taken away. */

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

/** Parses such a line. Throws a TypeError that names an invalid part. */
export function fromPath(path: string, isKind: (kind: string, isTimed: boolean) => boolean): Deviation[] {
  return path
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) => {
      const [, at, kind = '', pick = '0'] = /^(?:([1-9]\d*):)?([a-z][a-z\d-]*)(?:=(\d+))?$/.exec(part) ?? []
      if (!isKind(kind, at !== undefined))
        throw new TypeError(
          `explore: path names no world: ${JSON.stringify(part)} is not a part of one. Copy the path from the report of a failure`,
        )
      return { kind, at: at === undefined ? undefined : Number(at), pick: Number(pick) }
    })
}
