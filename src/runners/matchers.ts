import { z } from 'zod'
import { knownKeys } from '../contract/schema-paths.ts'
import { type CampaignRow, rowSchemas } from '../contract/models.ts'
import { type OperationId, operationIds } from '../contract/operation-ids.ts'
import type { Sent } from '../contract/operations.ts'
import type { Order } from '../contract/orders.ts'
import { instead, toField, withArticle } from '../contract/field-errors.ts'
import { isPlainObject } from '../contract/plain-object.ts'
import { show } from '../contract/problems.ts'
import type { Edition } from '../contract/editions.ts'
import type { CallRecord } from '../contract/records.ts'
import type { Exchange } from '../contract/events.ts'
import { Mock } from '../mock.ts'
import { operationsOf } from '../operations/table.ts'
import { internals } from '../engine/internals.ts'
import { hasParts, isAsymmetric } from '../engine/parts.ts'
import { describeRequests, inShort } from './requests.ts'

/** Matchers for `expect(mock)`, in the shape that vitest and jest share. */

/** Any part of a value. Missing fields match anything, and asymmetric matchers fit everywhere. */
export type PartOf<Value> = Value extends readonly (infer Item)[]
  ? readonly PartOf<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]?: PartOf<Value[Key]> }
    : Value | AsymmetricMatcher

/** `expect.any(String)` and the like, as Playwright types them. vitest types them as `any`. */
type AsymmetricMatcher = Readonly<Record<string, unknown>>

/** The order that `toHaveOrder` compares: the row with its contact and its campaign. */
export interface OrderInFull extends Order {
  readonly record: CallRecord
  readonly campaign: CampaignRow
}

/** The matchers of `expect(mock)`. They return a promise where a runner repeats them until they match. */
export interface MockMatchers<Returned = void> {
  /**
   * The mock received a request of this operation. `sent` is any part of its path parameters, query and body.
   * @example
   * expect(mock).toHaveReceived('orders.create', { record: { firstName: 'Ada' } })
   */
  toHaveReceived<Id extends OperationId>(operation: Id, sent?: PartOf<Sent<Id>>): Returned
  /**
   * The mock received so many requests of an operation.
   * @example
   * expect(mock).toHaveReceivedTimes('campaigns.list', 1)
   */
  toHaveReceivedTimes(operation: OperationId, times: number): Returned
  /**
   * The mock has a campaign that is like this.
   * @example
   * expect(mock).toHaveCampaign({ name: 'Spring', status: 'active' })
   */
  toHaveCampaign(expected: PartOf<CampaignRow>): Returned
  /**
   * The mock has a contact that is like this.
   * @example
   * expect(mock).toHaveRecord({ phoneNumber: '+14155550100' })
   */
  toHaveRecord(expected: PartOf<CallRecord>): Returned
  /**
   * The mock has an order that is like this; its contact and its campaign may be described, too.
   * @example
   * expect(mock).toHaveOrder({ status: 'planned', record: { firstName: 'Ada' } })
   */
  toHaveOrder(expected: PartOf<OrderInFull>): Returned
}

/** The part of the matcher context that is used here. */
export interface MatcherContext {
  readonly isNot?: boolean | undefined
}

interface Verdict {
  readonly pass: boolean
  readonly message: () => string
}

const orderInFull = rowSchemas.order.extend({ record: rowSchemas.record, campaign: rowSchemas.campaign })

