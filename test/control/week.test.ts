import { describe, expect, test } from 'vitest'
import type { Week } from '../../src/contract/control/week.ts'
import type { Scenario } from '../../src/contract/scenarios.ts'
import { createControl } from '../../src/control/control.ts'
import { createMock } from '../../src/create-mock.ts'

/** The calls of a campaign in one week, and what will become of its orders. */

const control = createControl()

function ask(scenario: Scenario, path: string, query: string) {
  const { status, body } = control.run(createMock({ scenario, clock: 'frozen' }), {
    method: 'GET',
    url: `http://mock${path}?${query}`,
    path,
    query,
    header: () => undefined,
    headers: () => ({}),
    body: undefined,
  })
  return { status, body: JSON.parse(body ?? 'null') }
}

const weekOf = (now: string, calls: Readonly<Record<string, string | null>>, campaign: object = {}, query = '') =>
  ask(scenarioOf(now, calls, campaign), '/__mock/week', `campaign=spring${query}`).body as Week

/** A campaign with one order, which was called at these moments; null is a call that goes on. */
const scenarioOf = (now: string, calls: Readonly<Record<string, string | null>>, campaign: object): Scenario => ({
  name: 'week',
  seed: 1,
  now,
  campaigns: [{ uuid: 'spring', name: 'Spring', status: 'active', ...campaign }],
  records: [{ uuid: 'ada', phoneNumber: '+14155550100' }],
  orders: [
    {
      uuid: 'order',
      campaignUuid: 'spring',
      recordUuid: 'ada',
      status: Object.values(calls).includes(null) ? 'calling' : 'planned',
    },
  ],
  calls: Object.entries(calls).map(([startedAt, outcome], index) => ({
    orderUuid: 'order',
    attempt: index + 1,
    startedAt,
    endedAt: outcome === null ? null : startedAt,
    outcome: outcome as 'busy' | null,
  })),
})

describe('the week of a campaign', () => {
  test('begins on Monday by the clocks of its zone', () => {
    // Monday 4 May 2026, half past midnight in London, is still Sunday in New York.
    const [last, now] = ['2026-05-03T12:00:00Z', '2026-05-03T23:30:00Z']
    expect(weekOf(now, { [last]: 'busy' }, { timezone: 'Europe/London' })).toMatchObject({
      back: 1,
      zone: 'Europe/London',
      now: { date: '2026-05-04', quarter: 2 },
    })
    expect(weekOf(now, { [last]: 'busy' }, { timezone: 'America/New_York' })).toMatchObject({
      back: 0,
      now: { date: '2026-05-03', quarter: 78 },
    })
  })

  test('counts calls by half hour and by how they ended', () => {
    const { days } = weekOf('2026-05-05T08:00:00Z', {
      '2026-05-04T07:00:00Z': 'busy',
      '2026-05-04T07:29:59Z': 'contacted',
      '2026-05-04T07:30:00Z': null,
      '2026-04-27T07:00:00Z': 'busy',
    })
    expect(days[0]).toMatchObject({
      date: '2026-05-04',
      slots: [
        { slot: 14, reached: 1, others: 1, going: 0 },
        { slot: 15, reached: 0, others: 0, going: 1 },
      ],
    })
    expect(days.slice(1).flatMap(({ slots }) => slots)).toEqual([])
  })

  test('is that of the last call, or one further back', () => {
    const calls = { '2026-04-21T07:00:00Z': 'busy', '2026-06-08T07:00:00Z': 'busy' }
    expect(weekOf('2026-05-05T08:00:00Z', calls).back).toBe(0)
    expect(weekOf('2026-05-05T08:00:00Z', calls, {}, '&back=2').days[1]).toMatchObject({
      date: '2026-04-21',
      slots: [{ slot: 14, others: 1 }],
    })
  })

  test('has the hours in which the campaign may call', () => {
    const schedule = { mon: { start: '08:30', end: '24:00' } }
    const { days } = weekOf('2026-05-05T08:00:00Z', {}, { schedule })
    expect(days.map(({ hours }) => hours)).toEqual([{ start: 34, end: 96 }, ...Array.from({ length: 6 }, () => null)])
    expect(weekOf('2026-05-05T08:00:00Z', {}).days[6]?.hours).toEqual({ start: 0, end: 96 })
  })

  test('goes back to the first one that has a timestamp', () => {
    const weekBack = (back: number) =>
      ask(scenarioOf('2026-05-05T08:00:00Z', {}, {}), '/__mock/week', `campaign=spring&back=${back}`)
    expect(weekBack(2_940).body.days[3].date).toBe('1970-01-01')
    expect(weekBack(2_941)).toMatchObject({
      status: 400,
      body: {
        errors: [
          {
            field: 'back',
            message: 'must be a whole number from 0 to 2940: that is the week of 1970-01-01T00:00:00Z; received "2941"',
          },
        ],
      },
    })
  })

  test('has whole dates also where it ends after the last timestamp', () => {
    const dates = weekOf('9999-12-31T08:00:00Z', {}).days.map(({ date }) => date)
    expect(dates.slice(4)).toEqual(['9999-12-31', '+010000-01-01', '+010000-01-02'])
  })

  test('is refused for a campaign that is not there', () => {
    expect(ask(scenarioOf('2026-05-05T08:00:00Z', {}, {}), '/__mock/week', 'campaign=autumn').status).toBe(404)
  })
})

test('the forecast leaves no order open, and loses none', () => {
  const scenario = scenarioOf('2026-05-05T08:00:00Z', {}, {})
  const { forecast } = ask(scenario, '/__mock/series', 'points=3').body
  expect(forecast.statuses.planned).toBe(0)
  const counts: number[] = Object.values(forecast.statuses)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeCloseTo(1, 5)
  expect(ask(scenario, '/__mock/series', 'points=3&to=1799000000000').body.forecast).toBeNull()
})
