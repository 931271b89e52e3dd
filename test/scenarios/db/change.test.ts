import { describe, expect, test } from 'vitest'
import { toSnapshot } from '../../../src/scenarios/snapshot.ts'
import { bare, dbOf } from '../worlds.ts'

const document = {
  ...bare,
  recordTypes: [
    {
      uuid: 't',
      name: 'Lead',
      fields: [
        { key: 'amount', type: 'number', required: true },
        { key: 'note', type: 'text' },
      ],
    },
  ],
  campaigns: [
    { uuid: 'c1', name: 'Spring', recordTypeUuid: 't' },
    { uuid: 'c2', name: 'Autumn', recordTypeUuid: 't' },
  ],
  records: ['r1', 'r2'].map((uuid, index) => ({
    uuid,
    recordTypeUuid: 't',
    firstName: 'Ada',
    lastName: 'King',
    phoneNumber: `+1415555010${index}`,
    parameters: { amount: index },
  })),
  orders: [
    { uuid: 'o1', campaignUuid: 'c1', recordUuid: 'r1' },
    { uuid: 'o2', campaignUuid: 'c1', recordUuid: 'r2' },
  ],
  calls: [
    {
      uuid: 'k1',
      orderUuid: 'o1',
      startedAt: '2026-05-04T07:00:00Z',
      endedAt: '2026-05-04T07:00:03Z',
      outcome: 'busy',
    },
  ],
}
const start = () => dbOf(document)
const one = (uuid: string) => ({ uuid: { equals: uuid } })

describe('a change of one row', () => {
  test.each([[undefined], [null]])('is refused for %j', (query) => {
    const { db } = start()
    expect(() => db.campaign.update(query as never)).toThrow('campaign.update takes a query such as { where: { … } }')
    expect(() => db.campaign.updateMany(query as never)).toThrow(
      'campaign.updateMany takes a query such as { where: { … } }',
    )
    expect(() => db.campaign.delete(query as never)).toThrow('campaign.delete takes a query such as { where: { … } }')
  })

  test('is refused where nothing says which', () => {
    const { db } = start()
    expect(() => db.campaign.update({ data: { name: 'X' } })).toThrow(
      'campaign.update needs where: which campaign is meant',
    )
    expect(() => db.campaign.delete({})).toThrow('campaign.delete needs where: which campaign is meant')
    expect(db.campaign.findMany().map(({ name }) => name)).toEqual(['Spring', 'Autumn'])
  })

  test('is made to the oldest where that is asked for', () => {
    expect(start().db.campaign.delete({ where: {} })).toMatchObject({ uuid: 'c1' })
  })
})

describe('create', () => {
  test('refuses null instead of values', () => {
    const { db } = start()
    expect(() => db.campaign.create(null as never)).toThrow(
      new TypeError('campaign.create must be values by field; received null'),
    )
  })
})

