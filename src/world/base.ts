import type { Edition } from '../contract/editions.ts'
import { Joins } from './joins.ts'
import { finish, type Sliced } from './slices.ts'
import { loadTables, openTables, type Rows, sealTables } from './tables.ts'
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
  const tables = openTables(edition)
  yield* loadTables(tables, rows)
  const joins = new Joins(tables)
  yield* joins.load()
  return { shipped: undefined, ...rest, tables: sealTables(tables), joins: joins.seal() }
}
