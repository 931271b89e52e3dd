import type { Edition } from '../contract/editions.ts'
import { joinBases } from './joins-base.ts'
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
  const bytes = Object.values(tables).reduce((sum, table) => sum + table.bytes, 0)
  return { shipped: undefined, ...rest, tables, joins: joinBases(tables), bytes }
}

/** Builds the maps of rows by id, in slices. */
export function* prepareRows(tables: TableBases): Sliced<void> {
  for (const { byId } of Object.values(tables)) yield* byId.prepare()
}

/** Builds all indexes of a base in slices. Without it, each is built at once when it is first read. */
export function* prepareIndexes({ tables, joins }: WorldBase): Sliced<void> {
  yield* prepareRows(tables)
  for (const { indexes } of Object.values(tables)) for (const { entries } of indexes) yield* entries.prepare()
  for (const { entries } of Object.values(joins)) yield* entries.prepare()
}
