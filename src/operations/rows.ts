import { foldCase } from '../contract/fold.ts'
import type { Page } from '../contract/lists.ts'
import { type DraftOf, type ModelName, type Models, modelTitles } from '../contract/models.ts'
import { newRow } from '../contract/new-row.ts'
import { problems } from '../contract/problems.ts'
import type { Identified, Stored } from '../world/stored.ts'
import type { Sorted } from '../world/sorted.ts'
import type { Table } from '../world/table.ts'
import type { World } from '../world/world.ts'

export { own as part } from '../contract/plain-object.ts'

/** Pages of rows, and new rows, for the handlers of all resources. */

interface Paging {
  readonly page: number
  readonly limit: number
}

/** A page of a list in order of creation, newest first. */
export function pageOfList<Row extends { readonly uuid: string }>(
  table: Table<Row>,
  list: Sorted<Stored<Row>> | undefined,
  { page, limit }: Paging,
): Page<Row> {
  const found = list?.fromEnd((page - 1) * limit, limit) ?? []
  return { rows: found.map((stored) => table.currentRow(stored)), total: list?.size ?? 0, page, limit }
}

/** A page of found rows. They are given oldest first, and returned newest first. */
export function pageOfRows<Row>(found: readonly Row[], { page, limit }: Paging): Page<Row> {
  const end = found.length - (page - 1) * limit
  return {
    rows: end <= 0 ? [] : found.slice(Math.max(0, end - limit), end).toReversed(),
    total: found.length,
    page,
    limit,
  }
}

/** A page of the rows that a search found. */
export function pageOfFound<Row extends Identified>(found: readonly Stored<Row>[], paging: Paging): Page<Row> {
  const { rows, total, page, limit } = pageOfRows(found, paging)
  return { rows: rows.map((stored) => stored.row), total, page, limit }
}

/** The search word in lower case, or undefined. */
export function toSearchWord(search: string | undefined): string | undefined {
  const word = search?.trim()
  return word ? foldCase(word) : undefined
}

/** Creates a row and writes it. */
export function insert<Name extends ModelName>(world: World, name: Name, given: DraftOf<Name>): Models[Name] {
  const table: Table<Models[Name]> = world.tables[name]
  return table.insert(newRow(name, given, world))
}

export function notFound(model: ModelName, uuid: string) {
  return problems.notFound(modelTitles[model], uuid)
}
