import { describe, expect, test } from 'vitest'
import { modelNames, rowSchemas } from '../../../src/contract/models.ts'
import { checkParameters } from '../../../src/contract/record-types.ts'
import { toSnapshot } from '../../../src/scenarios/snapshot.ts'
import { bare, dbOf } from '../worlds.ts'

const empty = () => dbOf('empty')

describe('create', () => {
  test('refuses an empty reference, which names no row', () => {
    expect(() => dbOf(bare).db.record.create({ recordTypeUuid: '' })).toThrow(
      'recordTypeUuid must be the id of an existing',
    )
  })

  test.each(modelNames)('makes a whole %s out of nothing', (model) => {
    const { db, world } = empty()
    const row = db[model].create()
    expect(rowSchemas[model].strict().safeParse(row).error).toBe(undefined)
    expect(world.tables[model].get(row.uuid)).toBe(row)
  })

  test('keeps what is given, and makes up the rest', () => {
    const { db } = empty()
    const record = db.record.create({ firstName: 'Ada', lastName: 'King', country: 'GB' })
    expect(record).toMatchObject({
      firstName: 'Ada',
      lastName: 'King',
      name: 'Ada King',
      country: 'GB',
      createdAt: '2026-05-04T08:00:00Z',
    })
    expect(record.phoneNumber).toMatch(/^\+447\d{9}$/)
    expect(record.email).toMatch(/^ada\.king\d*@example/)
  })

  test('takes null for no value', () => {
    const { db } = empty()
    expect(db.record.create({ email: null, firstName: null })).toMatchObject({ email: null, firstName: null })
  })

  test('takes undefined for not given', () => {
    const { db } = empty()
    expect(db.record.create({ firstName: undefined }).firstName).toEqual(expect.any(String))
  })

  test('makes a name that follows, or keeps the one that is given', () => {
    const { db } = empty()
    expect(db.record.create({ firstName: 'Ada', lastName: null })).toMatchObject({ name: 'Ada', customName: false })
    expect(db.record.create({ firstName: 'Ada', name: 'Countess' })).toMatchObject({
      name: 'Countess',
      customName: true,
    })
    expect(db.record.create({ firstName: 'Ada', lastName: 'King', name: null })).toMatchObject({
      name: 'Ada King',
      customName: false,
    })
  })

  test('gives a contact the oldest record type and parameters that fit it', () => {
    const { db } = dbOf({
      ...bare,
      recordTypes: [
        { uuid: 'b', name: 'B', createdAt: '2026-02-01T00:00:00Z' },
        {
          uuid: 'a',
          name: 'A',
          createdAt: '2026-01-01T00:00:00Z',
          fields: [{ key: 'amount', type: 'number', required: true }],
        },
      ],
    })
    const record = db.record.create()
    expect(record.recordTypeUuid).toBe('a')
    expect(record.parameters).toEqual({ amount: expect.any(Number) })
  })

  test('adds what the record type requires to parameters that are given', () => {
    const { db } = empty()
    const type = db.recordType.create({
      name: 'Lead',
      fields: [
        { key: 'amount', type: 'number', required: true },
        { key: 'note', type: 'text' },
      ],
    })
    const record = db.record.create({ recordTypeUuid: type.uuid, parameters: { note: 'x' } })
    expect(record.parameters).toEqual({ note: 'x', amount: expect.any(Number) })
    expect(checkParameters(type, record.parameters, '')).toEqual([])
  })

  test('gives a contact no record type where null is asked for', () => {
    expect(empty().db.record.create({ recordTypeUuid: null })).toMatchObject({ recordTypeUuid: null, parameters: {} })
  })

  test('makes the campaign and the contact that an order needs', () => {
    const { db } = empty()
    const order = db.order.create()
    const campaign = db.campaign.findFirst({ where: { uuid: { equals: order.campaignUuid } }, strict: true })
    const record = db.record.findFirst({ where: { uuid: { equals: order.recordUuid } }, strict: true })
    expect(order.status).toBe('registered')
    expect(record.recordTypeUuid).toBe(campaign.recordTypeUuid)
  })

  test('makes an order of the campaign and contact that are given', () => {
    const { db } = empty()
    const type = db.recordType.create({ name: 'Lead' })
    const campaign = db.campaign.create({ recordTypeUuid: type.uuid })
    const order = db.order.create({ campaignUuid: campaign.uuid, status: 'scheduled' })
    expect(order).toMatchObject({
      campaignUuid: campaign.uuid,
      scheduledTime: '2026-05-04T09:00:00Z',
      scheduledTimeTimezone: 'UTC',
    })
    expect(db.record.findFirst({ where: { uuid: { equals: order.recordUuid } }, strict: true }).recordTypeUuid).toBe(
      type.uuid,
    )
    expect(db.campaign.count()).toBe(1)
  })

  test('makes an order do-not-call where the number asked for that, unless a status is given', () => {
    const { db } = empty()
    const refused = db.record.create({ phoneNumber: '+14155550150' })
    db.order.create({ recordUuid: refused.uuid, status: 'do-not-call' })
    const twin = db.record.create({ phoneNumber: '+14155550150' })
    expect(db.order.create({ recordUuid: twin.uuid }).status).toBe('do-not-call')
    expect(db.order.create({ recordUuid: twin.uuid, status: 'planned' }).status).toBe('planned')
  })

  test('makes the order that a call needs, standing where the call says', () => {
    const { db } = empty()
    const orderOf = (uuid: string) => db.order.findFirst({ where: { uuid: { equals: uuid } }, strict: true })
    const open = db.call.create()
    expect(open).toMatchObject({ attempt: 1, startedAt: '2026-05-04T08:00:00Z', endedAt: null, outcome: null })
    expect(orderOf(open.orderUuid)).toMatchObject({
      status: 'calling',
      campaignUuid: open.campaignUuid,
      recordUuid: open.recordUuid,
    })
    const ended = db.call.create({ outcome: 'busy' })
    expect(ended).toMatchObject({ startedAt: '2026-05-04T07:59:00Z', endedAt: '2026-05-04T08:00:00Z' })
    expect(orderOf(ended.orderUuid).status).toBe('busy')
    expect(db.call.create({ orderUuid: ended.orderUuid, endedAt: '2026-05-04T09:00:00Z' })).toMatchObject({
      attempt: 2,
      startedAt: '2026-05-04T08:59:00Z',
      outcome: 'busy',
    })
  })

  test.each([
    ['contacted', 'contacted'],
    ['do-not-call', 'do-not-call'],
    ['canceled', 'canceled'],
    ['busy', 'busy'],
    ['planned', 'no-answer'],
    ['registered', 'no-answer'],
    ['calling', null],
  ] as const)('of an order that is %s ended with %s', (status, outcome) => {
    const { db } = empty()
    const { uuid } = db.order.create({ status })
    const { endedAt, ...call } = db.call.create({ orderUuid: uuid })
    expect(call).toMatchObject({ attempt: 1, outcome })
    expect(endedAt === null).toBe(outcome === null)
  })

  test('tells listeners of a status', () => {
    const { db, world } = empty()
    const heard: unknown[] = []
    world.events.on('order.status', (event) => heard.push([event.from, event.to]))
    db.order.create({ status: 'planned' })
    expect(heard).toEqual([[null, 'planned']])
  })
})

