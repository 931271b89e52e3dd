import type { Exchange } from '../contract/events.ts'
import { nearest } from '../contract/nearest.ts'
import { type OperationId, operationIds } from '../contract/operation-ids.ts'
import { withArticle } from '../contract/field-errors.ts'
import { isPlainObject, showKind } from '../contract/plain-object.ts'
import { show } from '../contract/problems.ts'
import { hasParts, hasQuery } from './parts.ts'

/** Picks exchanges: by what is given, all of it. */
export interface ExchangeFilter {
  readonly operation?: OperationId | undefined
  readonly method?: string | undefined
  readonly status?: number | undefined
  /** The path behind the base URL. */
  readonly path?: string | undefined
  /** Part of the query: `{ page: 2 }`. */
  readonly query?: Readonly<Record<string, string | number | boolean>> | undefined
  /** Part of the body. */
  readonly body?: unknown
  /** Only exchanges after the one with this id. */
  readonly since?: number | undefined
}

/** Picks exchanges: by a filter, or by a function that returns true for those that are wanted. */
export type ExchangeMatcher = ExchangeFilter | ((exchange: Exchange) => boolean)

/** The properties of an exchange that filters compare. */
interface Facts {
  readonly id: number
  readonly operation: string | null
  readonly method: string
  readonly status: number
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** A function, because parsing is needed for few filters. */
  readonly body: () => unknown
}

export function fits(filter: ExchangeFilter, facts: Facts): boolean {
  return (
    (filter.operation === undefined || filter.operation === facts.operation) &&
    (filter.method === undefined || filter.method.toUpperCase() === facts.method) &&
    (filter.status === undefined || filter.status === facts.status) &&
    (filter.path === undefined || filter.path === facts.path) &&
    (filter.since === undefined || facts.id > filter.since) &&
    hasQuery(facts.query, filter.query) &&
    (filter.body === undefined || hasParts(facts.body(), filter.body))
  )
}

/** What a filter may have, with the types of those whose type alone is checked. */
const filterTypes: Readonly<Record<keyof ExchangeFilter, 'string' | 'number' | 'object' | undefined>> = {
  operation: undefined,
  method: 'string',
  status: 'number',
  path: 'string',
  query: 'object',
  body: undefined,
  since: 'number',
}
const filterKeys = Object.keys(filterTypes)

/** Throws for a misspelled filter, which would silently fit all exchanges or none. */
export function checkMatcher(matcher: unknown): void {
  if (typeof matcher === 'function') return
  if (!isPlainObject(matcher))
    throw new TypeError(
      `Requests are picked with a filter such as { operation: 'orders.create' }, or with a function; received ${showKind(matcher)}`,
    )
  const strange = Object.keys(matcher).find((key) => !filterKeys.includes(key))
  if (strange !== undefined)
    throw new TypeError(
      `${show(strange)} is not known to a filter of requests${meant(strange, filterKeys)} It has ${filterKeys.join(', ')}`,
    )
  const operation: unknown = 'operation' in matcher ? matcher.operation : undefined
  if (operation !== undefined && !operationIds.some((id) => id === operation))
    throw new TypeError(
      `There is no operation ${show(operation)}${meant(typeof operation === 'string' ? operation : '', operationIds)} The operations are ${operationIds.join(', ')}`,
    )
  for (const [key, type] of Object.entries(filterTypes)) {
    const value: unknown = Reflect.get(matcher, key)
    const isOfType = type === 'object' ? isPlainObject(value) : typeof value === type && !Number.isNaN(value)
    if (type !== undefined && value !== undefined && !isOfType)
      throw new TypeError(
        `${show(key)} of a filter of requests must be ${withArticle(type)}; received ${showKind(value)}`,
      )
  }
}

function meant(text: string, names: readonly string[]): string {
  const guess = nearest(text, names)
  return guess === undefined ? '.' : `; did you mean ${show(guess)}?`
}
