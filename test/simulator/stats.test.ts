import { describe, expect, test } from 'vitest'
import { at, campaign, createWorld, hour, minute, numbers, order, second } from './worlds.ts'

describe('what comes next', () => {
  test.each([
    ['first', 60, 90],
    ['last', 90, 60],
  ])('is the call that ends first, also where it began %s', (_, one, other) => {
    const fixture = createWorld({
      orders: [order('o1', { scheduledDurationSeconds: one }), order('o2', { scheduledDurationSeconds: other })],
      phones: { o1: numbers.contacted, o2: numbers.contacted },
    })
    fixture.advance(second)
    expect(fixture.simulator.stats().next).toEqual({ type: 'call.ended', at: at(minute), campaignUuid: 'c1' })
  })

  test.each([
    ['the first', 'c1', 60, 90],
    ['the other', 'c2', 90, 60],
  ])('is said of the campaign that it happens in: %s', (_, campaignUuid, one, other) => {
    const fixture = createWorld({
      campaigns: [campaign('c1'), campaign('c2')],
      orders: [
        order('o1', { scheduledDurationSeconds: one }),
        order('o2', { campaignUuid: 'c2', scheduledDurationSeconds: other }),
      ],
      phones: { o1: numbers.contacted, o2: numbers.contacted },
    })
    fixture.advance(second)
    expect(fixture.simulator.stats().next).toEqual({ type: 'call.ended', at: at(minute), campaignUuid })
  })

  test('is the end of a call where another is to begin at the same moment', () => {
    const orders = [
      order('o1', { scheduledDurationSeconds: 60 }),
      order('o2', { status: 'scheduled', scheduledTime: at(minute) }),
    ]
    const fixture = createWorld({ orders, phones: { o1: numbers.contacted } })
    fixture.advance(second)
    expect(fixture.simulator.stats().next).toEqual({ type: 'call.ended', at: at(minute), campaignUuid: 'c1' })
    expect(fixture.simulator.next()).toEqual({ at: Date.parse(at(minute)), type: 'call.end' })
  })

  test('is a call that begins before another ends', () => {
    const orders = [
      order('o1', { scheduledDurationSeconds: 60 }),
      order('o2', { status: 'scheduled', scheduledTime: at(minute - second) }),
    ]
    const fixture = createWorld({ orders, phones: { o1: numbers.contacted } })
    fixture.advance(second)
    expect(fixture.simulator.stats().next).toEqual({
      type: 'call.started',
      at: at(minute - second),
      campaignUuid: 'c1',
    })
    expect(fixture.simulator.next()).toEqual({ at: Date.parse(at(minute - second)), type: 'campaign' })
  })

  test('is due now where it waits for a step and its time has passed', () => {
    const fixture = createWorld({
      orders: [order('o1'), order('o2')],
      phones: { o1: numbers.busy, o2: numbers.busy },
      settings: { progression: 'manual', concurrency: 1 },
    })
    fixture.advance(hour)
    expect(fixture.simulator.stats().next).toEqual({ type: 'call.started', at: at(hour), campaignUuid: 'c1' })
    fixture.simulator.step()
    fixture.advance(hour)
    expect(fixture.simulator.stats().next).toEqual({ type: 'call.ended', at: at(2 * hour), campaignUuid: 'c1' })
    expect(fixture.simulator.next()).toEqual({ at: Date.parse(at(2 * hour)), type: 'call.end' })
  })

  test('is nothing where it would come after the last second there is', () => {
    const fixture = createWorld({
      orders: [order('o1')],
      phones: { o1: numbers.busy },
      now: Date.parse('9999-12-31T23:50:00Z'),
    })
    fixture.advance(minute)
    expect(fixture.statusOf('o1')).toBe('busy')
    expect(fixture.simulator.stats().next).toBeNull()
    expect(fixture.simulator.next()).toBeUndefined()
    expect(fixture.pending()).toEqual([])
  })
})

describe('calls', () => {
  const outcomes = ['contacted', 'no-answer', 'busy', 'completed', 'failed', 'do-not-call'] as const

  test.each(outcomes)('that end with %s are attempts, each campaign with its own', (outcome) => {
    const fixture = createWorld({
      campaigns: [campaign('c1'), campaign('c2')],
      orders: [order('o1'), order('o2', { campaignUuid: 'c2' })],
    })
    for (const uuid of ['o1', 'o2']) fixture.simulator.outcome(uuid, [outcome])
    fixture.advance(6 * minute)
    expect(fixture.simulator.stats('c2').calls).toMatchObject({ [outcome]: 1, calling: 0, canceled: 0, total: 1 })
    expect(fixture.simulator.stats()).toMatchObject({
      calls: { [outcome]: 2, total: 2 },
      attempts: 2,
      reachedRate: outcome === 'contacted' ? 1 : 0,
    })
  })

  test('that were cut off are counted, and are no attempts', () => {
    const fixture = createWorld({ orders: [order('o1'), order('o2')] })
    fixture.advance(second)
    fixture.setOrder('o1', { status: 'canceled' })
    expect(fixture.simulator.stats()).toMatchObject({
      calls: { canceled: 1, calling: 1, total: 2 },
      attempts: 0,
      reachedRate: null,
    })
  })
})

