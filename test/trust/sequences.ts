import * as fc from '../fast-check.ts'
import { createMock, type Mock, type Scenario } from 'callcamp-mock'
import { expect } from 'vitest'
import { operationsOf } from '../../src/operations/table.ts'
import { answer, type Ask, type Edition, type Json, type Model, newModel, recordTypes } from './model.ts'

/** Random sequences of everything a client and a test may do, on the mock and on the model side by side. */

const start = '2026-05-04T08:00:00Z'
const scenario: Scenario = {
  name: 'model',
  now: start,
  seed: 7,
  recordTypes,
  assistants: [{ uuid: 'a-1', name: 'Ava' }],
  phones: [{ uuid: 'p-1', name: 'Main', phoneNumber: '+14155550199' }],
}

/** A value for a field, and the field that a refusal must name for it. */
type Choice = readonly [value: unknown, wrong?: string]
type Fields = Readonly<Record<string, readonly Choice[]>>

const good = (...values: unknown[]): Choice[] => values.map((value) => [value])
const bad = (field: string, ...values: unknown[]): Choice[] => values.map((value) => [value, field])

const campaignFields: Fields = {
  name: [...good('Alpha', 'beta Promo', 'Zoë 🎉', 'a.b*c', 'ΑΊΑΣ, Straße'), ...bad('name', '', ' ', 5)],
  status: [...good('draft', 'active', 'closed', 'paused', 'archived'), ...bad('status', 'gone', 3)],
  type: [...good('inbound', 'outbound'), ...bad('type', 'both')],
  description: [...good('Alpha of all', null, ' '), ...bad('description', 7)],
  timezone: [...good('UTC', 'Europe/London', ''), ...bad('timezone', 'Mars/Base', '+01:00')],
  schedule: [
    ...good(null, {}, { mon: { start: '09:00', end: '17:00' } }),
    ...bad('schedule.mon.start', { mon: { start: '9:00', end: '17:00' } }),
    ...bad('schedule.mon', { mon: { start: '18:00', end: '17:00' } }),
    ...bad('schedule.monday', { monday: { start: '09:00', end: '17:00' } }),
  ],
  recordTypeUuid: good(null, 'rt-1', 'rt-2', 'rt-none'),
  outboundAssistantUuid: good(null, 'a-1', 'a-none', ''),
}
const parameters = good(
  {},
  { amount: 5 },
  { amount: 7, tier: 'gold', note: 'VIP' },
  { amount: 'many' },
  { amount: 1, tier: 'bronze' },
  { amount: 2, other: true },
  { amount: null },
  { note: null },
)
const phones = good('+14155550100', '+14155550101', '+442071838750', '+33612345678')
const person: Fields = {
  firstName: [...good('Ada', 'Grace', 'Αίας', null, ' '), ...bad('firstName', 5)],
  lastName: good('Lovelace', 'Hopper', null),
  parameters: [...parameters, ...bad('parameters', [], 'x')],
}
const hosted: Fields = {
  ...person,
  name: [...good('The Boss', null, ''), ...bad('name', 5)],
  email: [...good('ada@example.com', null, '  '), ...bad('email', 'ada at example')],
  phoneNumber: [...phones, ...bad('phoneNumber', '0123', '14155550100')],
}
const local: Fields = { ...person, phone: [...phones, ...bad('phone', '0123')] }
const country: Fields = { country: [...good('US', 'GB', null, ''), ...bad('country', 'usa')] }
const recordStatus: Fields = { status: [...good('active', 'inactive', 'archived'), ...bad('status', 'gone')] }
const recordTypeUuid: Fields = { recordTypeUuid: [...good('rt-1', 'rt-2', 'rt-none'), ...bad('recordTypeUuid', 5)] }
const orderStatus = good(
  'registered',
  'planned',
  'scheduled',
  'calling',
  'busy',
  'no-answer',
  'failed',
  'completed',
  'contacted',
  'canceled',
  'do-not-call',
)
const orderFields: Fields = {
  status: [...orderStatus, ...bad('status', 'done')],
  scheduledTime: [
    ...good('2026-05-10T14:30:00Z', '2026-05-10T14:30:00.900+02:00', '2026-05-10T14:30:00', null, ''),
    ...bad('scheduledTime', '2026-02-30T00:00:00Z', 'tomorrow'),
  ],
  scheduledTimeTimezone: [...good('UTC', null), ...bad('scheduledTimeTimezone', 'Nowhere')],
  scheduledDurationSeconds: [...good(600, null), ...bad('scheduledDurationSeconds', 0, 1.5)],
  price: [...good(0, 10.5, null), ...bad('price', -1)],
  currencyCode: [...good('USD', null, ''), ...bad('currencyCode', 'usd')],
  instructions: [...good('Be brief.', null, ' '), ...bad('instructions', 1)],
}

