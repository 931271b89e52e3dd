import { describe, expect, test } from 'vitest'
import { bare, dbOf } from '../worlds.ts'

const type = { uuid: 't', name: 'Any', fields: ['amount', 'rank'].map((key) => ({ key, type: 'number' })) }
const people = [
  {
    uuid: 'a',
    firstName: 'Ada',
    email: 'ada@example.com',
    parameters: { amount: 50, rank: 1 },
    createdAt: '2026-01-01T00:00:00Z',
  },
  { uuid: 'b', firstName: 'Ben', email: null, parameters: { amount: 7 }, createdAt: '2026-01-02T00:00:00Z' },
  { uuid: 'c', firstName: 'Cleo', email: 'cleo@example.org', parameters: {}, createdAt: '2026-01-03T00:00:00Z' },
  { uuid: 'd', firstName: null, email: null, parameters: { amount: 50, rank: 3 }, createdAt: '2026-01-04T00:00:00Z' },
]
const document = {
  ...bare,
  recordTypes: [type],
  records: people.map((one, index) => Object.assign(one, { recordTypeUuid: 't', phoneNumber: `+1415555010${index}` })),
  campaigns: [
    { uuid: 'c1', name: 'Spring', schedule: { mon: { start: '09:00', end: '17:00' } } },
    { uuid: 'c2', name: 'Autumn', status: 'draft' },
  ],
  orders: [
    { uuid: 'o1', campaignUuid: 'c1', recordUuid: 'a', status: 'busy', price: 5, createdAt: '2026-02-01T00:00:00Z' },
    { uuid: 'o2', campaignUuid: 'c1', recordUuid: 'b', status: 'planned', createdAt: '2026-02-02T00:00:00Z' },
    { uuid: 'o3', campaignUuid: 'c2', recordUuid: 'a', status: 'busy', price: 10, createdAt: '2026-02-03T00:00:00Z' },
  ],
  calls: [
    {
      uuid: 'k1',
      orderUuid: 'o1',
      startedAt: '2026-02-01T00:00:00Z',
      endedAt: '2026-02-01T00:00:03Z',
      outcome: 'busy',
    },
  ],
}
const { db } = dbOf(document)
const found = (
  where: Parameters<typeof db.record.findMany>[0] extends infer Query
    ? NonNullable<Query> extends { where?: infer Where }
      ? Where
      : never
    : never,
) => db.record.findMany({ where }).map((row) => row.uuid)

