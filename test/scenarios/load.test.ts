import { describe, expect, test } from 'vitest'
import type { Models } from '../../src/contract/models.ts'
import { loadScenario } from '../../src/scenarios/load.ts'
import { allRows } from '../../src/world/tables.ts'
import { bare, worldOf } from './worlds.ts'

const rowsOf = (document: unknown, options = {}) => allRows(worldOf(document, options).tables)

describe('a document', () => {
  test('leaves out what has a default', () => {
    const rows = rowsOf({
      ...bare,
      recordTypes: [{ uuid: 't', name: 'Lead' }],
      campaigns: [{ uuid: 'c', name: 'Spring' }],
      records: [
        { uuid: 'r', phoneNumber: '+14155550100' },
        { uuid: 's', phoneNumber: '+14155550101' },
      ],
      orders: [
        { uuid: 'o', campaignUuid: 'c', recordUuid: 'r' },
        { uuid: 'p', campaignUuid: 'c', recordUuid: 's', status: 'calling' },
      ],
      calls: [{ uuid: 'k', orderUuid: 'p' }],
    })
    const at = { createdAt: '2026-05-04T08:00:00Z', updatedAt: '2026-05-04T08:00:00Z' }
    expect(rows.recordType).toEqual([{ uuid: 't', name: 'Lead', fields: [], ...at }])
    expect(rows.campaign[0]).toMatchObject({
      status: 'active',
      type: 'outbound',
      timezone: 'UTC',
      description: null,
      schedule: null,
      recordTypeUuid: null,
      simulator: null,
      ...at,
    })
    expect(rows.record.slice(0, 1)).toEqual([
      {
        uuid: 'r',
        recordTypeUuid: null,
        name: '+14155550100',
        customName: false,
        firstName: null,
        lastName: null,
        email: null,
        phoneNumber: '+14155550100',
        country: null,
        status: 'active',
        parameters: {},
        ...at,
      } satisfies Models['record'],
    ])
    expect(rows.order[0]).toMatchObject({
      status: 'registered',
      scheduledTime: null,
      price: null,
      attempts: 0,
      dueAt: null,
      ...at,
    })
    expect(rows.call).toEqual([
      {
        uuid: 'k',
        orderUuid: 'p',
        campaignUuid: 'c',
        recordUuid: 's',
        attempt: 1,
        startedAt: at.createdAt,
        endedAt: null,
        outcome: null,
        endsAt: null,
        endsAs: null,
        scriptedBy: null,
      },
    ])
  })

  test('draws ids that it leaves out from the seed', () => {
    const document = { ...bare, recordTypes: [{ name: 'Lead' }], records: [{ phoneNumber: '+14155550100' }] }
    const [first, again, other] = [rowsOf(document), rowsOf(document), rowsOf(document, { seed: 2 })]
    expect(first.record[0]?.uuid).toMatch(/^record_[0-9a-z]{20}$/)
    expect(first.recordType[0]?.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(again).toEqual(first)
    expect(other.record[0]?.uuid).not.toBe(first.record[0]?.uuid)
  })

  test('has never been updated where it says only when it was created', () => {
    const [type] = rowsOf({ ...bare, recordTypes: [{ name: 'Lead', createdAt: '2026-01-01T00:00:00Z' }] }).recordType
    expect(type?.updatedAt).toBe('2026-01-01T00:00:00Z')
  })

  test('tells a name that was given from one that follows', () => {
    const rows = rowsOf({
      ...bare,
      records: [
        { phoneNumber: '+14155550100', name: 'The Doctor' },
        { phoneNumber: '+14155550101', firstName: 'Ada', lastName: 'King' },
      ],
    })
    expect(rows.record.map(({ name, customName }) => [name, customName])).toEqual([
      ['The Doctor', true],
      ['Ada King', false],
    ])
  })

  test('counts the attempts of an order', () => {
    const rows = rowsOf({
      ...bare,
      campaigns: [{ uuid: 'c', name: 'Spring' }],
      records: [{ uuid: 'r', phoneNumber: '+14155550100' }],
      orders: [{ uuid: 'o', campaignUuid: 'c', recordUuid: 'r', status: 'calling' }],
      calls: [
        { orderUuid: 'o', startedAt: '2026-05-04T07:00:00Z', endedAt: '2026-05-04T07:00:03Z', outcome: 'busy' },
        { orderUuid: 'o' },
      ],
    })
    expect(rows.call.map((call) => call.attempt)).toEqual([1, 2])
  })

  test('stays the user’s: changing it later changes nothing', () => {
    const parameters = { nested: { list: [1] } }
    const world = worldOf({ ...bare, records: [{ uuid: 'r', phoneNumber: '+14155550100', parameters }] })
    parameters.nested.list.push(2)
    expect(world.tables.record.get('r')?.parameters).toEqual({ nested: { list: [1] } })
    expect(Object.isFrozen(parameters)).toBe(false)
  })

  test('keeps keys that are named like parts of a prototype as data', () => {
    const document: unknown = JSON.parse(
      '{"name":"x","now":"2026-05-04T08:00:00Z","seed":1,"records":[{"uuid":"r","phoneNumber":"+14155550100","parameters":{"__proto__":{"admin":true},"constructor":1}}]}',
    )
    const parameters = worldOf(document).tables.record.get('r')?.parameters
    expect(Object.keys(parameters ?? {})).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(parameters)).toBe(Object.prototype)
    expect(({} as { admin?: boolean }).admin).toBe(undefined)
  })
})

describe('options', () => {
  test('go before the document: another seed, another present', () => {
    const { base, tables } = worldOf(
      { ...bare, recordTypes: [{ name: 'x' }] },
      { seed: 9, now: '2030-01-01T00:00:00+01:00' },
    )
    expect(base).toMatchObject({ scenario: 'test', seed: 9, now: Date.UTC(2029, 11, 31, 23) })
    expect(tables.recordType.rows()[0]?.createdAt).toBe('2029-12-31T23:00:00Z')
  })

  test('let the settings of the call simulator and what is pending through', () => {
    const loaded = loadScenario(
      { ...bare, simulator: { concurrency: 3 }, events: [{ type: 'script', target: 'o', outcomes: ['busy'] }] },
      { edition: 'hosted' },
    )
    expect(loaded.simulator).toEqual({ concurrency: 3 })
    expect([...loaded.scripts.entries()]).toEqual([['o', ['busy']]])
  })
})

test('the chance still to come goes on after what was generated', () => {
  const generate = { records: [{ count: 5 }] }
  const { random } = loadScenario({ ...bare, generate }, { edition: 'hosted' })
  const { random: longer } = loadScenario({ ...bare, generate: { records: [{ count: 6 }] } }, { edition: 'hosted' })
  expect(random.ids).not.toEqual(longer.ids)
  expect(random.simulator).toEqual(longer.simulator)
})

test('an id is not drawn that a row of another kind of object has', () => {
  const phoneNumber = '+14155550100'
  const [drawn] = rowsOf({ ...bare, records: [{ phoneNumber }] }).record
  const other: unknown = Object.assign(Object.create(null), { uuid: drawn?.uuid, phoneNumber })
  const { record } = rowsOf({ ...bare, records: [{ phoneNumber }, other] })
  expect(new Set(record.map(({ uuid }) => uuid)).size).toBe(2)
})
