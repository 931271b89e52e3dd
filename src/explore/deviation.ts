/** A world is the plain one and what is different in it: a list of deviations, each of which can be taken away. */

import { sizeKinds } from './kinds/rows.ts'

const varieties = ['data', 'time', 'calls', 'network', 'others'] as const
export type Variety = (typeof varieties)[number]

export interface Deviation {
  /** The name of its kind: a row of the tables in `kinds/`. */
  readonly kind: string
  /** The request at whose arrival it happens, counted from 1; undefined for what is so from the start. */
  readonly at?: number | undefined
  /** Which of the choices that the kind has. The first is the simplest. */
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

/** Reads such a line; a TypeError names the part that is none. */
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
