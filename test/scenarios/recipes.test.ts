import { describe, expect, test } from 'vitest'
import type { Models } from '../../src/contract/models.ts'
import { allRows, type Rows } from '../../src/world/tables.ts'
import { bare, worldOf } from './worlds.ts'

const rowsOf = (generate: object, document: object = {}): Rows =>
  allRows(worldOf({ ...bare, ...document, generate }).tables)

function countBy<Row>(rows: readonly Row[], key: (row: Row) => string | null): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const row of rows) counts[key(row) ?? 'null'] = (counts[key(row) ?? 'null'] ?? 0) + 1
  return counts
}

describe('campaigns', () => {
  test('are all of one zone where one is named', () => {
    const { campaign } = rowsOf({ campaigns: [{ count: 20, timezones: 'Asia/Tokyo' }] })
    expect(new Set(campaign.map((row) => row.timezone))).toEqual(new Set(['Asia/Tokyo']))
  })
})

describe('records', () => {
  test('come from the countries of a mix, by weight', () => {
    const { record } = rowsOf({ records: [{ count: 1_000, countries: { US: 3, JP: 1, DE: 0 } }] })
    const counts = countBy(record, (row) => row.country)
    expect(Object.keys(counts).toSorted()).toEqual(['JP', 'US'])
    expect(counts['US']).toBeGreaterThan(680)
    expect(counts['US']).toBeLessThan(820)
  })

  test('are of the record types that are named, by name or id', () => {
    const recordTypes = [
      { uuid: 't1', name: 'Lead' },
      { uuid: 't2', name: 'Patient' },
      { uuid: 't3', name: 'Other' },
    ]
    const { record } = rowsOf({ records: [{ count: 50, recordTypes: ['Lead', 't2'] }] }, { recordTypes })
    expect(new Set(record.map((row) => row.recordTypeUuid))).toEqual(new Set(['t1', 't2']))
  })

  test('get a record type where the scenario has none', () => {
    const { record, recordType } = rowsOf({ records: [{ count: 3 }] })
    expect(recordType.map((type) => type.name)).toEqual(['Contact'])
    expect(record.every((row) => row.recordTypeUuid === recordType[0]?.uuid)).toBe(true)
  })

  test('were created over the span that is asked for, oldest first', () => {
    const { record } = rowsOf({ records: [{ count: 200, createdOver: '10d' }] })
    const times = record.map((row) => row.createdAt)
    expect(times).toEqual(times.toSorted())
    expect(times[0]! >= '2026-04-24T08:00:00Z' && times[0]! < '2026-04-25T08:00:00Z').toBe(true)
    expect(times.at(-1)! > '2026-05-03T08:00:00Z' && times.at(-1)! <= '2026-05-04T08:00:00Z').toBe(true)
  })
})

describe('campaigns', () => {
  test('have names that do not repeat', () => {
    const { campaign } = rowsOf({ campaigns: [{ count: 60 }] })
    expect(new Set(campaign.map((row) => row.name)).size).toBe(60)
  })

  test('take statuses, types, time zones and schedules from the recipe', () => {
    const { campaign } = rowsOf({
      campaigns: [
        {
          count: 20,
          statuses: 'paused',
          types: 'inbound',
          timezones: ['Asia/Tokyo'],
          schedule: { sat: { start: '10:00', end: '12:00' } },
        },
      ],
    })
    for (const row of campaign)
      expect(row).toMatchObject({
        status: 'paused',
        type: 'inbound',
        timezone: 'Asia/Tokyo',
        schedule: { sat: { start: '10:00', end: '12:00' } },
      })
  })

  test('call in office hours, or at any time', () => {
    const { campaign } = rowsOf({
      campaigns: [
        { count: 1, schedule: 'office-hours', types: 'inbound' },
        { count: 1, schedule: null, types: 'outbound' },
      ],
    })
    expect(Object.keys(campaign.find((row) => row.type === 'inbound')?.schedule ?? {})).toEqual([
      'mon',
      'tue',
      'wed',
      'thu',
      'fri',
    ])
    expect(campaign.find((row) => row.type === 'outbound')?.schedule).toBe(null)
  })

  test('speak through the assistants and phones of the scenario', () => {
    const { campaign, assistant, phone } = rowsOf({
      assistants: [{ count: 1 }],
      phones: [{ count: 1 }],
      campaigns: [
        { count: 1, types: 'outbound' },
        { count: 1, types: 'inbound' },
      ],
    })
    const [out, into] = [
      campaign.find((row) => row.type === 'outbound'),
      campaign.find((row) => row.type === 'inbound'),
    ]
    expect(out).toMatchObject({
      outboundAssistantUuid: assistant[0]?.uuid,
      outboundPhoneUuid: phone[0]?.uuid,
      inboundAssistantUuid: null,
      inboundPhoneUuid: null,
    })
    expect(into).toMatchObject({
      inboundAssistantUuid: assistant[0]?.uuid,
      inboundPhoneUuid: phone[0]?.uuid,
      outboundAssistantUuid: null,
      outboundPhoneUuid: null,
    })
  })
})