describe('the end that is expected', () => {
  /** One campaign with so many planned orders and one line. */
  const end = (planned: number, settings: object, more: Parameters<typeof createWorld>[0] = {}) =>
    createWorld({
      orders: Array.from({ length: planned }, (_, index) => order(`o${index}`)),
      settings: { concurrency: 1, maxAttempts: 1, ...settings },
      ...more,
    }).simulator.stats().estimatedEnd

  test.each([
    ['contacted', 3, 60],
    ['completed', 3, 60],
    ['do-not-call', 3, 60],
    ['no-answer', 4, 40],
    ['busy', 5, 30],
    ['failed', 5, 30],
  ])('counts how long calls take that end with %s', (outcome, planned, seconds) => {
    expect(end(planned, { outcomes: { [outcome]: 1 }, talkSeconds: [10, 30], ringSeconds: 10, busySeconds: 6 })).toBe(
      at(seconds * second),
    )
  })

  test('weighs outcomes by their shares', () => {
    expect(end(200, { outcomes: { contacted: 1 }, talkSeconds: [30, 30] })).toBe(at(100 * minute))
    expect(end(4, { outcomes: { contacted: 3, busy: 1 }, talkSeconds: [8, 8], busySeconds: 4 })).toBe(at(28 * second))
  })

  test.each([
    ['busy', { busySeconds: 10 }],
    ['no-answer', { ringSeconds: 10 }],
  ])('counts the calls that are made again after %s', (outcome, settings) => {
    expect(end(1, { outcomes: { [outcome]: 1 }, maxAttempts: 4, retryDelays: [0], ...settings })).toBe(at(40 * second))
    expect(end(1, { outcomes: { [outcome]: 1, failed: 1 }, maxAttempts: 3, busySeconds: 16, ringSeconds: 16 })).toBe(
      at(28 * second),
    )
  })

  test('is a whole second, rather too late', () => {
    expect(end(10, { outcomes: { busy: 1 }, busySeconds: 1, concurrency: 3 })).toBe(at(4 * second))
  })

  test('counts those who wait for a time of their own with the others, and lies after that time', () => {
    const orders = [1, 2, 3].flatMap((index) => [
      order(`planned ${index}`),
      order(`scheduled ${index}`, { status: 'scheduled', scheduledTime: at(second) }),
    ])
    expect(end(0, { outcomes: { busy: 1 }, busySeconds: 10 }, { orders })).toBe(at(minute))
    const late = order('late', { status: 'scheduled', scheduledTime: at(2 * hour) })
    expect(end(0, { outcomes: { contacted: 1 }, talkSeconds: [1_200, 1_200] }, { orders: [late] })).toBe(
      at(2 * hour + 20 * minute),
    )
    expect(
      end(0, { outcomes: { contacted: 1 }, talkSeconds: [1_200, 1_200] }, { orders: [late, order('planned')] }),
    ).toBe(at(2 * hour + 20 * minute))
  })

  test('lies in the windows of the campaign', () => {
    const schedule = { mon: { start: '09:00', end: '09:01' }, tue: { start: '09:00', end: '10:00' } }
    expect(end(10, { outcomes: { busy: 1 }, busySeconds: 10 }, { campaigns: [campaign('c1', { schedule })] })).toBe(
      at(25 * hour + 40 * second),
    )
  })

  test('is the end of the last call where nobody waits any more, whatever the schedule says', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { schedule: { mon: { start: '08:00', end: '08:01' } } })],
      orders: [order('o1', { scheduledDurationSeconds: 600 }), order('o2', { scheduledDurationSeconds: 300 })],
      phones: { o1: numbers.contacted, o2: numbers.contacted },
    })
    fixture.advance(2 * minute)
    expect(fixture.simulator.stats().estimatedEnd).toBe(at(10 * minute))
  })

  test('does not count as waiting who is being called by now', () => {
    const fixture = createWorld({
      orders: [order('o1', { status: 'scheduled', scheduledTime: at(0), scheduledDurationSeconds: 5 })],
      phones: { o1: numbers.contacted },
    })
    fixture.advance(second)
    expect(fixture.simulator.stats().estimatedEnd).toBe(at(5 * second))
  })

  test('is not before a call that goes on ends', () => {
    const fixture = createWorld({
      orders: [order('o1', { scheduledDurationSeconds: 3_600 }), order('o2')],
      phones: { o1: numbers.contacted },
      settings: { concurrency: 1 },
    })
    fixture.advance(second)
    expect(fixture.simulator.stats().estimatedEnd).toBe(at(hour))
  })

  test('of all campaigns is the last, and none where one of them has none', () => {
    const campaigns = [campaign('c1'), campaign('c2'), campaign('c3')]
    const orders = [order('o1'), order('o2', { campaignUuid: 'c2' }), order('o3', { campaignUuid: 'c2' })]
    const settings = { outcomes: { busy: 1 }, busySeconds: 10, maxAttempts: 1, concurrency: 1 }
    expect(createWorld({ campaigns, orders, settings }).simulator.stats().estimatedEnd).toBe(at(20 * second))
    const shut = [campaign('c1', { schedule: {} }), ...campaigns.slice(1)]
    expect(createWorld({ campaigns: shut, orders, settings }).simulator.stats()).toMatchObject({
      next: { campaignUuid: 'c2' },
      estimatedEnd: null,
    })
  })

  test('is never after the last second there is', () => {
    expect(end(100, { outcomes: { busy: 1 }, busySeconds: 10 }, { now: Date.parse('9999-12-31T23:50:00Z') })).toBe(
      '9999-12-31T23:59:59Z',
    )
  })
})
