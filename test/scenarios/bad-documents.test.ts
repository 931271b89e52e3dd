import { describe, expect, test } from 'vitest'
import { loadScenario } from '../../src/scenarios/load.ts'
import { ScenarioError } from '../../src/scenarios/scenario-error.ts'
import { bare } from './worlds.ts'

function errorOf(document: unknown, file?: string): ScenarioError {
  try {
    loadScenario(document, { edition: 'hosted', file })
  } catch (error) {
    if (error instanceof ScenarioError) return error
    throw error
  }
  throw new Error('The document was taken')
}

const messagesOf = (document: unknown) => errorOf(document).errors.map(({ field, message }) => `${field} ${message}`)

const account = {
  ...bare,
  recordTypes: [{ uuid: 't', name: 'Lead', fields: [{ key: 'amount', type: 'number', required: true }] }],
  campaigns: [{ uuid: 'c', name: 'Spring' }],
  records: [{ uuid: 'r', phoneNumber: '+14155550100' }],
  orders: [{ uuid: 'o', campaignUuid: 'c', recordUuid: 'r' }],
}

describe('the error of a bad document', () => {
  test('is a TypeError that names the file, the path inside it, what was expected and what came', () => {
    const error = errorOf({ ...bare, records: [{ phoneNumber: '555' }] }, 'fixtures/mine.json')
    expect(error).toBeInstanceOf(TypeError)
    expect(error.name).toBe('ScenarioError')
    expect(error.message).toBe(
      'fixtures/mine.json is not a valid scenario:\n- records[0].phoneNumber must be a phone number in E.164 format, such as +14155550100; received "555"',
    )
  })

  test('names the scenario where there is no file', () => {
    expect(errorOf({ ...bare, seed: 'x' }).message).toContain('The scenario "test" is not a valid scenario')
    expect(errorOf(null).message).toContain('The document is not a valid scenario')
  })

  test('tells all errors at once', () => {
    expect(
      messagesOf({ now: 'tomorrow', seed: 1.5, records: [{}], campaigns: [{ name: 'x', status: 'running' }] }),
    ).toHaveLength(5)
  })

  test('tells errors in the order of the fields of a document, and unknown fields last', () => {
    const document = {
      extra: 1,
      name: 'test',
      now: 'tomorrow',
      seed: 1,
      orders: [{}, 7],
      campaigns: [{ name: 5 }],
      recordTypes: 'none',
      generate: { records: 5 },
    }
    expect(errorOf(document).errors.map(({ field }) => field)).toEqual([
      'now',
      'recordTypes',
      'campaigns[0].name',
      'orders[0].campaignUuid',
      'orders[0].recordUuid',
      'orders[1]',
      'generate.records',
      'extra',
    ])
  })

  test('stays readable when there are many', () => {
    const error = errorOf({ ...bare, records: Array.from({ length: 100 }, () => ({})) })
    expect(error.errors).toHaveLength(100)
    expect(error.message.split('\n')).toHaveLength(27)
    expect(error.message).toMatch(/and 75 more$/)
  })

  test('comes soon, however many rows are wrong or missing', () => {
    const rows: unknown[] = []
    rows.length = 2 ** 32 - 1
    for (const list of [
      rows,
      Array.from({ length: 100_000 }, () => ({ phoneNumber: '+14155550100', fistName: 'x' })),
    ]) {
      const { errors, message } = errorOf({ ...bare, records: list })
      expect(errors).toHaveLength(1_000)
      expect(message).toMatch(/and at least 975 more$/)
    }
  })

  test('tells of an order that is missing, and not of what it would have decided', () => {
    expect(messagesOf({ ...bare, calls: [{ orderUuid: 'zz' }] })).toEqual([
      'calls[0].orderUuid must be the id of an existing order; received "zz"',
    ])
  })

  test('names parameters that are nested too deep', () => {
    const parameters = {}
    for (let depth = 0, inner: Record<string, unknown> = parameters; depth < 20_000; depth += 1) inner = inner['a'] = {}
    expect(messagesOf({ ...bare, records: [{ phoneNumber: '+14155550100', parameters }] })).toEqual([
      expect.stringMatching(
        /^records\[0\]\.parameters(\.a)+ must have at most 100 objects and lists within each other$/,
      ),
    ])
  })
})