/** A body of some of the fields; a needed one that is missing is wrong. */
function bodyOf(
  fields: Fields,
  needed: readonly string[] = [],
  likely: readonly string[] = needed,
): fc.Arbitrary<{ body: Json; wrong: string[] }> {
  const choices = Object.entries(fields).map(([name, values]) => {
    const value = fc.constantFrom(...values)
    // Mostly good and complete bodies: otherwise nearly every request is refused.
    const mostlyGood = fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...values.filter((one) => one[1] === undefined)) },
      { weight: 1, arbitrary: value },
    )
    return fc.option(mostlyGood, { freq: likely.includes(name) ? 30 : 2 }).map((choice) => ({ name, choice }))
  })
  return fc.tuple(...choices).map((found) => {
    const given = found.filter((one) => one.choice !== null)
    const missing = needed.filter((name) => !given.some((one) => one.name === name))
    return {
      body: Object.fromEntries(given.map((one) => [one.name, one.choice?.[0]])),
      wrong: [...given.flatMap((one) => one.choice?.[1] ?? []), ...missing],
    }
  })
}

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 })
const words = fc.constantFrom(
  '',
  ' ',
  'a',
  'ada',
  'LOVE',
  '555',
  'zoë',
  '.',
  'a.b*c',
  'gold',
  'nothing like it',
  'ΑΊΑΣ',
  'αία',
  'STRASSE',
  'example.com',
  '+1415',
)
const paging = {
  page: maybe(fc.constantFrom('1', '1', '2', '2', '3', '3', '1', '2', '0', '2147483648')),
  limit: maybe(fc.constantFrom('1', '2', '3', '5', '20', '100', '101')),
}
const query = (fields: Record<string, fc.Arbitrary<string | undefined>>) =>
  fc
    .record(fields)
    .map((one) =>
      Object.fromEntries(Object.entries(one).filter((entry): entry is [string, string] => entry[1] !== undefined)),
    )

/** Which row is meant: counted through those there are, and one that there is not. */
const index = fc.nat(11)

type Step =
  | {
      kind: 'ask'
      operation: string
      picks: number[]
      query?: Record<string, string>
      body?: Json
      wrong?: string[]
      uuids?: number[]
    }
  | { kind: 'advance'; seconds: number }
  | { kind: 'reset' }
  | { kind: 'snapshot' }
  | { kind: 'restore'; index: number }
  | { kind: 'sandbox'; name: string }
  | {
      kind: 'db'
      verb: 'campaign.update' | 'record.delete' | 'order.update' | 'campaign.delete' | 'record.update'
      index: number
      status: string
    }

function ask(
  operation: string,
  parts: {
    query?: fc.Arbitrary<Record<string, string>>
    body?: fc.Arbitrary<{ body: Json; wrong: string[] }>
    uuids?: fc.Arbitrary<number[]>
  } = {},
): fc.Arbitrary<Step> {
  return fc
    .record({
      picks: fc.tuple(index, index),
      query: parts.query ?? fc.constant(undefined),
      body: parts.body ?? fc.constant(undefined),
      uuids: parts.uuids ?? fc.constant(undefined),
    })
    .map((one) => ({
      kind: 'ask',
      operation,
      picks: one.picks,
      ...(one.query && { query: one.query }),
      ...one.body,
      ...(one.uuids && { uuids: one.uuids }),
    }))
}

const nested = (inner: fc.Arbitrary<{ body: Json; wrong: string[] }>) =>
  fc.tuple(fc.option(fc.constantFrom(...orderFields['status']!), { freq: 2 }), inner).map(([status, record]) => ({
    body: { record: record.body, ...(status && { status: status[0] }) },
    wrong: [...(status?.[1] ? [status[1]] : []), ...record.wrong.map((field) => `record.${field}`)],
  }))

