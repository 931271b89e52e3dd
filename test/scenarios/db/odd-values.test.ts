import { describe, expect, test } from 'vitest'
import { createMock } from '../../../src/create-mock.ts'
import { bare, dbOf } from '../worlds.ts'

/** What the test API makes of arguments that make little sense. */

describe('values that JSON can not carry', () => {
  class Money {
    amount = 5
  }
  test.each([
    [() => 1, 'parameters.odd must be JSON data; received () => 1'],
    [Number.NaN, 'parameters.odd must be JSON data; received NaN'],
    [new Money(), 'parameters.odd must be JSON data; received a Money'],
    [
      Object.create(Object.create(Object.create(null))),
      'parameters.odd must be JSON data; received an object with a prototype of its own',
    ],
    [[1, undefined], 'parameters.odd[1] must be JSON data; received undefined'],
  ])('are refused with their place: %s', (odd, message) => {
    const { db } = createMock()
    expect(() => db.record.create({ recordTypeUuid: null, parameters: { odd } })).toThrow(message)
    expect(db.record.count()).toBe(0)
  })
})

describe('an order of rows', () => {
  const { db } = dbOf({
    ...bare,
    records: [
      ['text', { rank: 'first' }],
      ['none', {}],
      ['number', { rank: 2 }],
      ['nothing', { rank: null }],
      ['truth', { rank: true }],
      ['less', { rank: 1 }],
    ].map(([uuid, parameters], index) => ({ uuid, parameters, phoneNumber: `+1415555010${index}` })),
  })

  test('has numbers before texts before truths, and what has no value last', () => {
    const ids = (rank: 'asc' | 'desc') =>
      db.record.findMany({ orderBy: { parameters: { rank } } }).map(({ uuid }) => uuid)
    expect(ids('asc')).toEqual(['less', 'number', 'text', 'truth', 'none', 'nothing'])
    expect(ids('desc')).toEqual(['truth', 'text', 'number', 'less', 'none', 'nothing'])
  })

  test.each([[5], [{}], [null], [{ name: 'asc', email: 'asc' }]])(
    'names one field and a direction, and is not %j',
    (orderBy) => {
      // @ts-expect-error what someone without types may write
      expect(() => db.record.findMany({ orderBy })).toThrow('must name one field and its direction')
    },
  )
})

describe('a condition', () => {
  const { db } = dbOf({
    ...bare,
    records: [
      { uuid: 'a', phoneNumber: '+14155550100', parameters: { tags: ['red', 'blue'] } },
      { uuid: 'b', phoneNumber: '+14155550101', parameters: { tags: 'green' } },
      { uuid: 'c', phoneNumber: '+14155550102', parameters: { tags: ['grey'] } },
    ],
  })

  test('fits a list when one of its items fits', () => {
    expect(
      db.record.findMany({ where: { parameters: { tags: { contains: 'gre' } } } }).map(({ uuid }) => uuid),
    ).toEqual(['b', 'c'])
    expect(db.record.findMany({ where: { parameters: { tags: { equals: 'blue' } } } }).map(({ uuid }) => uuid)).toEqual(
      ['a'],
    )
  })

  test('compares with a text or a number', () => {
    // @ts-expect-error what someone without types may write
    expect(() => db.record.findMany({ where: { firstName: { gt: true } } })).toThrow(
      'must be a text or a number; received true',
    )
  })
})

describe('what is strict', () => {
  test('finds something, or says what it looked for', () => {
    const { db } = createMock()
    expect(() => db.campaign.findFirst({ strict: true })).toThrow('campaign.findFirst found no campaign where {}')
    expect(() => db.campaign.count({ strict: true })).toThrow('campaign.count found no campaign where {}')
    expect(() => db.campaign.count({ where: { name: { equals: 'Spring' } }, strict: true })).toThrow(
      'campaign.count found no campaign where {"name":{"equals":"Spring"}}',
    )
    db.campaign.create()
    expect(db.campaign.count({ strict: true })).toBe(1)
  })
})

describe('createMany', () => {
  test.each(['three', undefined, { length: 3 }])('takes a list or a count, and not %j', (first) => {
    // @ts-expect-error what someone without types may write
    expect(() => createMock().db.campaign.createMany(first)).toThrow(
      'campaign.createMany takes a list of values, or a count and values',
    )
  })
})

describe('what is made up', () => {
  test('fits the kind of a campaign', () => {
    const names = (type: 'inbound' | 'outbound') =>
      new Set(
        createMock({ seed: 2 })
          .db.campaign.createMany(30, { type })
          .map(({ name }) => name.replace(/ \d+$/, '')),
      )
    const [inbound, outbound] = [names('inbound'), names('outbound')]
    expect([...inbound].filter((name) => outbound.has(name))).toEqual([])
  })

  test('fits a field by its key', () => {
    const { db } = createMock()
    const type = db.recordType.create({ name: 'People', fields: [{ key: 'age', type: 'number', required: true }] })
    const ages = db.record
      .createMany(50, { recordTypeUuid: type.uuid })
      .map(({ parameters }) => Number(parameters['age']))
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(18)
    expect(Math.max(...ages)).toBeLessThanOrEqual(95)
  })

  test('is taken from the country of the contact where it is one of ours, and from America otherwise', () => {
    const { db } = createMock()
    const type = db.recordType.create({ name: 'People', fields: [{ key: 'mobile', type: 'phone', required: true }] })
    const mobile = (country: string | null) =>
      db.record.create({ recordTypeUuid: type.uuid, country, phoneNumber: '+14155550100', parameters: {} }).parameters[
        'mobile'
      ]
    expect(mobile('DE')).toMatch(/^\+49/)
    expect(mobile('BR')).toMatch(/^\+1/)
    expect(mobile(null)).toMatch(/^\+1/)
  })

  test('has an end that is not before its start, in a call that begins later', () => {
    const { db } = createMock({ now: '2026-05-04T08:00:00Z' })
    expect(db.call.create({ startedAt: '2026-05-04T09:00:00Z', outcome: 'busy' })).toMatchObject({
      startedAt: '2026-05-04T09:00:00Z',
      endedAt: '2026-05-04T09:00:00Z',
    })
    expect(db.call.create({ startedAt: '2026-05-04T07:00:00Z', outcome: 'busy' })).toMatchObject({
      endedAt: '2026-05-04T08:00:00Z',
    })
  })
})

describe('a document', () => {
  const base = {
    ...bare,
    campaigns: [{ uuid: 'c', name: 'Spring' }],
    records: ['a', 'b'].map((uuid, index) => ({ uuid, phoneNumber: `+1415555010${index}` })),
    orders: [{ uuid: 'o', campaignUuid: 'c', recordUuid: 'a' }],
  }

  test('has calls that are of their orders', () => {
    expect(() =>
      dbOf({
        ...base,
        calls: [
          {
            orderUuid: 'o',
            recordUuid: 'b',
            startedAt: '2026-05-04T07:00:00Z',
            endedAt: '2026-05-04T07:01:00Z',
            outcome: 'busy',
          },
        ],
      }),
    ).toThrow('calls[0].recordUuid must be the record of the order, "a"; received "b"')
  })

  test('names what it has, also when that is nothing', () => {
    expect(() => dbOf({ ...bare, generate: { orders: [{ campaign: 'Nowhere', count: 1 }] } })).toThrow(
      'must be the id or name of a campaign of the scenario (it has none); received "Nowhere"',
    )
    expect(() => dbOf({ ...base, generate: { orders: [{ campaign: 'Nowhere', count: 1 }] } })).toThrow(
      'of the scenario ("Spring"); received "Nowhere"',
    )
  })
})