describe('a document is refused for', () => {
  test.each([[null], [undefined], [5], ['demo'], [[]]])('being %j', (document) => {
    expect(messagesOf(document)).toEqual([expect.stringMatching(/^document (must be an object|is required)/)])
  })

  test('an unknown key, anywhere', () => {
    const document = {
      ...bare,
      recrods: [],
      records: [{ phoneNumber: '+14155550100', fax: '1' }],
      generate: { record: [] },
      simulator: { speed: 1 },
    }
    expect(messagesOf(document).toSorted()).toEqual([
      expect.stringMatching(/^generate\.record is not a known field; did you mean records\? Known are .*records/),
      expect.stringMatching(/^records\[0\]\.fax is not a known field; known are uuid, .*phoneNumber/),
      expect.stringMatching(/^recrods is not a known field; did you mean records\? Known are .*records/),
      expect.stringMatching(/^simulator\.speed is not a known field; known are progression, concurrency/),
    ])
  })

  test('a key that reaches for a prototype', () => {
    expect(
      messagesOf(JSON.parse('{"name":"x","now":"2026-05-04T08:00:00Z","seed":1,"__proto__":{"version":1}}')),
    ).toEqual([expect.stringMatching(/^__proto__ is not a known field; known are /)])
  })

  test('what is missing, with what it must be', () => {
    expect(messagesOf({ ...bare, orders: [{ campaignUuid: 'c' }] })).toEqual([
      'orders[0].recordUuid is required: must be a string',
    ])
  })

  test.each([
    '2026-05-06T10:36Z',
    '2026-05-06T10:36:00+02:00',
    '2026-05-06T10:36:00.25Z',
    '2026-02-30T10:36:00Z',
    'soon',
    5,
  ])('an event at %j, which is no moment in UTC', (at) => {
    const message =
      'must be a UTC time in whole seconds or milliseconds, such as 2026-05-06T10:36:00Z or 2026-05-06T10:36:00.250Z'
    expect(messagesOf({ ...account, events: [{ type: 'retry', at, orderUuid: 'o' }] })).toEqual([
      `events[0].at ${typeof at === 'string' ? message : 'must be a string'}; received ${JSON.stringify(at)}`,
    ])
  })

  test('references to nothing', () => {
    const messages = messagesOf({
      ...account,
      campaigns: [{ uuid: 'c', name: 'x', recordTypeUuid: 'gone' }],
      records: [{ uuid: 'r', phoneNumber: '+14155550100', recordTypeUuid: 'gone' }],
      orders: [{ uuid: 'o', campaignUuid: 'c2', recordUuid: 'r2' }],
      calls: [{ orderUuid: 'o2', campaignUuid: 'c', recordUuid: 'r' }],
    })
    expect(messages).toEqual([
      'campaigns[0].recordTypeUuid must be the id of an existing record type; received "gone"',
      'records[0].recordTypeUuid must be the id of an existing record type; received "gone"',
      'orders[0].campaignUuid must be the id of an existing campaign; received "c2"',
      'orders[0].recordUuid must be the id of an existing record; received "r2"',
      'calls[0].orderUuid must be the id of an existing order; received "o2"',
    ])
  })

  test('an id that is given twice', () => {
    expect(
      messagesOf({
        ...account,
        campaigns: [
          { uuid: 'c', name: 'x' },
          { uuid: 'c', name: 'y' },
        ],
      }),
    ).toEqual(['campaigns[1].uuid must be given once; received "c" again'])
  })

  test('a contact that is in a campaign twice', () => {
    expect(messagesOf({ ...account, orders: [...account.orders, { campaignUuid: 'c', recordUuid: 'r' }] })).toEqual([
      'orders[1].recordUuid must be in a campaign once; orders[0] has "r" already',
    ])
  })

  test('two calls of an order that both go on', () => {
    const goesOn = {
      orderUuid: 'o',
      campaignUuid: 'c',
      recordUuid: 'r',
      startedAt: '2026-05-04T07:59:00Z',
      endedAt: null,
      outcome: null,
    }
    const orders = [{ ...account.orders[0], uuid: 'o', status: 'calling' }]
    expect(
      messagesOf({
        ...account,
        orders,
        calls: [goesOn, { ...goesOn, endedAt: '2026-05-04T07:59:30Z', outcome: 'busy' }, goesOn],
      }),
    ).toEqual(['calls[2].endedAt must be given: calls[0] of the same order goes on already'])
  })

  test('parameters that do not fit the record type', () => {
    const messages = messagesOf({
      ...account,
      records: [
        { uuid: 'r', recordTypeUuid: 't', phoneNumber: '+14155550100', parameters: { amount: 'much', extra: 1 } },
      ],
    })
    expect(messages).toEqual([
      'records[0].parameters.amount must be a number; received "much"',
      'records[0].parameters.extra is not a field of the record type "Lead"; its fields are amount',
    ])
    expect(
      messagesOf({ ...account, records: [{ uuid: 'r', recordTypeUuid: 't', phoneNumber: '+14155550100' }] }),
    ).toEqual(['records[0].parameters.amount is required: the record type "Lead" asks for a number'])
  })

  test('parameters that JSON cannot carry', () => {
    const parameters = { when: new Date(0) }
    expect(messagesOf({ ...account, records: [{ uuid: 'r', phoneNumber: '+14155550100', parameters }] })).toEqual([
      'records[0].parameters.when must be JSON data; received a Date',
    ])
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    expect(
      messagesOf({ ...account, records: [{ uuid: 'r', phoneNumber: '+14155550100', parameters: circle }] }),
    ).toEqual(['records[0].parameters.self must be JSON data; it contains itself'])
  })

  test('a call that ends before it starts, or ends without an outcome', () => {
    const call = { orderUuid: 'o', startedAt: '2026-05-04T07:00:00Z' }
    expect(messagesOf({ ...account, calls: [{ ...call, endedAt: '2026-05-04T06:59:59Z', outcome: 'busy' }] })).toEqual([
      'calls[0].endedAt must not be before startedAt, "2026-05-04T07:00:00Z"; received "2026-05-04T06:59:59Z"',
    ])
    expect(messagesOf({ ...account, calls: [{ ...call, outcome: 'busy' }] })).toEqual([
      expect.stringContaining('calls[0].outcome and endedAt must both be null'),
    ])
  })

  test('a call that goes on while its order is not being called', () => {
    expect(messagesOf({ ...account, calls: [{ orderUuid: 'o' }] })).toEqual([
      'calls[0].endedAt must be given: a call goes on only while its order is calling, and the order "o" is "registered"',
    ])
  })

  test('a call of another campaign than its order', () => {
    expect(
      messagesOf({
        ...account,
        campaigns: [...account.campaigns, { uuid: 'c2', name: 'y' }],
        orders: [{ uuid: 'o', campaignUuid: 'c', recordUuid: 'r', status: 'calling' }],
        calls: [{ orderUuid: 'o', campaignUuid: 'c2' }],
      }),
    ).toEqual(['calls[0].campaignUuid must be the campaign of the order, "c"; received "c2"'])
  })

  test('a scheduled order without a time', () => {
    expect(messagesOf({ ...account, orders: [{ campaignUuid: 'c', recordUuid: 'r', status: 'scheduled' }] })).toEqual([
      'orders[0].scheduledTime is required while the status is scheduled',
    ])
  })

  test('recipes that name nothing', () => {
    const generate = { records: [{ count: 1, recordTypes: 'Leed' }], orders: [{ campaign: 'Autumn' }] }
    expect(messagesOf({ ...account, generate })).toEqual([
      'generate.records[0].recordTypes must be the id or name of a record type of the scenario ("Lead"); received "Leed"',
      'generate.orders[0].campaign must be the id or name of a campaign of the scenario ("Spring"); received "Autumn"',
    ])
  })

  test('recipes that cannot be carried out', () => {
    const messages = messagesOf({
      ...account,
      generate: {
        records: [{ count: -1 }, { count: 1, countries: 'XX' }, { count: 1, createdOver: 'long' }],
        orders: [{ campaign: 'c', statuses: { planned: 0 } }],
      },
    })
    expect(messages).toEqual([
      'generate.records[0].count must be at least 0; received -1',
      expect.stringMatching(/^generate\.records\[1\]\.countries must be one of US, GB, .*; received "XX"$/),
      expect.stringMatching(/^generate\.records\[2\]\.createdOver must be a duration such as/),
      expect.stringMatching(/^generate\.orders\[0\]\.statuses/),
    ])
  })

  test('recipes for more rows than a mock holds', () => {
    const tooMany = 'must make at most 1000000 in all'
    expect(messagesOf({ ...account, generate: { records: [{ count: 10_000_000 }] } })).toEqual([
      'generate.records[0].count must be at most 1000000; received 10000000',
    ])
    expect(messagesOf({ ...account, generate: { phones: [{ count: 600_000 }, { count: 400_001 }] } })).toEqual([
      expect.stringContaining(`generate.phones ${tooMany}`),
    ])
    expect(
      messagesOf({
        ...account,
        generate: {
          orders: [
            { campaign: 'Spring', count: 600_000 },
            { campaign: 'Spring', count: 600_000 },
          ],
        },
      }),
    ).toEqual([expect.stringContaining(`generate.orders ${tooMany}`)])
  })

  test('recipes for more orders than a mock holds, all campaigns taken together', () => {
    const campaigns = [...account.campaigns, { uuid: 'second', name: 'Second' }]
    expect(messagesOf({ ...account, campaigns, generate: { orders: [{ campaign: 'each', count: 500_001 }] } })).toEqual(
      ['generate.orders[0] must make at most 1000000 in all'],
    )
    // All contacts join each campaign.
    expect(
      messagesOf({
        ...bare,
        generate: {
          campaigns: [{ count: 1_001, statuses: 'active' }],
          records: [{ count: 1_000, createdOver: '365d' }],
          orders: [{ campaign: 'each' }],
        },
      }),
    ).toEqual(['generate.orders[0] must make at most 1000000 in all'])
  })

  test('new contacts without a count', () => {
    expect(messagesOf({ ...account, generate: { orders: [{ campaign: 'Spring', records: 'new' }] } })).toEqual([
      'generate.orders[0].count is required: new contacts need to know how many',
    ])
  })

  test('a time zone, schedule or number that is none', () => {
    const messages = messagesOf({
      ...bare,
      campaigns: [
        { name: 'x', timezone: 'Mars/Olympus' },
        { name: 'x', schedule: { monday: {} } },
        { name: 'x', schedule: { mon: { start: '17:00', end: '09:00' } } },
      ],
    })
    expect(messages).toEqual([
      expect.stringMatching(/^campaigns\[0\]\.timezone must be an IANA/),
      expect.stringMatching(/^campaigns\[1\]\.schedule\.monday is not a day/),
      expect.stringMatching(/^campaigns\[2\]\.schedule\.mon must end after it starts/),
    ])
  })
})