function steps(edition: Edition): fc.Arbitrary<Step[]> {
  const fields = edition === 'hosted' ? hosted : local
  const phone = edition === 'hosted' ? 'phoneNumber' : 'phone'
  const of = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({ weight, arbitrary })
  const step = fc.oneof(
    of(4, ask('campaigns.create', { body: bodyOf(campaignFields, ['name', 'status', 'type']) })),
    of(2, ask('campaigns.update', { body: bodyOf(campaignFields) })),
    of(1, ask('campaigns.get')),
    of(1, ask('campaigns.delete')),
    of(
      3,
      ask('campaigns.list', {
        query: query({
          search: maybe(words),
          status: maybe(fc.constantFrom('draft', 'active', 'paused', 'closed', 'nope', '')),
          ...paging,
        }),
      }),
    ),
    of(
      4,
      ask('records.create', {
        body: bodyOf(
          { ...fields, ...recordTypeUuid, ...(edition === 'hosted' && country) },
          ['recordTypeUuid', phone],
          ['recordTypeUuid', phone, 'parameters'],
        ),
      }),
    ),
    of(3, ask('records.update', { body: bodyOf({ ...fields, ...(edition === 'hosted' && recordStatus) }) })),
    of(2, ask('records.get')),
    of(1, ask('records.delete')),
    of(
      3,
      ask('records.list', {
        query: query({
          search: maybe(words),
          recordTypeUuid: maybe(fc.constantFrom('rt-1', 'rt-2', 'rt-none', '')),
          campaignUuid: maybe(index.map((one) => `#${one}`)),
          ...paging,
        }),
      }),
    ),
    of(5, ask('orders.create', { body: nested(bodyOf({ ...hosted, ...country }, ['phoneNumber'])) })),
    of(4, ask('orders.update', { body: bodyOf(orderFields) })),
    of(1, ask('orders.delete')),
    of(
      3,
      ask('orders.list', {
        query: query({
          search: maybe(words),
          status: maybe(fc.constantFrom('registered', 'planned', 'busy', 'do-not-call', 'nope', ' ')),
          ...paging,
        }),
      }),
    ),
    of(3, ask('orders.associate', { uuids: fc.array(fc.nat(8), { minLength: 1, maxLength: 3 }) })),
    of(3, fc.record({ kind: fc.constant('advance' as const), seconds: fc.constantFrom(0, 1, 60, 86_400) })),
    of(1, fc.constant<Step>({ kind: 'reset' })),
    of(1, fc.constant<Step>({ kind: 'snapshot' })),
    of(1, fc.record({ kind: fc.constant('restore' as const), index: fc.nat(3) })),
    of(1, fc.record({ kind: fc.constant('sandbox' as const), name: fc.constantFrom('', 'a', 'b') })),
    of(
      2,
      fc.record({
        kind: fc.constant('db' as const),
        verb: fc.constantFrom('campaign.update', 'record.delete', 'order.update', 'campaign.delete', 'record.update'),
        index,
        status: fc.constantFrom('planned', 'do-not-call', 'busy', 'paused', 'archived'),
      }),
    ),
  )
  // Every sequence begins with a few rows: without them there is little to ask for.
  const campaign = ask('campaigns.create', {
    body: fc.constantFrom<{ body: Json; wrong: string[] }>(
      { body: { name: 'First', status: 'active', type: 'outbound', recordTypeUuid: 'rt-1' }, wrong: [] },
      { body: { name: 'Open', status: 'draft', type: 'outbound' }, wrong: [] },
    ),
  })
  const order = ask('orders.create', {
    body: nested(
      bodyOf(
        {
          phoneNumber: phones,
          firstName: good('Ada', 'Grace'),
          parameters: good({ amount: 1 }, { amount: 2, tier: 'gold' }),
        },
        ['phoneNumber'],
        ['phoneNumber', 'parameters'],
      ),
    ),
  })
  const record = ask('records.create', {
    body: bodyOf(
      { [phone]: phones, ...recordTypeUuid, parameters: good({ amount: 3 }) },
      ['recordTypeUuid', phone],
      ['recordTypeUuid', phone, 'parameters'],
    ),
  })
  return fc
    .tuple(
      fc.tuple(campaign, campaign, order, order, order, record, record),
      fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }),
    )
    .map(([first, rest]) => [...first, ...rest])
}