describe('a condition', () => {
  test.each([
    [{ firstName: { equals: 'Ada' } }, ['a']],
    [{ firstName: 'Ada' }, ['a']],
    [{ firstName: null }, ['d']],
    [{ customName: false, email: null }, ['b', 'd']],
    [{ uuid: 'c' }, ['c']],
    [{ uuid: 'gone' }, []],
    [{ recordTypeUuid: 't', firstName: 'Ben' }, ['b']],
    [{ parameters: { amount: 50, rank: 1 } }, ['a']],
    [{ parameters: { amount: null } }, ['c']],
    [{ firstName: { notEquals: 'Ada' } }, ['b', 'c', 'd']],
    [{ firstName: { equals: null } }, ['d']],
    [{ firstName: { notEquals: null } }, ['a', 'b', 'c']],
    [{ firstName: { contains: 'e' } }, ['b', 'c']],
    [{ firstName: { notContains: 'e' } }, ['a', 'd']],
    [{ firstName: { gt: 'Ben' } }, ['c']],
    [{ firstName: { gte: 'Ben' } }, ['b', 'c']],
    [{ firstName: { lt: 'Ben' } }, ['a']],
    [{ firstName: { lte: 'Ben' } }, ['a', 'b']],
    [{ firstName: { in: ['Ada', null] } }, ['a', 'd']],
    [{ firstName: { notIn: ['Ada', null] } }, ['b', 'c']],
    [{ firstName: { between: ['B', 'D'] } }, ['b', 'c']],
    [{ firstName: { notBetween: ['B', 'D'] } }, ['a', 'd']],
    [{ createdAt: { between: ['2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z'] } }, ['b', 'c']],
    [{ customName: { equals: false } }, ['a', 'b', 'c', 'd']],
    [{ customName: { in: [true] } }, []],
    [{ uuid: { equals: 'c' } }, ['c']],
    [{ uuid: { in: ['d', 'a', 'a', 'gone'] } }, ['a', 'd']],
    [{ uuid: { in: ['d', 'a'] }, firstName: { equals: 'Ada' } }, ['a']],
    [{ recordTypeUuid: { equals: 't' }, email: { equals: null } }, ['b', 'd']],
    [{ firstName: { contains: 'e', notEquals: 'Ben' } }, ['c']],
    [{ parameters: { amount: { equals: 50 } } }, ['a', 'd']],
    [{ parameters: { amount: { between: [5, 49] } } }, ['b']],
    [{ parameters: { amount: { gt: 5 }, rank: { lt: 3 } } }, ['a']],
    [{ parameters: { amount: { equals: null } } }, ['c']],
    [{ parameters: { rank: { notEquals: 1 } } }, ['b', 'c', 'd']],
    [{ parameters: { equals: {} } }, ['c']],
    [{ parameters: { equals: { rank: 1, amount: 50 } } }, ['a']],
    [{ parameters: {} }, ['a', 'b', 'c', 'd']],
    [{}, ['a', 'b', 'c', 'd']],
  ] as const)('%j', (where, expected) => {
    expect(found(where)).toEqual(expected)
  })

  test('reaches into a schedule, and finds those without one', () => {
    expect(
      db.campaign.findMany({ where: { schedule: { mon: { start: { lte: '09:00' } } } } }).map((row) => row.uuid),
    ).toEqual(['c1'])
    expect(db.campaign.findMany({ where: { schedule: { equals: null } } }).map((row) => row.uuid)).toEqual(['c2'])
  })

  test('of a list fits when one of its items does', () => {
    expect(db.recordType.count({ where: { fields: { key: { equals: 'rank' } } } })).toBe(1)
    expect(db.recordType.count({ where: { fields: { key: { equals: 'rang' } } } })).toBe(0)
  })

  test('compares numbers as numbers, and never with texts', () => {
    expect(db.order.findMany({ where: { price: { lt: 10 } } }).map((row) => row.uuid)).toEqual(['o1'])
    expect(found({ parameters: { amount: { gt: '1' } } })).toEqual([])
    expect(found({ parameters: { amount: { contains: '5' } } })).toEqual([])
  })

  test.each([
    [{ campaignUuid: { equals: 'c1' } }, ['o1', 'o2']],
    [{ campaignUuid: { equals: 'c1' }, status: { equals: 'busy' } }, ['o1']],
    [{ recordUuid: { equals: 'a' } }, ['o1', 'o3']],
    [{ status: { equals: 'busy' } }, ['o1', 'o3']],
    [{ status: { in: ['planned', 'busy'] }, price: { equals: null } }, ['o2']],
  ] as const)('finds orders by what the tables know: %j', (where, expected) => {
    expect(db.order.findMany({ where }).map((row) => row.uuid)).toEqual(expected)
  })

  test('finds calls by order and campaign', () => {
    expect(db.call.count({ where: { orderUuid: { equals: 'o1' } } })).toBe(1)
    expect(db.call.count({ where: { campaignUuid: { equals: 'c2' } } })).toBe(0)
  })

  test('sees what has changed since a list was made', () => {
    const { db } = dbOf(document)
    db.order.update({ where: { uuid: { equals: 'o2' } }, data: { status: 'busy', price: 3 } })
    expect(
      db.order
        .findMany({ where: { campaignUuid: { equals: 'c1' }, status: { equals: 'busy' } } })
        .map((row) => [row.uuid, row.price]),
    ).toEqual([
      ['o1', 5],
      ['o2', 3],
    ])
    expect(db.order.findMany({ where: { campaignUuid: { equals: 'c1' } } }).map((row) => row.status)).toEqual([
      'busy',
      'busy',
    ])
  })
})

describe('a row by its id', () => {
  test('is found, or null', () => {
    expect(db.record.get('c')?.firstName).toBe('Cleo')
    expect(db.record.get('o1')).toBeNull()
    expect(db.record.get('toString')).toBeNull()
  })

  test.each([undefined, null, 5, ['c'], { uuid: 'c' }])('is not looked for by %j', (uuid) => {
    expect(() => db.record.get(uuid as never)).toThrow(/^record\.get takes an id; received/)
  })
})

describe('an order', () => {
  const ordered = (orderBy: NonNullable<Parameters<typeof db.record.findMany>[0]>['orderBy']) =>
    db.record.findMany({ orderBy }).map((row) => row.uuid)

  test('is that of creation, unless another is asked for', () => {
    expect(db.record.getAll().map((row) => row.uuid)).toEqual(['a', 'b', 'c', 'd'])
  })

  test('goes either way, with those without a value last', () => {
    expect(ordered({ firstName: 'asc' })).toEqual(['a', 'b', 'c', 'd'])
    expect(ordered({ firstName: 'desc' })).toEqual(['c', 'b', 'a', 'd'])
  })

  test('reaches into JSON, and leaves what is equal as it was', () => {
    expect(ordered({ parameters: { amount: 'desc' } })).toEqual(['a', 'd', 'b', 'c'])
  })

  test('may be a list: the next decides where the one before does not', () => {
    expect(ordered([{ parameters: { amount: 'desc' } }, { createdAt: 'desc' }])).toEqual(['d', 'a', 'b', 'c'])
  })

  test('decides who is first', () => {
    expect(db.record.findFirst({ orderBy: { createdAt: 'desc' } })?.uuid).toBe('d')
    expect(db.record.findFirst()?.uuid).toBe('a')
  })
})