export const matchers = {
  toHaveReceived(this: MatcherContext, received: unknown, operation: string, sent?: object): Verdict {
    const mock = mockOf(received, 'toHaveReceived')
    const { requests, info } = mock
    const candidates = requests.all({ operation: operationOf(operation) })
    if (sent !== undefined) checkExpected('toHaveReceived', sent, sentIn(info.edition, operation))
    const pass = candidates.some((one) => sent === undefined || hasParts(said(one, sent), sent))
    if (!pass) checkDropped('toHaveReceived', mock, 1)
    const wanted = sent === undefined ? operation : `${operation} with ${inShort(sent)}`
    return {
      pass,
      message: () =>
        `Expected the mock ${this.isNot ? 'not to have' : 'to have'} received ${wanted}.\n${describeReceived(requests.all(), candidates, operation)}${sent === undefined || this.isNot ? '' : describeDifference(candidates, sent)}`,
    }
  },

  toHaveReceivedTimes(this: MatcherContext, received: unknown, operation: string, times: number): Verdict {
    const mock = mockOf(received, 'toHaveReceivedTimes')
    const { requests } = mock
    const candidates = requests.all({ operation: operationOf(operation) })
    if (!Number.isInteger(times) || times < 0)
      throw new TypeError(`toHaveReceivedTimes: times must be a whole number of 0 or more; received ${show(times)}`)
    checkDropped('toHaveReceivedTimes', mock, times - candidates.length)
    return {
      pass: candidates.length === times,
      message: () =>
        `Expected the mock ${this.isNot ? 'not to have' : 'to have'} received ${operation} ${times} ${times === 1 ? 'time' : 'times'}.\n${describeReceived(requests.all(), candidates, operation)}`,
    }
  },

  toHaveCampaign: matcherOfRows('toHaveCampaign', 'campaign'),
  toHaveRecord: matcherOfRows('toHaveRecord', 'record'),

  toHaveOrder(this: MatcherContext, received: unknown, expected: object): Verdict {
    const { db } = mockOf(received, 'toHaveOrder')
    checkExpected('toHaveOrder', expected, orderInFull)
    const contacts = new Map(db.record.getAll().map((row) => [row.uuid, row]))
    const places = new Map(db.campaign.getAll().map((row) => [row.uuid, row]))
    const full = db.order
      .getAll()
      .map((row) =>
        Object.assign({}, row, { record: contacts.get(row.recordUuid), campaign: places.get(row.campaignUuid) }),
      )
    return judgeRows(this, 'order', full, expected)
  },
}

function matcherOfRows(matcher: string, model: 'campaign' | 'record') {
  return function (this: MatcherContext, received: unknown, expected: object): Verdict {
    const { db } = mockOf(received, matcher)
    checkExpected(matcher, expected, rowSchemas[model])
    return judgeRows(this, model, db[model].getAll(), expected)
  }
}

function mockOf(received: unknown, matcher: string): Mock {
  if (received instanceof Mock) return received
  throw new TypeError(`${matcher} is for a mock, as in expect(mock).${matcher}(…); received ${show(received)}`)
}

/** Throws if the requests that the journal has dropped may include this number of wanted ones. */
function checkDropped(matcher: string, mock: Mock, missing: number): void {
  const { dropped, maxEntries } = mock[internals].log
  if (dropped === 0 || missing < 0 || missing > dropped) return
  throw new Error(
    maxEntries === 0
      ? `${matcher} needs the journal, which keeps no requests with the option journal: 0. Leave this option out`
      : `${matcher} cannot tell: the journal has dropped ${dropped === 1 ? 'the oldest request' : `the oldest ${dropped} requests`}. Give the mock a larger journal, as in journal: ${10 * maxEntries}, or call mock.requests.clear() before what you test`,
  )
}

function operationOf(operation: unknown): OperationId {
  const known = operationIds.find((id) => id === operation)
  if (known) return known
  throw new TypeError(
    `There is no operation ${show(operation)}${instead(String(operation), operationIds, 'the operations')}`,
  )
}

/** Throws for unknown fields: a misspelt one would match nothing, and `not` would always pass. */
function checkExpected(matcher: string, expected: unknown, schema: z.ZodType): void {
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected))
    throw new TypeError(
      `${matcher}: what is expected must be an object, with any part of it; received ${show(expected)}`,
    )
  const lines = unknownKeysIn(expected, schema, [])
  if (lines.length > 0) throw new TypeError(`${matcher}: ${lines.join('; ')}`)
}

/**
 * Returns a line for each unknown key, and for each regular expression, which equals no value. Matchers such as
 * `expect.objectContaining` are not plain objects and are skipped.
 */
