import { fieldsOf, jsonFields, type ModelName, type Models } from '../contract/models.ts'
import { nearest } from '../contract/nearest.ts'
import { isPlainObject, own, showKind } from '../contract/plain-object.ts'
import { show } from '../contract/problems.ts'
import type { Table } from '../world/table.ts'
import { statusKey } from '../contract/orders.ts'
import { isOrderStatus } from '../contract/statuses.ts'
import { compileJson, compileScalar, equalTo } from './conditions.ts'

/** Queries of the test API: conditions, order and range. */

/** The fields of a model. */
export function columnsOf(model: ModelName): readonly string[] {
  return Object.keys(fieldsOf(model))
}

export function unknownField(model: ModelName, field: string, where: string): TypeError {
  const guess = nearest(field, columnsOf(model))
  return new TypeError(
    `${where} is not a field of ${model}${guess ? `; did you mean ${guess}?` : '.'} Its fields are ${columnsOf(model).join(', ')}`,
  )
}

/** A parsed query. */
export interface Plan<Row> {
  /** Candidates found by an index, oldest first; undefined if all rows must be tested. */
  readonly candidates: Iterable<Row> | undefined
  readonly fits: (row: Row) => boolean
  /** Whether there is no condition. */
  readonly unconditional: boolean
}

/** Parses the conditions of a query into a test and candidate rows. */
export function plan<Name extends ModelName>(
  model: Name,
  table: Table<Models[Name]>,
  where: unknown,
): Plan<Models[Name]> {
  if (where === undefined) return { candidates: undefined, fits: () => true, unconditional: true }
  if (!isPlainObject(where))
    throw new TypeError(`where must be conditions by field, such as { uuid: '…' }; received ${showKind(where)}`)
  const conditions = new Map<string, unknown>()
  for (const [field, condition] of Object.entries(where)) {
    if (!columnsOf(model).includes(field)) throw unknownField(model, field, `where.${field}`)
    // It would mean any row, and so let a mistake change or delete all of them.
    if (condition === undefined)
      throw new TypeError(
        `where.${field} is undefined: give a value, or null for rows without one; without a condition, leave the field out`,
      )
    conditions.set(field, condition)
  }
  const tests = Array.from(conditions, ([field, condition]) => {
    const test = (jsonFields.has(field) ? compileJson : compileScalar)(condition, `where.${field}`)
    return (row: Models[Name]) => test(own(row, field))
  })
  return {
    candidates: candidatesOf(model, table, conditions),
    fits: (row) => tests.every((test) => test(row)),
    unconditional: tests.length === 0,
  }
}

/** Finds candidates by id or by an index of the table. */
function candidatesOf<Name extends ModelName>(
  model: Name,
  table: Table<Models[Name]>,
  conditions: ReadonlyMap<string, unknown>,
): Iterable<Models[Name]> | undefined {
  const exactly = (field: string): string | undefined => {
    const value = equalTo(conditions.get(field))
    return typeof value === 'string' ? value : undefined
  }
  const uuid = exactly('uuid')
  if (uuid !== undefined) return table.inOrder([uuid])
  const among = own(conditions.get('uuid'), 'in')
  if (Array.isArray(among)) return table.inOrder(new Set(among.filter((one) => typeof one === 'string')))
  const listed = (name: string, key: string) => Array.from(table.list(name, key) ?? [], (one) => table.currentRow(one))
  const fields = ['campaignUuid', 'status', 'recordUuid', 'orderUuid', 'recordTypeUuid']
  const [campaign, status, record, order, recordType] = fields.map(exactly)
  if (model === 'order' && record !== undefined) return table.lookup('record', record)
  if (model === 'call' && order !== undefined) return table.lookup('order', order)
  if (model === 'order' && campaign !== undefined && status !== undefined)
    return isOrderStatus(status) ? listed('status', statusKey(campaign, status)) : []
  if ((model === 'order' || model === 'call') && campaign !== undefined) return listed('campaign', campaign)
  if (model === 'record' && recordType !== undefined) return listed('recordType', recordType)
  if (model === 'campaign' && status !== undefined) return listed('status', status)
  return undefined
}

type Compare = (a: unknown, b: unknown) => number

/** A stable order of rows. */
export function compileOrder(model: ModelName, orderBy: unknown): Compare {
  const list: readonly unknown[] = Array.isArray(orderBy) ? orderBy : [orderBy]
  const compares = list.map((one, index) =>
    compileDirection(one, Array.isArray(orderBy) ? `orderBy[${index}]` : 'orderBy', model),
  )
  return (a, b) => {
    for (const compare of compares) {
      const result = compare(a, b)
      if (result !== 0) return result
    }
    return 0
  }
}

function compileDirection(order: unknown, where: string, model?: ModelName): Compare {
  const entries = typeof order === 'object' && order !== null ? Object.entries(order) : []
  const [field, direction] = entries[0] ?? ['', undefined]
  if (entries.length !== 1)
    throw new TypeError(
      `${where} must name one field and its direction, such as { createdAt: 'desc' }; list several for more. Received ${show(order)}`,
    )
  if (model && !columnsOf(model).includes(field)) throw unknownField(model, field, `${where}.${field}`)
  if (
    direction !== 'asc' &&
    direction !== 'desc' &&
    (typeof direction !== 'object' || (model && !jsonFields.has(field)))
  ) {
    throw new TypeError(`${where}.${field} must be 'asc' or 'desc'; received ${show(direction)}`)
  }
  const compare =
    typeof direction === 'object'
      ? compileDirection(direction, `${where}.${field}`)
      : byValue(direction === 'desc' ? -1 : 1)
  return (a, b) => compare(own(a, field), own(b, field))
}

/** Numbers before strings before booleans. Missing values are last in both directions. */
function byValue(sign: 1 | -1): Compare {
  const ranks = ['number', 'string', 'boolean']
  return (a, b) => {
    const [left, right] = [a, b].map((value) =>
      value === null || value === undefined ? Number.POSITIVE_INFINITY : ranks.indexOf(typeof value),
    ) as [number, number]
    if (left === Number.POSITIVE_INFINITY || right === Number.POSITIVE_INFINITY)
      return left === right ? 0 : left > right ? 1 : -1
    if (left !== right) return sign * (left - right)
    return sign * (isLess(a, b) ? -1 : isLess(b, a) ? 1 : 0)
  }
}

function isLess(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string') return a < b
  return Number(a) < Number(b)
}

/** A non-negative integer, or undefined. */
export function amount(value: unknown, where: string): number | undefined {
  if (value === undefined || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0)) return value
  throw new TypeError(`${where} must be a whole number of 0 or more; received ${show(value)}`)
}