/** Answers a request: over `mock.fetch`, or over the network to a server. */
export type Send = (
  sandbox: string,
  method: string,
  path: string,
  body: Json | undefined,
) => Promise<{ status: number; text: string }>

/** Mostly a row that there is; now and then one that there is not. */
const rowAt = (rows: Json[], at: number) => (at === 11 ? undefined : rows[at % Math.max(1, rows.length)])
const uuidAt = (rows: Json[], at: number) => String(rowAt(rows, at)?.['uuid'] ?? 'unknown')

export const mockOptions = (edition: Edition) => ({ edition, scenario, simulator: false as const, journal: 20 })

export function newMock(edition: Edition): Mock {
  return createMock(mockOptions(edition))
}

/** Plays random sequences, each on a mock that begins anew, and returns how many steps they had. A seed that failed can be given. */
export async function playMany(
  edition: Edition,
  runs: number,
  mock: Mock,
  send: Send,
  known: { readonly seed?: number; readonly path?: string } = {},
): Promise<number> {
  let asked = 0
  await fc.assert(
    fc.asyncProperty(steps(edition), async (sequence) => {
      mock.reset()
      for (const name of mock.sandboxes.keys()) mock.dropSandbox(name)
      asked += sequence.length
      await play(edition, sequence, mock, send)
    }),
    { numRuns: runs, ...known },
  )
  return asked
}

/** Runs a sequence on both sides; fails where they differ. */
async function play(edition: Edition, sequence: readonly Step[], mock: Mock, send: Send): Promise<void> {
  const models = new Map<string, Model>([['', newModel(Date.parse(start))]])
  const snapshots: { sandbox: string; model: Model; snapshot: ReturnType<Mock['snapshot']> }[] = []
  let sandbox = ''
  const target = () => (sandbox === '' ? mock : mock.sandbox(sandbox))
  const model = () => {
    const known = models.get(sandbox) ?? newModel(Date.parse(start))
    models.set(sandbox, known)
    return known
  }

  for (const step of sequence) {
    const state = model()
    switch (step.kind) {
      case 'advance':
        state.now += step.seconds * 1_000
        target().clock.advance(step.seconds * 1_000)
        break
      case 'reset':
        models.set(sandbox, newModel(Date.parse(start)))
        target().reset()
        break
      case 'snapshot':
        snapshots.push({ sandbox, model: structuredClone(state), snapshot: target().snapshot() })
        break
      case 'restore': {
        const kept = snapshots[step.index]
        if (!kept) break
        models.set(sandbox, structuredClone(kept.model))
        target().restore(kept.snapshot)
        break
      }
      case 'sandbox':
        sandbox = step.name
        target()
        break
      case 'db':
        change(state, target(), step)
        break
      default:
        await exchange(edition, state, target(), step, (method, path, body) => send(sandbox, method, path, body))
    }
  }
  for (const [name, state] of models) compareRows(state, name === '' ? mock : mock.sandbox(name))
}

async function exchange(
  edition: Edition,
  model: Model,
  mock: Mock,
  step: Extract<Step, { kind: 'ask' }>,
  send: (method: string, path: string, body: Json | undefined) => Promise<{ status: number; text: string }>,
): Promise<void> {
  const [resource] = step.operation.split('.')
  const [first = 0, second = 0] = step.picks
  const order = rowAt(model.orders, second)
  const named = step.operation === 'orders.update' || step.operation === 'orders.delete'
  // An order mostly goes with its own campaign.
  const parent =
    named && order && first !== 10
      ? String(order['campaignUuid'])
      : uuidAt(resource === 'records' ? model.records : model.campaigns, first)
  const orderUuid = String(order?.['uuid'] ?? 'unknown')
  const params = [parent, orderUuid]
  const query =
    step.query &&
    Object.fromEntries(
      Object.entries(step.query).map(([key, value]) => [
        key,
        value.startsWith('#') ? uuidAt(model.campaigns, Number(value.slice(1))) : value,
      ]),
    )
  const body = step.uuids ? { recordUuids: step.uuids.map((one) => uuidAt(model.records, one)) } : step.body
  const route = operationsOf(edition).find(({ id }) => id === step.operation)
  if (!route) throw new Error(`No route for ${step.operation}`)
  const { method } = route
  const path = route.path.replace('{uuid}', parent).replace('{orderUuid}', orderUuid)
  const address = `${path}${query && Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : ''}`

  const before = JSON.stringify(mock.snapshot())
  const { status, text } = await send(method, address, body)
  const actual: Json = text === '' ? {} : JSON.parse(text)
  const asked: Ask = {
    operation: step.operation,
    params,
    ...(query && { query }),
    ...(body && { body }),
    ...(step.wrong && { wrong: step.wrong }),
  }
  const expected = answer(model, edition, asked, actual)
  const about = `${method} ${address} ${JSON.stringify(body) ?? ''}`

  expect(status, `${about} answered ${text}`).toBe(expected.status)
  if (expected.fields) expect(fieldsOf(actual), about).toEqual([...new Set(expected.fields)].toSorted())
  if ('body' in expected) expect(actual, about).toEqual(expected.body)
  if (expected.status === 204) expect(text).toBe('')
  if (expected.status >= 400)
    expect(JSON.stringify(mock.snapshot()), `${about} was refused and changed something`).toBe(before)
  adoptIds(model, mock)
}

