import { foldCase } from '../contract/fold.ts'
import type { Page } from '../contract/lists.ts'
import { type DraftOf, type ModelName, type Models, modelTitles, referencesOf } from '../contract/models.ts'
import { newRow } from '../contract/new-row.ts'
import { type FieldError, problems } from '../contract/problems.ts'
import { danglingReference, wayToExist } from '../contract/references.ts'
import type { Stored } from '../world/stored.ts'
import type { Sorted } from '../world/sorted.ts'
import type { Table } from '../world/table.ts'
import type { World } from '../world/world.ts'
import type { Scope } from './operation.ts'

/** Pages of rows and checks of references, for the handlers of all resources. */

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

/** The search word in lower case, or undefined. */
export function toSearchWord(search: string | undefined): string | undefined {
  const word = search?.trim()
  return word ? foldCase(word) : undefined
}

/** The value of a key in any JSON value, or undefined. */
export function part(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
}

/** The errors of fields that refer to rows that do not exist. */
export function danglingReferences(scope: Scope, model: 'campaign' | 'record', body: unknown): FieldError[] {
  if (scope.references === 'loose') return []
  const targets: Readonly<Record<string, ModelName>> = referencesOf[model]
  return Object.entries(targets).flatMap(([field, target]) => {
    const uuid = part(body, field)
    if (typeof uuid !== 'string' || scope.world.tables[target].get(uuid)) return []
    return [{ field, message: danglingReference(target, uuid) + wayToExist(model, target, uuid) }]
  })
}

/** Creates a row and writes it. */
export function insert<Name extends ModelName>(world: World, name: Name, given: DraftOf<Name>): Models[Name] {
  const table: Table<Models[Name]> = world.tables[name]
  return table.insert(newRow(name, given, world))
}

export function notFound(model: ModelName, uuid: string) {
  return problems.notFound(modelTitles[model], uuid)
}