describe('a page', () => {
  const page = (query: { skip?: number; take?: number }) => db.record.findMany(query).map((row) => row.uuid)

  test('skips and takes', () => {
    expect(page({ skip: 1, take: 2 })).toEqual(['b', 'c'])
    expect(page({ skip: 3 })).toEqual(['d'])
    expect(page({ take: 0 })).toEqual([])
    expect(page({ skip: 9 })).toEqual([])
  })
})

describe('nothing found', () => {
  const where = { uuid: { equals: 'gone' } }

  test('is null, an empty list or 0', () => {
    expect(db.record.findFirst({ where })).toBe(null)
    expect(db.record.findMany({ where })).toEqual([])
    expect(db.record.count({ where })).toBe(0)
    expect(db.record.update({ where, data: { firstName: 'X' } })).toBe(null)
    expect(db.record.updateMany({ where, data: { firstName: 'X' } })).toEqual([])
    expect(db.record.delete({ where })).toBe(null)
    expect(db.record.deleteMany({ where })).toEqual([])
  })

  test('throws where it is strict, and says what was looked for', () => {
    const strict = true
    expect(() => db.record.findFirst({ where, strict })).toThrow(
      'record.findFirst found no record where {"uuid":{"equals":"gone"}}',
    )
    expect(() => db.record.findMany({ where, strict })).toThrow(/found no record/)
    expect(() => db.record.update({ where, strict, data: {} })).toThrow(/found no record/)
    expect(() => db.record.updateMany({ where, strict, data: {} })).toThrow(/found no record/)
    expect(() => db.record.delete({ where, strict })).toThrow(/found no record/)
    expect(() => db.record.deleteMany({ where, strict })).toThrow(/found no record/)
  })
})

describe('a query that cannot be meant is a TypeError:', () => {
  test.each([
    [
      'an unknown field',
      { where: { frstName: { equals: 'x' } } },
      /where\.frstName is not a field of record; did you mean firstName\?/,
    ],
    [
      'an unknown comparator',
      { where: { firstName: { is: 'x' } } },
      /where\.firstName\.is is not a comparator; the comparators are equals, /,
    ],
    [
      'a bare list',
      { where: { firstName: ['Ada'] } },
      /where\.firstName must be a value, or comparators such as \{ in: \["Ada"\] \}/,
    ],
    ['a field that is undefined', { where: { firstName: undefined } }, /where\.firstName is undefined: give a value/],
    ['an undefined value', { where: { firstName: { equals: undefined } } }, /where\.firstName\.equals is undefined/],
    [
      'an undefined value in a list',
      { where: { firstName: { in: ['a', undefined] } } },
      /where\.firstName\.in holds undefined/,
    ],
    ['a list that is none', { where: { firstName: { in: 'Ada' } } }, /where\.firstName\.in must be a list/],
    ['a pair that is none', { where: { firstName: { between: ['a'] } } }, /where\.firstName\.between must be a pair/],
    ['a part that is no text', { where: { firstName: { contains: 5 } } }, /where\.firstName\.contains must be a text/],
    ['a where that is none', { where: ['x'] }, /where must be conditions by field/],
    [
      'an unknown part',
      { limit: 5 },
      /record\.findMany does not know "limit"; a query has where, strict, orderBy, take, skip/,
    ],
    ['a negative take', { take: -1 }, /take must be a whole number of 0 or more/],
    ['half a skip', { skip: 0.5 }, /skip must be a whole number of 0 or more/],
    [
      'an unknown direction',
      { orderBy: { firstName: 'up' } },
      /orderBy\.firstName must be 'asc' or 'desc'; received "up"/,
    ],
    ['an order by an unknown field', { orderBy: [{ age: 'asc' }] }, /orderBy\[0\]\.age is not a field of record/],
    [
      'an order by two fields at once',
      { orderBy: { firstName: 'asc', lastName: 'asc' } },
      /orderBy must name one field/,
    ],
    ['an order into a text', { orderBy: { firstName: { x: 'asc' } } }, /orderBy\.firstName must be 'asc' or 'desc'/],
  ])('%s', (_, query, message) => {
    expect(() => db.record.findMany(query as never)).toThrow(TypeError)
    expect(() => db.record.findMany(query as never)).toThrow(message)
  })
})