describe('createMany', () => {
  test('refuses more rows than fit into memory', () => {
    expect(() => empty().db.campaign.createMany(1e9)).toThrow(
      'campaign.createMany: the count must be at most 1000000; received 1000000000',
    )
  })

  test('makes as many as are counted', () => {
    const { db } = empty()
    const campaign = db.campaign.create()
    const orders = db.order.createMany(5, { campaignUuid: campaign.uuid, status: 'planned' })
    expect(orders.map((order) => order.status)).toEqual(Array.from({ length: 5 }, () => 'planned'))
    expect(db.order.count()).toBe(5)
  })

  test('takes values by position', () => {
    const records = empty().db.record.createMany(3, (index) => ({ firstName: `N${index}` }))
    expect(records.map((record) => record.firstName)).toEqual(['N0', 'N1', 'N2'])
  })

  test('takes a list', () => {
    expect(
      empty()
        .db.record.createMany([{ firstName: 'A' }, { firstName: 'B' }])
        .map((record) => record.firstName),
    ).toEqual(['A', 'B'])
  })

  test('makes all or none', () => {
    const { db, world } = empty()
    const before = toSnapshot(world)
    expect(() => db.record.createMany([{ firstName: 'A' }, { email: 'not an address' }])).toThrow(
      /email must be an email address/,
    )
    expect(toSnapshot(world)).toEqual(before)
  })

  test.each([-1, 1.5, Number.NaN])('refuses the count %s', (count) => {
    expect(() => empty().db.record.createMany(count)).toThrow(
      /record\.createMany: the count must be a whole number of 0 or more/,
    )
  })
})

