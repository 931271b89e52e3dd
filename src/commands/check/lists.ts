import type { OperationId } from '../../contract/operation-ids.ts'
import { counted } from '../counts.ts'
import { fieldOf, isRow, type Row, uuidOf } from '../values.ts'
import type { Contract } from './contract.ts'
import { type Questioner, Unknown } from './facts.ts'

/** The lists of the API and their requests. */

export interface ListOf {
  readonly operation: OperationId
  readonly path: string
  /** The key of its rows. */
  readonly key: string
  readonly totalPages: boolean
}

export interface ListAnswer {
  readonly rows: readonly Row[]
  /** Includes elements that are not rows. */
  readonly count: number
  /** Throws Unknown if the answer has no total. */
  readonly total: number
  readonly page: unknown
  readonly limit: unknown
  readonly totalPages: unknown
  readonly seen: string
}

export type ListQuery = Readonly<Record<string, string | number>>

export function listOf(
  contract: Contract,
  operation: OperationId,
  params: Readonly<Record<string, string>> = {},
): ListOf {
  const { path, answer } = contract.operation(operation)
  if (answer.kind !== 'page') throw new Error(`${operation} is no list`)
  return { operation, path: withParams(path, params), key: answer.key, totalPages: answer.totalPages }
}

/** Returns a path with its parameters filled in. */
export function withParams(path: string, params: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

export function withQuery(path: string, query: ListQuery): string {
  const entries = Object.entries(query).map(([key, value]) => [key, String(value)])
  return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries).toString()}`
}

/** Throws Unknown if the answer is not a list, which is reported as a difference already. */
export async function askList(questioner: Questioner, list: ListOf, query: ListQuery = {}): Promise<ListAnswer> {
  const { operation, path, key } = list
  const { body, seen, isSuccess } = await questioner.ask({ operation, path: withQuery(path, query), status: 200 })
  const rows = fieldOf(body, key)
  if (!isSuccess || !Array.isArray(rows)) throw new Unknown('no list was answered')
  const [page, limit, totalPages] = ['page', 'limit', 'totalPages'].map((name) => fieldOf(body, name))
  return {
    rows: rows.filter(isRow),
    count: rows.length,
    get total() {
      const total = fieldOf(body, 'total')
      if (typeof total !== 'number') throw new Unknown('no total was answered')
      return total
    },
    page,
    limit,
    totalPages,
    seen,
  }
}

/** Asks for a list by its operation. */
export function askRows(
  questioner: Questioner,
  operation: OperationId,
  params: Readonly<Record<string, string>> = {},
  query: ListQuery = {},
): Promise<ListAnswer> {
  return askList(questioner, listOf(questioner.contract, operation, params), query)
}

/** Describes how many rows an answer has, where none are expected. */
export function countsOf({ count, total }: Pick<ListAnswer, 'count' | 'total'>): string {
  return `${counted(count, 'row')} and a total of ${total}`
}

/** Throws Unknown if the answer has no total. */
export function isEmpty({ count, total }: ListAnswer): boolean {
  return count === 0 && total === 0
}

export function uuidsOf({ rows }: Pick<ListAnswer, 'rows'>): (string | undefined)[] {
  return rows.map(uuidOf)
}
