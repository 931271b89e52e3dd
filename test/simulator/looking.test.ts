import { createMock, type Mock, type MockOptions } from 'callcamp-mock'
import * as fc from '../fast-check.ts'
import { times } from '../random-runs.ts'
import { describe, expect, test } from 'vitest'
import { patch, scenario, type Step, tapes, where } from './tapes.ts'

/** Whoever only looks, or goes back to where they are, changes nothing of what is to come. */

/** All that is there in the end, and all that comes of it in five days. */
function lived(tape: readonly Step[], between: (mock: Mock) => void) {
  const mock = createMock({ scenario, simulator: { ringSeconds: 20 } })
  for (const [, run] of tape) {
    run(mock)
    between(mock)
  }
  const now = mock.snapshot()
  mock.clock.advance('5d')
  return { now, later: mock.snapshot() }
}

const nothing = () => {}

describe('what is to come', () => {
  test.each<[string, (mock: Mock) => void]>([
    ['looks at how far it is, and what is next', (mock) => void [mock.stats(), mock.simulator.next()]],
    ['takes a snapshot', (mock) => void mock.snapshot()],
    ['goes back to where they are', (mock) => mock.restore(mock.snapshot())],
  ])('is the same for who %s', { timeout: 60_000 * times }, (_, between) => {
    fc.assert(
      fc.property(tapes, (tape) => {
        expect(lived(tape, between)).toEqual(lived(tape, nothing))
      }),
      { numRuns: 40 },
    )
  })

  test('is the same in a mock that is made of a snapshot', { timeout: 60_000 * times }, () => {
    fc.assert(
      fc.property(tapes, (tape) => {
        const mock = createMock({ scenario })
        for (const [, run] of tape) run(mock)
        const copy = createMock({ scenario: mock.snapshot() })
        expect(copy.snapshot()).toEqual(mock.snapshot())
        expect([copy.stats(), copy.simulator.next()]).toEqual([mock.stats(), mock.simulator.next()])
        for (const one of [mock, copy]) one.clock.advance('5d')
        expect(copy.snapshot()).toEqual(mock.snapshot())
      }),
      { numRuns: 40 },
    )
  })
})

test('a start is a start, however a mock came to it', { timeout: 60_000 * times }, () => {
  fc.assert(
    fc.property(tapes, tapes, (before, tape) => {
      const used = (options: MockOptions = { scenario }) => {
        const mock = createMock(options)
        const start = mock.snapshot()
        for (const [, run] of before) run(mock)
        return { mock, start }
      }
      const starts: { readonly [way: string]: () => Mock } = {
        fresh: () => createMock({ scenario }),
        reset() {
          const { mock } = used()
          mock.reset()
          return mock
        },
        restored() {
          const { mock, start } = used()
          mock.restore(start)
          return mock
        },
        loaded() {
          const { mock } = used({ scenario: 'mid-campaign' })
          mock.load(scenario)
          return mock
        },
        sandbox: () => used().mock.sandbox('mine'),
      }
      const lives = Object.values(starts).map((start) => {
        const mock = start()
        for (const [, run] of tape) run(mock)
        mock.clock.advance('5d')
        return { snapshot: mock.snapshot(), stats: mock.stats() }
      })
      expect(lives).toEqual(lives.map(() => lives[0]))
    }),
    { numRuns: 20 },
  )
})

describe('before anybody has looked', () => {
  test('a campaign that becomes outbound calls, as it would have from the start', () => {
    const mock = createMock({ scenario })
    patch(mock, '/api/campaigns/c', { type: 'outbound' })
    mock.clock.advance('2d')
    expect(mock.db.order.findMany({ where: { campaignUuid: { equals: 'c' }, status: { equals: 'planned' } } })).toEqual(
      [],
    )
    expect(mock.db.campaign.findFirst(where('c'))?.status).toBe('completed')
  })

  test('a change of the delays is for those who wait from then on', () => {
    const mock = createMock({ scenario })
    mock.simulator.configure({ retryDelays: [5], concurrency: 1 })
    mock.db.campaign.update({ ...where('a'), data: { simulator: { retryDelays: [1] } } })
    const waiting = mock.db.order.findMany({ where: { status: { in: ['busy', 'no-answer'] } } })
    expect(new Set(waiting.map(({ dueAt }) => dueAt))).toEqual(new Set([Date.parse('2026-10-24T20:30:00Z')]))
  })
})