describe('orders', () => {
  const account = {
    recordTypes: [
      { uuid: 't1', name: 'Lead' },
      { uuid: 't2', name: 'Patient' },
    ],
    campaigns: [
      { uuid: 'c1', name: 'Spring', recordTypeUuid: 't1', createdAt: '2026-04-01T08:00:00Z' },
      { uuid: 'c2', name: 'Autumn', recordTypeUuid: 't2', createdAt: '2026-04-01T08:00:00Z' },
    ],
  }
  const ofCampaign = (rows: Rows, uuid: string) => rows.order.filter((order) => order.campaignUuid === uuid)
  const typeOf = (rows: Rows, order: Models['order']) =>
    rows.record.find((record) => record.uuid === order.recordUuid)?.recordTypeUuid

  test('join contacts of the record type of the campaign, each once', () => {
    const rows = rowsOf(
      { records: [{ count: 100 }], orders: [{ campaign: 'Spring' }, { campaign: 'c2', count: 10 }] },
      account,
    )
    const [spring, autumn] = [ofCampaign(rows, 'c1'), ofCampaign(rows, 'c2')]
    expect(spring).toHaveLength(rows.record.filter((record) => record.recordTypeUuid === 't1').length)
    expect(autumn).toHaveLength(10)
    expect(new Set(spring.map((order) => order.recordUuid)).size).toBe(spring.length)
    expect(new Set(spring.map((order) => typeOf(rows, order)))).toEqual(new Set(['t1']))
    expect(new Set(autumn.map((order) => typeOf(rows, order)))).toEqual(new Set(['t2']))
    expect(rows.record).toHaveLength(100)
  })

  test('leave out contacts that are in the campaign already', () => {
    const records = [
      { uuid: 'r', recordTypeUuid: 't1', phoneNumber: '+14155550100', createdAt: '2026-04-01T08:00:00Z' },
    ]
    const rows = rowsOf(
      { orders: [{ campaign: 'Spring' }] },
      { ...account, records, orders: [{ campaignUuid: 'c1', recordUuid: 'r' }] },
    )
    expect(rows.order).toHaveLength(1)
  })

  test('make the contacts they fall short of', () => {
    const rows = rowsOf({ orders: [{ campaign: 'each', count: 5, countries: 'FR' }] }, account)
    expect(rows.order).toHaveLength(10)
    expect(rows.record).toHaveLength(10)
    expect(new Set(rows.record.map((record) => record.country))).toEqual(new Set(['FR']))
  })

  test('stand where the weights say', () => {
    const rows = rowsOf(
      { orders: [{ campaign: 'Spring', count: 400, statuses: { planned: 3, contacted: 1 } }] },
      account,
    )
    const counts = countBy(rows.order, (order) => order.status)
    expect(Object.keys(counts).toSorted()).toEqual(['contacted', 'planned'])
    expect(counts['planned']).toBeGreaterThan(250)
    expect(counts['planned']).toBeLessThan(350)
  })

  test('have had the calls that led there', () => {
    const rows = rowsOf({ orders: [{ campaign: 'Spring', count: 20, statuses: 'contacted' }] }, account)
    for (const order of rows.order) {
      const calls = rows.call.filter((call) => call.orderUuid === order.uuid)
      expect(calls.at(-1)).toMatchObject({
        outcome: 'contacted',
        endedAt: order.updatedAt,
        campaignUuid: 'c1',
        recordUuid: order.recordUuid,
      })
    }
  })

  test('have no calls where none are wanted', () => {
    expect(
      rowsOf({ orders: [{ campaign: 'Spring', count: 20, statuses: 'contacted', calls: false }] }, account).call,
    ).toEqual([])
  })

  test('keep to the lines of the campaign: the rest of those calling is planned', () => {
    const campaigns = [{ uuid: 'c1', name: 'Spring', simulator: { concurrency: 3 } }]
    const rows = rowsOf({ orders: [{ campaign: 'Spring', count: 20, statuses: 'calling' }] }, { campaigns })
    expect(countBy(rows.order, (order) => order.status)).toEqual({ calling: 3, planned: 17 })
    expect(rows.call.filter((call) => call.endedAt === null)).toHaveLength(3)
  })

  test('respect who asked never to be called, in every campaign after', () => {
    const records = [
      { uuid: 'r1', phoneNumber: '+14155550150', createdAt: '2026-04-01T08:00:00Z' },
      { uuid: 'r2', phoneNumber: '+14155550150', createdAt: '2026-04-01T08:00:00Z' },
    ]
    const campaigns = [
      { uuid: 'c1', name: 'Spring' },
      { uuid: 'c2', name: 'Autumn' },
    ]
    const rows = rowsOf(
      { orders: [{ campaign: 'Autumn', statuses: 'planned' }] },
      { records, campaigns, orders: [{ campaignUuid: 'c1', recordUuid: 'r1', status: 'do-not-call' }] },
    )
    expect(ofCampaign(rows, 'c2').map((order) => order.status)).toEqual(['do-not-call', 'do-not-call'])
  })

  test('of many contacts with one number lead to no call once one of them asked never to be called', () => {
    const records = Array.from({ length: 20_000 }, (_, index) => ({
      uuid: `r${index}`,
      phoneNumber: '+14155550150',
      createdAt: '2026-04-01T08:00:00Z',
    }))
    const recipe = { campaign: 'Spring', statuses: { planned: 9, 'do-not-call': 1 }, calls: false }
    const { order } = rowsOf({ orders: [recipe] }, { records, campaigns: [{ uuid: 'c1', name: 'Spring' }] })
    const first = order.findIndex(({ status }) => status === 'do-not-call')
    expect(first).toBeLessThan(20)
    expect(countBy(order.slice(first), ({ status }) => status)).toEqual({ 'do-not-call': 20_000 - first })
  })

  test.each([90, 500])(
    'join %i of 1,000 contacts, all over the list and in its order, if they may be called',
    (count) => {
      const records = Array.from({ length: 1_000 }, (_, index) => ({
        uuid: `r${1_000 + index}`,
        phoneNumber: `+1415555${2_000 + index}`,
        createdAt: '2026-04-01T08:00:00Z',
      }))
      const orders = records
        .slice(0, 100)
        .map(({ uuid }) => ({ campaignUuid: 'c1', recordUuid: uuid, status: 'do-not-call' as const }))
      const campaigns = [
        { uuid: 'c1', name: 'Spring' },
        { uuid: 'c2', name: 'Autumn' },
      ]
      const recipe = { campaign: 'Autumn', count, statuses: 'planned', calls: false } as const
      const joined = ofCampaign(rowsOf({ orders: [recipe] }, { records, campaigns, orders }), 'c2').map(
        ({ recordUuid }) => recordUuid,
      )
      expect(joined).toEqual([...new Set(joined)].toSorted())
      expect(joined).toHaveLength(count)
      const tenths = countBy(joined, (uuid) => uuid.slice(0, 3))
      expect(Object.keys(tenths)).toEqual(['r11', 'r12', 'r13', 'r14', 'r15', 'r16', 'r17', 'r18', 'r19'])
      // A tenth of 1,000 has 11 % of them on average.
      for (const share of Object.values(tenths)) expect(share / count).toBeLessThan(0.3)
    },
  )

  test('lie within the life of a campaign that has stopped', () => {
    const campaigns = [
      {
        uuid: 'c1',
        name: 'Spring',
        status: 'completed',
        createdAt: '2026-03-01T08:00:00Z',
        updatedAt: '2026-03-20T08:00:00Z',
      },
    ]
    const rows = rowsOf(
      { records: [{ count: 50, createdOver: '30d' }], orders: [{ campaign: 'Spring', count: 30 }] },
      { campaigns },
    )
    const moments = [...rows.order.map((order) => order.createdAt), ...rows.call.map((call) => call.endedAt ?? '9999')]
    expect(moments.every((moment) => moment >= '2026-03-01T08:00:00Z' && moment <= '2026-03-20T08:00:00Z')).toBe(true)
  })

  test('are due at a quarter of an hour to come, where they are scheduled', () => {
    const rows = rowsOf({ orders: [{ campaign: 'Spring', count: 50, statuses: 'scheduled' }] }, account)
    for (const order of rows.order) {
      expect(order.scheduledTime! > '2026-05-04T08:00:00Z').toBe(true)
      expect(order.scheduledTime).toMatch(/:(00|15|30|45):00Z$/)
      expect(order.scheduledTimeTimezone).toBe('UTC')
    }
  })
})
