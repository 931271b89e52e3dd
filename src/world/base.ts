import type { Edition } from '../contract/editions.ts'
import { joinBases } from './joins-base.ts'
import { textLength } from './row-size.ts'
import { finish, type Sliced } from './slices.ts'
import { createTableBases, type Rows, type TableBases } from './tables.ts'
import type { Registers, WorldBase } from './state.ts'

/** The input of a base. */
export interface BaseInput extends Registers {
  /** The name of the shipped scenario that it is made from, if any. */
  readonly shipped?: string | undefined
  readonly scenario: string
  readonly seed: number
  readonly edition: Edition
  readonly rows: Rows
}

/** Creates a base from rows, whose references must exist. */
export function createBase(start: BaseInput): WorldBase {
  return finish(createBaseInSlices(start))
}

export function* createBaseInSlices(start: BaseInput): Sliced<WorldBase> {
  const { edition, rows, ...rest } = start
  const tables = yield* createTableBases(edition, rows)
  return { shipped: undefined, ...rest, tables, joins: joinBases(tables), bytes: bytesOf(tables) }
}

interface Preparable {
  readonly entries: { prepare(): Sliced<unknown> }
}

/** Builds all indexes of a base in slices. Without it, each is built at once when it is first read. */
export function* prepareIndexes({ tables, joins }: WorldBase): Sliced<void> {
  const ofTables = Object.values(tables).flatMap(({ indexes }): readonly Preparable[] => indexes)
  for (const { entries } of [...ofTables, ...Object.values(joins)]) yield* entries.prepare()
}

/** How many rows of a model are measured. The others are estimated by their average. */
const measuredRows = 32
/** The memory of a row besides its texts, and of its places in the lists of its table. */
const bytesPerRow = 400

function bytesOf(tables: TableBases): number {
  let bytes = 0
  for (const { rows } of Object.values(tables)) {
    let texts = 0
    let measured = 0
    for (const { row } of rows.values()) {
      if (measured === measuredRows) break
      texts += textLength(row)
      measured += 1
    }
    bytes += Math.round(rows.size * (bytesPerRow + texts / Math.max(1, measured)))
  }
  return bytes
}