describe('a call that goes on before anybody has looked ends as it would have', () => {
  /** Its number is busy at the first attempt, and reached at the second. */
  const called = {
    ...scenario,
    records: [{ uuid: 'r', recordTypeUuid: 'lead', phoneNumber: '+14155550130' }],
    orders: [{ uuid: 'o', campaignUuid: 'a', recordUuid: 'r', status: 'calling' as const }],
    calls: [{ uuid: 'k', orderUuid: 'o', startedAt: scenario.now }],
  }

  test.each<[string, (mock: Mock) => unknown]>([
    [
      'its contact gets another number',
      (mock) => mock.db.record.update({ ...where('r'), data: { phoneNumber: '+14155550100' } }),
    ],
    ['it is counted anew', (mock) => mock.db.call.update({ ...where('k'), data: { attempt: 2 } })],
    [
      'its campaign has other outcomes',
      (mock) => mock.db.campaign.update({ ...where('a'), data: { simulator: { busySeconds: 60 } } }),
    ],
    ['all campaigns have other outcomes', (mock) => mock.simulator.configure({ busySeconds: 60 })],
  ])('although %s', (_, change) => {
    const mock = createMock({ scenario: called })
    change(mock)
    mock.clock.advance('3s')
    expect(mock.db.call.findFirst(where('k'))).toMatchObject({ outcome: 'busy', endedAt: '2026-10-24T20:00:03Z' })
  })

  test('although its order is planned for longer', () => {
    const mock = createMock({
      scenario: {
        ...called,
        records: [{ ...called.records[0]!, phoneNumber: '+14155550100' }],
        orders: [{ ...called.orders[0]!, scheduledDurationSeconds: 60 }],
      },
    })
    mock.db.order.update({ ...where('o'), data: { scheduledDurationSeconds: 900 } })
    mock.clock.advance('1m')
    expect(mock.db.call.findFirst(where('k'))).toMatchObject({ outcome: 'contacted', endedAt: '2026-10-24T20:01:00Z' })
  })
})

test('a snapshot goes through a mock whose simulator is off as it came', () => {
  const mock = createMock({ scenario })
  mock.simulator.outcome('b0', ['busy'])
  mock.clock.advance('1m')
  const snapshot = mock.snapshot()
  expect(snapshot.events).toEqual([{ type: 'script', target: 'b0', outcomes: ['busy'] }])
  expect(snapshot.calls.some(({ endsAt }) => endsAt !== null)).toBe(true)
  expect(snapshot.orders.some(({ status, dueAt }) => status === 'busy' && dueAt !== null)).toBe(true)
  expect(createMock({ scenario: snapshot, simulator: false }).snapshot()).toEqual(snapshot)
})

test('a campaign to be stepped has nothing to do before its window opens, wherever the clock has gone', () => {
  const mock = createMock({
    scenario: {
      ...scenario,
      campaigns: [{ uuid: 'a', name: 'A', schedule: { mon: { start: '09:00', end: '17:00' } } }],
      orders: [{ campaignUuid: 'a', recordUuid: 'r0', status: 'planned' }],
      calls: [],
    },
    now: '2026-05-04T08:00:00Z',
    simulator: { progression: 'manual' },
  })
  mock.clock.set('2026-05-07T08:00:00Z')
  expect(mock.stats().next).toMatchObject({ type: 'call.started', at: '2026-05-11T09:00:00Z' })
  expect(mock.simulator.step()).toBe(true)
  expect(mock.db.call.getAll()).toMatchObject([{ startedAt: '2026-05-11T09:00:00Z' }])
})

test('a snapshot brings back the settings of the simulator, and a reset those of the start', () => {
  const mock = createMock({ scenario: { ...scenario, simulator: { maxAttempts: 2 } }, simulator: { concurrency: 4 } })
  mock.simulator.configure({ progression: 'manual', concurrency: 5 })
  const snapshot = mock.snapshot()
  const settings = { maxAttempts: 2, concurrency: 5, progression: 'manual' }
  expect(snapshot.simulator).toEqual(settings)
  mock.simulator.configure({ concurrency: 6 })
  mock.restore(snapshot)
  expect(mock.simulator.settings).toEqual(settings)
  expect(createMock({ scenario: snapshot, simulator: { maxAttempts: 1 } }).simulator.settings).toEqual({
    ...settings,
    maxAttempts: 1,
  })
  expect(createMock({ scenario: snapshot, simulator: false }).snapshot().simulator).toEqual(settings)
  mock.reset()
  expect(mock.simulator.settings).toEqual({ maxAttempts: 2, concurrency: 4 })
})

test('a call that nobody ended, as the simulator was off, can still be changed, and kept', () => {
  const mock = createMock({ scenario, simulator: false })
  mock.db.order.update({ ...where('a2'), data: { status: 'contacted' } })
  const [call] = mock.db.call.getAll()
  expect(mock.db.call.update({ ...where(call!.uuid), data: { attempt: 2 } })).toMatchObject({
    attempt: 2,
    endedAt: null,
  })
  expect(createMock({ scenario: mock.snapshot(), simulator: false }).snapshot()).toEqual(mock.snapshot())
})