const fieldsOf = (body: Json) =>
  [...new Set((body['errors'] as { field: string }[]).map((error) => error.field))].toSorted()

/** Orders made by associating answer no ids: the model reads them from the mock. */
function adoptIds(model: Model, mock: Mock): void {
  const nameless = model.orders.filter((order) => order['uuid'] === undefined)
  if (nameless.length === 0) return
  const orders = mock.snapshot().orders
  for (const order of nameless)
    order['uuid'] = orders.find(
      (one) => one.campaignUuid === order['campaignUuid'] && one.recordUuid === order['recordUuid'],
    )?.uuid
}

/** The same change through the test API and in the model. */
function change(model: Model, mock: Mock, step: Extract<Step, { kind: 'db' }>): void {
  const updatedAt = `${new Date(model.now).toISOString().slice(0, 19)}Z`
  const rows = step.verb.startsWith('campaign')
    ? model.campaigns
    : step.verb.startsWith('record')
      ? model.records
      : model.orders
  const row = rowAt(rows, step.index)
  if (!row) return
  const uuid = String(row['uuid'])
  const where = { uuid: { equals: uuid } }
  switch (step.verb) {
    case 'campaign.update':
      mock.db.campaign.update({ where, data: { status: 'paused' } })
      Object.assign(row, { status: 'paused', updatedAt })
      break
    case 'campaign.delete':
      mock.db.campaign.delete({ where })
      model.campaigns = model.campaigns.filter((one) => one !== row)
      model.orders = model.orders.filter((one) => one['campaignUuid'] !== uuid)
      break
    case 'record.update':
      mock.db.record.update({ where, data: { phoneNumber: '+14155550188' } })
      Object.assign(row, { phoneNumber: '+14155550188', updatedAt })
      if (!row['customName'])
        row['name'] = [row['firstName'], row['lastName']].filter(Boolean).join(' ') || row['phoneNumber']
      break
    case 'record.delete':
      mock.db.record.delete({ where })
      model.records = model.records.filter((one) => one !== row)
      model.orders = model.orders.filter((one) => one['recordUuid'] !== uuid)
      break
    default: {
      const status = step.status === 'paused' || step.status === 'archived' ? 'canceled' : step.status
      mock.db.order.update({ where, data: { status: status as 'planned' } })
      Object.assign(row, { status, updatedAt })
    }
  }
}

const without = (row: object, left: string) => Object.fromEntries(Object.entries(row).filter(([key]) => key !== left))

/** In the end, every row of the mock is the model's, and in the same order of creation. */
function compareRows(model: Model, mock: Mock): void {
  const snapshot = mock.snapshot()
  const plain = (rows: Json[]) => rows.map((row) => without(row, 'n'))
  const byAge = (rows: Json[]) =>
    [...rows].sort((a, b) =>
      a['createdAt'] === b['createdAt']
        ? Number(a['n']) - Number(b['n'])
        : String(a['createdAt']) < String(b['createdAt'])
          ? -1
          : 1,
    )
  expect(snapshot.campaigns.map((row) => without(row, 'simulator'))).toEqual(plain(byAge(model.campaigns)))
  expect(snapshot.records).toEqual(plain(byAge(model.records)))
  // What never goes over the wire is no part of the model.
  const orders = snapshot.orders.map(({ attempts: _, dueAt: __, ...order }) => order)
  expect(orders).toEqual(plain(byAge(model.orders)))
}