describe('a mistake is a TypeError that says what was expected, and changes nothing:', () => {
  const attempts: [string, (db: ReturnType<typeof empty>['db']) => unknown, RegExp][] = [
    [
      'an unknown field',
      (db) => db.record.create({ phone: '+14155550100' } as never),
      /record\.create\.phone is not a field of record; did you mean phoneNumber\? Its fields are uuid, recordTypeUuid/,
    ],
    [
      'a wrong type',
      (db) => db.record.create({ firstName: 5 as never }),
      /Failed to create a record:\n- firstName must be a string or null; received 5/,
    ],
    [
      'a wrong format',
      (db) => db.record.create({ phoneNumber: '555' }),
      /phoneNumber must be a phone number in E\.164 format.*; received "555"/,
    ],
    [
      'an unknown status',
      (db) => db.order.create({ status: 'ringing' as never }),
      /status must be one of registered, planned, .*; received "ringing"/,
    ],
    [
      'a reference to nothing',
      (db) => db.order.create({ campaignUuid: 'nope' }),
      /campaignUuid must be the id of an existing campaign; received "nope"/,
    ],
    [
      'an id that is taken',
      (db) => db.campaign.create({ uuid: db.campaign.create({ uuid: 'x' }).uuid }),
      /uuid must not be taken yet; received "x"/,
    ],
    [
      'parameters that do not fit',
      (db) =>
        db.record.create({
          recordTypeUuid: db.recordType.create({ name: 'Lead', fields: [] }).uuid,
          parameters: { a: 1 },
        }),
      /parameters\.a is not a field of the record type "Lead"; its fields are none/,
    ],
    [
      'parameters that JSON cannot carry',
      (db) => db.record.create({ recordTypeUuid: null, parameters: { when: new Date(0) } }),
      /parameters\.when must be JSON data; received a Date/,
    ],
    [
      'a contact twice in a campaign',
      (db) => db.order.create({ ...pick(db.order.create({ uuid: 'o' })) }),
      /recordUuid must be in a campaign once; the order "o" has it there already/,
    ],
    [
      'a call of another campaign',
      (db) => db.call.create({ orderUuid: db.order.create().uuid, campaignUuid: db.campaign.create().uuid }),
      /campaignUuid must be the campaign of the order/,
    ],
    [
      'a second call of an order that goes on',
      (db) => db.call.create({ orderUuid: db.call.create().orderUuid }),
      /endedAt must be given: the call "[\w-]+" of this order goes on already/,
    ],
    [
      'a call that goes on while its order does not',
      (db) => db.call.create({ orderUuid: db.order.create({ uuid: 'o', status: 'planned' }).uuid, endedAt: null }),
      /endedAt must be given: a call goes on only while its order is calling, and the order "o" is "planned"/,
    ],
    [
      'a call of no order',
      (db) => db.call.create({ orderUuid: 'nope' }),
      /^Failed to create a call:\n- orderUuid must be the id of an existing order; received "nope"$/,
    ],
    [
      'a call that ends before it starts',
      (db) => db.call.create({ startedAt: '2026-05-04T08:00:00Z', endedAt: '2026-05-04T07:00:00Z' }),
      /endedAt must not be before startedAt/,
    ],
    [
      'a misspelt day',
      (db) => db.campaign.create({ schedule: { monday: { start: '09:00', end: '17:00' } } as never }),
      /schedule\.monday is not a day.* the days are mon, /,
    ],
    [
      'no values at all',
      (db) => db.record.create('Ada' as never),
      /record\.create must be values by field; received "Ada"/,
    ],
  ]

  test.each(attempts)('%s', (_, attempt, message) => {
    expect(() => attempt(empty().db)).toThrow(TypeError)
    expect(() => attempt(empty().db)).toThrow(message)
  })

  test('not even the chance to come is used up', () => {
    const { db, world } = empty()
    const before = toSnapshot(world)
    expect(() => db.order.create({ price: -1 })).toThrow(/price must be at least 0/)
    expect(() => db.call.create({ campaignUuid: 'nope' })).toThrow(
      /campaignUuid must be the id of an existing campaign/,
    )
    expect(() => db.order.create({ campaignUuid: 'nope' })).toThrow(/campaignUuid must be/)
    expect(toSnapshot(world)).toEqual(before)
  })
})

function pick({ campaignUuid, recordUuid }: { campaignUuid: string; recordUuid: string }) {
  return { campaignUuid, recordUuid }
}
