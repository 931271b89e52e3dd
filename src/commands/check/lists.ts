import type { OperationId } from '../../contract/operation-ids.ts'
import { fieldOf, isRow, type Row, uuidOf } from '../values.ts'
import type { Contract } from './contract.ts'
import { type Questioner, Unknown } from './facts.ts'

/** The lists of the API, and how they are asked for. */

export interface ListOf {
  readonly operation: OperationId
  readonly path: string
  /** Under which key its rows stand. */
  readonly key: string
  readonly totalPages: boolean
}

export interface ListAnswer {
  readonly rows: readonly Row[]
  /** Also of what is no row. */
  readonly count: number
  /** Throws Unknown where none was answered. */
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

/** A path with its parameters filled in. */
export function withParams(path: string, params: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

export function withQuery(path: string, query: ListQuery): string {
  const entries = Object.entries(query).map(([key, value]) => [key, String(value)])
  return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries).toString()}`
}

/** Throws Unknown where the answer is no list, which is a difference by itself. */
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

export function uuidsOf({ rows }: Pick<ListAnswer, 'rows'>): (string | undefined)[] {
  return rows.map(uuidOf)
}