describe('update', () => {
  test('changes the fields that are given, and when it was changed', () => {
    const { db, world } = start()
    world.clock.moveTo(world.clock.now + 60_000)
    const before = db.order.findFirst({ where: one('o1'), strict: true })
    const after = db.order.update({ where: one('o1'), data: { status: 'planned', price: 5 } })
    expect(after).toEqual({ ...before, status: 'planned', price: 5, updatedAt: '2026-05-04T08:01:00Z' })
    expect(db.order.findFirst({ where: one('o1') })).toEqual(after)
  })

  test('takes an updatedAt that is given', () => {
    expect(start().db.order.update({ where: one('o1'), data: { updatedAt: '2030-01-01T00:00:00Z' } })?.updatedAt).toBe(
      '2030-01-01T00:00:00Z',
    )
  })

  test('leaves alone what is undefined', () => {
    expect(
      start().db.record.update({ where: one('r1'), data: { firstName: undefined, lastName: 'Byron' } }),
    ).toMatchObject({ firstName: 'Ada', lastName: 'Byron' })
  })

  test('asks functions for the next value', () => {
    const { db } = start()
    const after = db.record.update({
      where: one('r1'),
      data: { firstName: (previous, row) => `${previous} of ${row.lastName}` },
    })
    expect(after?.firstName).toBe('Ada of King')
  })

  test('replaces a JSON field by a value, and merges by a function', () => {
    const { db } = start()
    expect(db.record.update({ where: one('r1'), data: { parameters: { amount: 9, note: 'x' } } })?.parameters).toEqual({
      amount: 9,
      note: 'x',
    })
    expect(db.record.update({ where: one('r1'), data: { parameters: { amount: 10 } } })?.parameters).toEqual({
      amount: 10,
    })
    expect(
      db.record.update({ where: one('r1'), data: { parameters: (previous) => ({ ...previous, note: 'y' }) } })
        ?.parameters,
    ).toEqual({ amount: 10, note: 'y' })
    expect(db.record.findFirst({ where: { parameters: { note: { equals: 'y' } } } })?.uuid).toBe('r1')
  })

  test('changes a schedule and simulator settings', () => {
    const { db } = start()
    const schedule = { sun: { start: '10:00', end: '11:00' } }
    expect(db.campaign.update({ where: one('c1'), data: { schedule, simulator: { concurrency: 2 } } })).toMatchObject({
      schedule,
      simulator: { concurrency: 2 },
    })
    expect(db.campaign.update({ where: one('c1'), data: { schedule: null } })?.schedule).toBe(null)
  })

  test('lets a name follow until one is set, and again after null', () => {
    const { db } = start()
    const update = (data: Parameters<typeof db.record.update>[0]['data']) =>
      db.record.update({ where: one('r1'), data })?.name
    expect(update({ firstName: 'Bea' })).toBe('Bea King')
    expect(update({ name: 'Countess' })).toBe('Countess')
    expect(update({ firstName: 'Cleo' })).toBe('Countess')
    expect(update({ name: null })).toBe('Cleo King')
    expect(update({ firstName: null, lastName: null })).toBe('+14155550100')
    expect(update({ name: 'X' })).toBe('X')
    expect(update({ customName: false })).toBe('+14155550100')
  })

  test('takes the calls of an order along to another campaign', () => {
    const { db } = start()
    db.order.update({ where: one('o1'), data: { campaignUuid: 'c2' } })
    expect(db.call.findFirst({ where: one('k1') })).toMatchObject({ campaignUuid: 'c2', recordUuid: 'r1' })
    expect(db.call.count({ where: { campaignUuid: { equals: 'c1' } } })).toBe(0)
  })

  test('tells listeners of a status', () => {
    const { db, world } = start()
    const heard: unknown[] = []
    world.events.on('order.status', ({ orderUuid, from, to }) => heard.push([orderUuid, from, to]))
    db.order.updateMany({ where: { campaignUuid: { equals: 'c1' } }, data: { status: 'planned' } })
    expect(heard).toEqual([
      ['o1', 'registered', 'planned'],
      ['o2', 'registered', 'planned'],
    ])
  })
})

describe('updateMany', () => {
  test('changes all that fit, also those that no longer do when their turn is over', () => {
    const { db } = start()
    const changed = db.order.updateMany({ where: { status: { equals: 'registered' } }, data: { status: 'planned' } })
    expect(changed.map((row) => row.status)).toEqual(['planned', 'planned'])
    expect(db.order.count({ where: { status: { equals: 'registered' } } })).toBe(0)
  })

  test('changes all or none', () => {
    const { db, world } = start()
    const before = toSnapshot(world)
    expect(() =>
      db.record.updateMany({ where: {}, data: { email: (_, row) => (row.uuid === 'r1' ? 'a@example.com' : 'wrong') } }),
    ).toThrow(/email must be an email address/)
    expect(toSnapshot(world)).toEqual(before)
  })
})

