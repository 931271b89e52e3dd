import type { Edition } from '../contract/editions.ts'
import { type ModelName, modelNames, type Models } from '../contract/models.ts'
import type { OrderStatus } from '../contract/order-statuses.ts'
import { statusKey } from '../contract/orders.ts'
import { recordOf } from '../contract/record-of.ts'
import { RowDatabase } from './database.ts'
import { shapes } from './shapes.ts'
import type { Sliced } from './slices.ts'
import type { Stored } from './stored.ts'
import { type Difference, Table } from './table.ts'
import { createTableBase, type TableBase } from './table-base.ts'

/** The tables of a world, one per model. */
export type Tables = { readonly [Name in ModelName]: Table<Models[Name]> }
export type TableBases = { readonly [Name in ModelName]: TableBase<Models[Name]> }
/** The rows of every model, oldest first within a second. */
export type Rows = { readonly [Name in ModelName]: readonly Models[Name][] }

/** A write to one row. `before` is undefined for a new row, `after` for a removed one. */
export type WriteOf<Name extends ModelName> = {
  readonly [Each in Name]: {
    readonly model: Each
    readonly before: Stored<Models[Each]> | undefined
    readonly after: Stored<Models[Each]> | undefined
  }
}[Name]
export type Write = WriteOf<ModelName>

/** Calls a function for every table, in the order of the models. */
export function mapTables<Result>(
  tables: Tables,
  call: <Name extends ModelName>(model: Name, table: Table<Models[Name]>) => Result,
): Result[] {
  // The compiler cannot see that a model and its table belong together.
  return modelNames.map((model) => call(model, tables[model] as never))
}

/** Opens the tables of a world. They share one database, which the first write creates. */
export function openTables(edition: Edition, base: TableBases, onWrite?: (write: Write) => void): Tables {
  let database: RowDatabase | undefined
  const open = <Name extends ModelName>(model: Name) =>
    new Table<Models[Name]>(
      shapes[edition][model],
      () => (database ??= new RowDatabase()).rows(model),
      base[model],
      onWrite && ((before, after) => onWrite(toWrite(model, before, after))),
    )
  // `recordOf` forgets which table belongs to which model.
  return recordOf(modelNames, open) as Tables
}

/** A write to the table of a model. */
export function toWrite<Name extends ModelName>(
  model: Name,
  before: Stored<Models[Name]> | undefined,
  after: Stored<Models[Name]> | undefined,
): Write {
  // The compiler cannot see that the rows of one model belong together.
  return { model, before, after } as unknown as Write
}

/** Applies a write to its table. */
export function applyWrite<Name extends ModelName>(tables: Tables, { model, before, after }: WriteOf<Name>): void {
  const table: Table<Models[Name]> = tables[model]
  table.apply(before, after)
}

/** The write that undoes another one. */
export function inverse({ model, before, after }: Write): Write {
  return toWrite(model, after, before)
}

/**
 * The writes that lead from the base of the tables to their current rows. Later changes do not affect the iteration.
 */
export function differences(tables: Tables): Iterable<Write> {
  return inTurn(mapTables(tables, (model, table) => writesOf(model, table.differences())))
}

function* writesOf<Name extends ModelName>(model: Name, found: Iterable<Difference<Models[Name]>>): Generator<Write> {
  for (const [before, after] of found) yield toWrite(model, before, after)
}

function* inTurn<Item>(lists: readonly Iterable<Item>[]): Generator<Item> {
  for (const list of lists) yield* list
}

/** A key of the row of a write. */
export function rowKey({ model, before, after }: Write): string {
  return `${model} ${(after ?? before)?.uuid}`
}

/** The first and the last write to each row, in the order of the first ones. */
export function byRow(writes: readonly Write[]): { readonly first: Write; readonly last: Write }[] {
  const rows = new Map<string, { readonly first: Write; last: Write }>()
  for (const write of writes) {
    const key = rowKey(write)
    const known = rows.get(key)
    if (known) known.last = write
    else rows.set(key, { first: write, last: write })
  }
  return Array.from(rows.values())
}

/** The number of orders of a campaign that have a status. */
export function countOrders({ order }: Tables, campaignUuid: string, status: OrderStatus): number {
  return order.list('status', statusKey(campaignUuid, status))?.size ?? 0
}

export function allRows(tables: Tables): Rows {
  return recordOf(modelNames, (model): readonly object[] => tables[model].rows()) as Rows
}

/** Makes the bases of tables from rows. */
export function* createTableBases(edition: Edition, rows: Rows): Sliced<TableBases> {
  const database = new RowDatabase()
  const create = <Name extends ModelName>(model: Name) =>
    createTableBase<Models[Name]>(shapes[edition][model], rows[model], () => database.rows(model))
  const bases: Partial<Record<ModelName, unknown>> = {}
  for (const model of modelNames) bases[model] = yield* create(model)
  return bases as TableBases
}
