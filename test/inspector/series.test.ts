import { describe, expect, test } from 'vitest'
import type { Call } from '../../src/inspector/answers.ts'
import { type Counts, Series } from '../../src/inspector/series.ts'

const at = (time: string) => `2026-05-04T${time}:00Z`
const call = (
  orderUuid: string,
  attempt: number,
  started: string,
  ended: string | null,
  outcome: Call['outcome'],
): Call => ({
  uuid: `${orderUuid}-${attempt}`,
  orderUuid,
  campaignUuid: 'campaign',
  recordUuid: 'record',
  attempt,
  startedAt: at(started),
  endedAt: ended && at(ended),
  outcome,
  endsAt: null,
  endsAs: null,
  scriptedBy: null,
})

/** So many orders of each status; of those that are not named there are none. */
const orders = (some: Partial<Counts>): Counts => ({
  contacted: 0,
  completed: 0,
  'do-not-call': 0,
  failed: 0,
  canceled: 0,
  busy: 0,
  'no-answer': 0,
  calling: 0,
  scheduled: 0,
  planned: 0,
  registered: 0,
  ...some,
})

describe('orders over time', () => {
  test('are told backwards by the calls', () => {
    const series = new Series()
    series.begin(
      at('10:00'),
      orders({ planned: 1, contacted: 1, calling: 0 }),
      [call('a', 1, '09:00', '09:05', 'contacted')],
      3,
    )
    expect(series.samples.map(({ at: ms, counts }) => [new Date(ms).toISOString().slice(11, 16), counts])).toEqual([
      ['08:59', orders({ planned: 2, calling: 0, contacted: 0 })],
      ['09:00', orders({ planned: 1, calling: 1, contacted: 0 })],
      ['09:05', orders({ planned: 1, calling: 0, contacted: 1 })],
      ['10:00', orders({ planned: 1, calling: 0, contacted: 1 })],
    ])
  })

  test('know that the last attempt in vain ends as failed', () => {
    const series = new Series()
    series.begin(at('10:00'), orders({ failed: 1 }), [call('a', 2, '09:00', '09:05', 'busy')], 2)
    expect(series.samples.map(({ counts }) => counts['failed'])).toEqual([0, 0, 1, 1])
  })

  test('never change in number, whatever was done to them by hand', () => {
    const series = new Series()
    series.begin(at('10:00'), orders({ canceled: 1 }), [call('a', 1, '09:00', '09:05', 'contacted')], 3)
    expect(series.samples.map(({ counts }) => Object.values(counts).reduce((sum, value) => sum + value, 0))).toEqual([
      1,
    ])
  })

  test('go on with every change', () => {
    const series = new Series()
    series.begin(at('10:00'), orders({ planned: 2 }), [], 3)
    series.move({ type: 'order.status', at: at('10:01'), campaignUuid: 'campaign', from: 'planned', to: 'calling' })
    series.move({ type: 'order.status', at: at('10:02'), campaignUuid: 'campaign', from: null, to: 'planned' })
    expect(series.samples.at(-1)?.counts).toEqual(orders({ planned: 2, calling: 1 }))
    expect(series.samples).toHaveLength(3)
  })

  test('are not told before their beginning is known', () => {
    const series = new Series()
    series.move({ type: 'order.status', at: at('09:59'), campaignUuid: 'campaign', from: 'planned', to: 'calling' })
    series.begin(at('10:00'), orders({ calling: 1 }), [], 3)
    expect(series.samples).toEqual([{ at: Date.parse(at('10:00')), counts: orders({ calling: 1 }) }])
  })

  test('forget what comes after a time that was set back', () => {
    const series = new Series()
    series.begin(at('10:00'), orders({ planned: 1 }), [], 3)
    series.settle(at('12:00'), orders({ contacted: 1 }))
    series.settle(at('11:00'), orders({ planned: 1 }))
    expect(series.samples.map(({ at: ms }) => new Date(ms).getUTCHours())).toEqual([10, 11])
  })

  test('stay few, however much happens, and keep their beginning and end', () => {
    const series = new Series()
    series.begin(at('00:00'), orders({ planned: 5_000 }), [], 3)
    for (let second = 1; second <= 5_000; second += 1)
      series.move({
        type: 'order.status',
        at: new Date(Date.parse(at('00:00')) + second * 1_000).toISOString(),
        campaignUuid: 'campaign',
        from: 'planned',
        to: 'contacted',
      })
    expect(series.samples.length).toBeLessThanOrEqual(800)
    expect(series.samples[0]?.counts).toEqual(orders({ planned: 5_000 }))
    expect(series.samples.at(-1)?.counts).toEqual(orders({ planned: 0, contacted: 5_000 }))
  })
})