function unknownKeysIn(value: unknown, schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => unknownKeysIn(item, schema, path.concat(index)))
  if (value instanceof RegExp) return [`${toField(path)} is a regular expression: use expect.stringMatching(${value})`]
  if (!isPlainObject(value)) return []
  const known = knownKeys(schema, path)
  return Object.entries(value).flatMap(([key, part]) => {
    const own = path.concat(key)
    return known.length === 0 || known.includes(key)
      ? unknownKeysIn(part, schema, own)
      : [`${toField(own)} is not a known field${instead(key, known)}`]
  })
}

/** The schema of everything that a request can contain: path, query and body. */
function sentIn(edition: Edition, id: string): z.ZodType {
  const { path = '', query, body } = operationsOf(edition).find((operation) => operation.id === id) ?? {}
  const names = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = '']) => [name, z.string()] as const)
  return z.union([z.object(Object.fromEntries(names)), query, body].filter((part) => part !== undefined))
}

/** Everything that a request contained. Query values are text, and are parsed if a number is expected. */
function said({ params, query, body }: Exchange, expected: object): object {
  const numbers = Object.entries(query).map(([key, value]) => [
    key,
    isNumberWanted(Reflect.get(expected, key), value) ? Number(value) : value,
  ])
  return { ...params, ...Object.fromEntries(numbers), ...(typeof body === 'object' ? body : undefined) }
}

function isNumberWanted(expected: unknown, value: unknown): boolean {
  return (
    typeof expected === 'number' ||
    (isAsymmetric(expected) && !expected.asymmetricMatch(value) && expected.asymmetricMatch(Number(value)))
  )
}

function describeReceived(all: readonly Exchange[], candidates: readonly Exchange[], operation: string): string {
  if (candidates.length > 0)
    return `It received ${operation} ${candidates.length} ${candidates.length === 1 ? 'time' : 'times'}:\n${describeRequests(candidates)}`
  if (all.length > 0) return `It received only:\n${describeRequests(all)}`
  return 'It received nothing. Does the code under test use the base URL of the mock, and is the mock listening?'
}

/** Describes how the nearest request differs from the expected one. */
function describeDifference(candidates: readonly Exchange[], sent: object): string {
  // A matcher for the whole has no parts to compare.
  if (isAsymmetric(sent)) return ''
  const differences = candidates.map((one) => {
    const came = said(one, sent)
    return Object.keys(sent).flatMap((key) => {
      const [received, expected]: unknown[] = [Reflect.get(came, key), Reflect.get(sent, key)]
      if (hasParts(came, { [key]: expected })) return []
      return [
        Object.hasOwn(came, key)
          ? `  ${key} is ${inShort(received)}, and not ${inShort(expected)}`
          : `  ${key} is missing: a request has ${Object.keys(came).join(', ') || 'nothing'}`,
      ]
    })
  })
  const [nearest] = differences.toSorted((one, other) => one.length - other.length)
  return nearest ? `\nIn the nearest of them,\n${nearest.join('\n')}` : ''
}

function judgeRows(context: MatcherContext, model: string, rows: readonly object[], expected: object): Verdict {
  const found = rows.filter((row) => hasParts(row, expected))
  return {
    pass: found.length > 0,
    message() {
      if (context.isNot)
        return `Expected the mock not to have ${withArticle(model)} like ${inShort(expected)}, but it has ${inShort(found[0])}`
      const total = rows.length === 1 ? `There is 1 ${model}` : `There are ${rows.length} ${model}s`
      return [
        `Expected the mock to have ${withArticle(model)} like ${inShort(expected)}.`,
        `${total}${rows.length > 0 ? '; nearest:' : '.'}`,
        ...nearest(rows, expected),
      ].join('\n')
    },
  }
}

/** Returns the rows that match best, with the expected fields only. */
function nearest(rows: readonly object[], expected: object): string[] {
  const keys = Object.keys(expected)
  const score = (row: object) =>
    keys.filter((key) => hasParts({ value: Reflect.get(row, key) }, { value: Reflect.get(expected, key) })).length
  return rows
    .map((row) => ({ row, score: score(row) }))
    .toSorted((one, other) => other.score - one.score)
    .slice(0, 3)
    .map(({ row }) => `  ${inShort(Object.fromEntries(['uuid', ...keys].map((key) => [key, Reflect.get(row, key)])))}`)
}