describe('delete', () => {
  test('answers the row as it was, and removes it', () => {
    const { db } = start()
    expect(db.call.delete({ where: one('k1') })).toMatchObject({ uuid: 'k1', outcome: 'busy' })
    expect(db.call.getAll()).toEqual([])
    expect(db.order.count()).toBe(2)
  })

  test('takes what cannot be without it: a campaign its orders and calls, but not its contacts', () => {
    const { db } = start()
    db.campaign.delete({ where: one('c1') })
    expect([db.order.count(), db.call.count(), db.record.count(), db.campaign.count()]).toEqual([0, 0, 2, 1])
  })

  test('of a contact takes its orders', () => {
    const { db } = start()
    db.record.delete({ where: one('r1') })
    expect(db.order.getAll().map((row) => row.uuid)).toEqual(['o2'])
    expect(db.call.count()).toBe(0)
  })

  test('of a record type lets contacts and campaigns go', () => {
    const { db } = start()
    db.recordType.delete({ where: one('t') })
    expect(db.record.getAll().map((row) => row.recordTypeUuid)).toEqual([null, null])
    expect(db.campaign.getAll().map((row) => row.recordTypeUuid)).toEqual([null, null])
  })

  test('of many answers all that went', () => {
    const { db } = start()
    expect(db.order.deleteMany({ where: { recordUuid: { in: ['r1', 'r2'] } } }).map((row) => row.uuid)).toEqual([
      'o1',
      'o2',
    ])
    expect(db.order.count()).toBe(0)
  })
})

describe('a change that does not fit is a TypeError and changes nothing:', () => {
  const attempts: [string, (db: ReturnType<typeof start>['db']) => unknown, RegExp][] = [
    [
      'an unknown field',
      (db) => db.record.update({ where: one('r1'), data: { nickname: 'x' } as never }),
      /record\.update: data\.nickname is not a field of record/,
    ],
    [
      'a wrong type',
      (db) => db.record.update({ where: one('r1'), data: { status: 5 as never } }),
      /Failed to update a record:\n- status must be one of active, inactive, archived; received 5/,
    ],
    [
      'a wrong type from a function',
      (db) => db.order.update({ where: one('o1'), data: { price: () => 'a lot' as never } }),
      /price must be a number or null; received "a lot"/,
    ],
    [
      'another id',
      (db) => db.record.update({ where: one('r1'), data: { uuid: 'x' } }),
      /its uuid never changes; received "x"/,
    ],
    [
      'a reference to nothing',
      (db) => db.order.update({ where: one('o1'), data: { recordUuid: 'x' } }),
      /recordUuid must be the id of an existing record/,
    ],
    [
      'a contact twice in a campaign',
      (db) => db.order.update({ where: one('o1'), data: { recordUuid: 'r2' } }),
      /recordUuid must be in a campaign once/,
    ],
    [
      'parameters that do not fit',
      (db) => db.record.update({ where: one('r1'), data: { parameters: { note: 'x' } } }),
      /parameters\.amount is required/,
    ],
    [
      'scheduled without a time',
      (db) => db.order.update({ where: one('o1'), data: { status: 'scheduled' } }),
      /scheduledTime is required while the status is scheduled/,
    ],
    [
      'a call that goes on but has an outcome',
      (db) => db.call.update({ where: one('k1'), data: { endedAt: null } }),
      /outcome and endedAt must both be null/,
    ],
    [
      'a call that goes on again while its order does not',
      (db) => db.call.update({ where: one('k1'), data: { endedAt: null, outcome: null } }),
      /endedAt must be given: a call goes on only while its order is calling/,
    ],
    [
      'no data',
      (db) => db.record.update({ where: one('r1') } as never),
      /record\.update: data must be values by field/,
    ],
    [
      'an unknown part of the query',
      (db) => db.record.update({ where: one('r1'), data: {}, take: 1 } as never),
      /record\.update does not know "take"/,
    ],
  ]

  test.each(attempts)('%s', (_, attempt, message) => {
    const { db, world } = start()
    const before = toSnapshot(world)
    expect(() => attempt(db)).toThrow(TypeError)
    expect(() => attempt(db)).toThrow(message)
    expect(toSnapshot(world)).toEqual(before)
  })

  test('but a record type may change under its contacts: they are looked at when they change', () => {
    const { db } = start()
    db.recordType.update({ where: one('t'), data: { fields: [] } })
    expect(db.record.update({ where: one('r1'), data: { firstName: 'Bea' } })?.firstName).toBe('Bea')
    expect(() => db.record.update({ where: one('r1'), data: { parameters: { amount: 1 } } })).toThrow(
      /parameters\.amount is not a field/,
    )
  })
})

test('a refusal names the row with its article', () => {
  const { db } = start()
  expect(() => db.order.update({ where: one('o1'), data: { uuid: 'o3' } })).toThrow(
    'Failed to update an order: its uuid never changes',
  )
  expect(() => db.order.create({ status: 'lost' as never })).toThrow('Failed to create an order:')
})
