import { describe, expect, test } from 'vitest'
import {
  at,
  campaign,
  createWorld,
  day,
  firstCalled,
  hour,
  listen,
  minute,
  numbers,
  order,
  second,
  startMs,
} from './worlds.ts'

describe('nothing happens', () => {
  test('until the clock moves', () => {
    const fixture = createWorld({ orders: [order('o1')] })
    fixture.simulator.stats()
    expect(fixture.statusOf('o1')).toBe('planned')
    fixture.advance(0)
    expect(fixture.statusOf('o1')).toBe('calling')
  })

  test.each(['draft', 'paused', 'completed', 'archived', 'closed'] as const)('in a campaign that is %s', (status) => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { status })],
      orders: [
        order('o1'),
        order('o2', { status: 'scheduled', scheduledTime: at(0) }),
        order('o3', { status: 'calling' }),
      ],
    })
    fixture.advance(3 * day)
    expect(['o1', 'o2', 'o3'].map(fixture.statusOf)).toEqual(['planned', 'scheduled', 'calling'])
    expect(fixture.rows().call).toEqual([])
  })

  test('in an inbound campaign', () => {
    const fixture = createWorld({ campaigns: [campaign('c1', { type: 'inbound' })], orders: [order('o1')] })
    fixture.advance(3 * day)
    expect(fixture.statusOf('o1')).toBe('planned')
  })

  test('to an order that is only registered', () => {
    const fixture = createWorld({ orders: [order('o1', { status: 'registered' })] })
    fixture.advance(3 * day)
    expect(fixture.statusOf('o1')).toBe('registered')
  })

  test('with the simulator off', () => {
    const fixture = createWorld({ orders: [order('o1')], settings: false })
    fixture.advance(3 * day)
    fixture.simulator.runToEnd()
    expect(fixture.simulator.enabled).toBe(false)
    expect(fixture.simulator.step()).toBe(false)
    expect(fixture.simulator.next()).toBeUndefined()
    expect(fixture.statusOf('o1')).toBe('planned')
    expect(fixture.world.clock.now).toBe(startMs + 3 * day)
    expect(() => fixture.simulator.configure({ concurrency: 1 })).toThrow('simulator is off')
    expect(() => fixture.simulator.outcome('o1', ['busy'])).toThrow('simulator is off')
  })
})

describe('a planned order', () => {
  test('is called, and the call is written down', () => {
    const fixture = createWorld({
      orders: [order('o1', { scheduledDurationSeconds: 90 })],
      phones: { o1: numbers.contacted },
    })
    fixture.advance(89 * second)
    expect(fixture.callsOf('o1')).toMatchObject([
      { attempt: 1, startedAt: at(0), endedAt: null, outcome: null, campaignUuid: 'c1', recordUuid: 'record of o1' },
    ])
    fixture.advance(second)
    expect(fixture.callsOf('o1')).toMatchObject([
      { uuid: expect.stringMatching(/^call_[0-9a-z]{20}$/), endedAt: at(90 * second), outcome: 'contacted' },
    ])
    expect(fixture.world.tables.order.get('o1')).toMatchObject({ status: 'contacted', updatedAt: at(90 * second) })
    expect(fixture.world.tables.campaign.get('c1')).toMatchObject({ status: 'completed', updatedAt: at(90 * second) })
  })

  test('waits for the window to open, and its call may run over the end', () => {
    const schedule = { mon: { start: '09:00', end: '09:01' } }
    const fixture = createWorld({
      campaigns: [campaign('c1', { schedule })],
      orders: [order('o1', { scheduledDurationSeconds: 600 })],
      phones: { o1: numbers.contacted },
    })
    fixture.advance(hour - 1)
    expect(fixture.callsOf('o1')).toEqual([])
    fixture.advance(day)
    expect(fixture.callsOf('o1')).toMatchObject([{ startedAt: at(hour), endedAt: at(hour + 10 * minute) }])
  })

  test('is called at once in a window that opens exactly now, and not in one that closes now', () => {
    const opens = createWorld({
      campaigns: [campaign('c1', { schedule: { mon: { start: '08:00', end: '09:00' } } })],
      orders: [order('o1')],
    })
    const closes = createWorld({
      campaigns: [campaign('c1', { schedule: { mon: { start: '07:00', end: '08:00' } } })],
      orders: [order('o1')],
    })
    opens.advance(0)
    closes.advance(0)
    expect(opens.statusOf('o1')).toBe('calling')
    expect(closes.statusOf('o1')).toBe('planned')
  })

  test('is called first that was created first, however it became planned', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { simulator: { concurrency: 1 } })],
      orders: [
        order('late', { createdAt: '2026-05-03T00:00:00Z' }),
        order('first'),
        order('second'),
        order('early', { status: 'registered', createdAt: '2026-05-01T00:00:00Z' }),
      ],
    })
    fixture.setOrder('early', { status: 'planned' })
    fixture.simulator.runToEnd()
    expect(firstCalled(fixture)).toEqual(['early', 'first', 'second', 'late'])
  })

  test('that is added while calls wait takes its turn', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { simulator: { concurrency: 1 } })],
      orders: [order('o1'), order('o2')],
    })
    fixture.advance(0)
    fixture.addOrder(order('o0', { createdAt: '2026-05-01T00:00:00Z' }))
    fixture.simulator.runToEnd()
    expect(firstCalled(fixture)).toEqual(['o1', 'o0', 'o2'])
  })
})

describe('a scheduled order', () => {
  test('is called at its time, whatever the weekly schedule says', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { schedule: {} })],
      orders: [order('o1', { status: 'scheduled', scheduledTime: at(3 * hour), scheduledTimeTimezone: 'Asia/Tokyo' })],
    })
    fixture.advance(3 * hour - 1)
    expect(fixture.callsOf('o1')).toEqual([])
    fixture.advance(1)
    expect(fixture.callsOf('o1')).toMatchObject([{ startedAt: at(3 * hour) }])
    expect(fixture.world.tables.order.get('o1')).toMatchObject({
      scheduledTime: at(3 * hour),
      scheduledTimeTimezone: 'Asia/Tokyo',
    })
  })

  test('whose time is past is called as the clock moves, and not dated back', () => {
    const fixture = createWorld({ orders: [order('o1', { status: 'registered' })] })
    fixture.setOrder('o1', { status: 'scheduled', scheduledTime: '2020-01-01T00:00:00Z' })
    expect(fixture.callsOf('o1')).toEqual([])
    fixture.advance(minute)
    expect(fixture.callsOf('o1')).toMatchObject([{ startedAt: at(0) }])
  })

  test('comes before retries, and these before planned ones', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { simulator: { concurrency: 1 } })],
      orders: [
        order('planned'),
        order('retry', { status: 'busy' }),
        order('later', { status: 'scheduled', scheduledTime: at(-minute) }),
        order('sooner', { status: 'scheduled', scheduledTime: at(-hour) }),
      ],
      settings: { outcomes: { contacted: 1 } },
    })
    fixture.simulator.runToEnd()
    expect(fixture.rows().call.map(({ orderUuid }) => orderUuid)).toEqual(['sooner', 'later', 'retry', 'planned'])
  })

  test('may be called in the last second that there is', () => {
    const last = '9999-12-31T23:59:59Z'
    const fixture = createWorld({
      campaigns: [campaign('c1', { schedule: {} })],
      orders: [order('o1', { status: 'scheduled', scheduledTime: last })],
    })
    expect(fixture.simulator.next()).toEqual({ at: Date.parse(last), type: 'campaign' })
    expect(fixture.simulator.stats().next).toEqual({ type: 'call.started', at: last, campaignUuid: 'c1' })
    expect(fixture.simulator.step()).toBe(true)
    expect(fixture.callsOf('o1')).toMatchObject([{ startedAt: last }])
  })

  test('that is given another time waits for that', () => {
    const fixture = createWorld({ orders: [order('o1', { status: 'scheduled', scheduledTime: at(hour) })] })
    fixture.advance(minute)
    fixture.setOrder('o1', { scheduledTime: at(2 * hour) })
    fixture.advance(day)
    expect(fixture.callsOf('o1')[0]).toMatchObject({ startedAt: at(2 * hour) })
  })
})

describe('the lines of a campaign', () => {
  test('are all in use, and no more', () => {
    const orders = Array.from({ length: 25 }, (_, index) => order(`o${index}`))
    const fixture = createWorld({ orders })
    fixture.advance(0)
    expect(fixture.simulator.stats().orders).toMatchObject({ calling: 10, planned: 15 })
  })

  test('are its own', () => {
    const orders = ['c1', 'c2'].flatMap((campaignUuid) =>
      Array.from({ length: 4 }, (_, index) => order(`${campaignUuid} ${index}`, { campaignUuid })),
    )
    const fixture = createWorld({
      campaigns: [campaign('c1', { simulator: { concurrency: 1 } }), campaign('c2')],
      orders,
      settings: { concurrency: 3 },
    })
    fixture.advance(0)
    expect(fixture.simulator.stats('c1').orders.calling).toBe(1)
    expect(fixture.simulator.stats('c2').orders.calling).toBe(3)
  })

  test('come free the moment a call ends', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { simulator: { concurrency: 1 } })],
      orders: [order('o1'), order('o2')],
      phones: { o1: numbers.busy, o2: numbers.busy },
    })
    const lines = listen(fixture)
    fixture.advance(3 * second)
    expect(lines).toEqual([
      '08:00:00 o1 call 1',
      '08:00:00 o1 planned → calling',
      '08:00:03 o1 ended busy after 3',
      '08:00:03 o1 calling → busy',
      '08:00:03 o2 call 1',
      '08:00:03 o2 planned → calling',
    ])
  })

  test('do not hold back a call that a user starts', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { simulator: { concurrency: 1 } })],
      orders: [order('o1'), order('o2'), order('o3')],
    })
    fixture.advance(0)
    fixture.setOrder('o3', { status: 'calling' })
    fixture.advance(0)
    expect(fixture.simulator.stats().calls.calling).toBe(2)
    expect(fixture.callsOf('o3')).toHaveLength(1)
  })
})

describe('who asked never to be called', () => {
  test('is not called in any campaign', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1'), campaign('c2')],
      orders: [
        order('o1', { scheduledDurationSeconds: 30 }),
        order('o2', { campaignUuid: 'c2', status: 'scheduled', scheduledTime: at(hour) }),
      ],
      phones: { o1: numbers.refuses, o2: numbers.refuses },
    })
    const lines = listen(fixture)
    fixture.advance(day)
    expect(lines.slice(-3)).toEqual([
      '08:00:30 c1 active → completed',
      '09:00:00 o2 scheduled → do-not-call',
      '09:00:00 c2 active → completed',
    ])
    expect(fixture.callsOf('o2')).toEqual([])
  })

  test('is not called when a user sets the order to calling either', () => {
    const fixture = createWorld({
      orders: [order('o1', { status: 'do-not-call' }), order('o2', { status: 'registered' })],
      phones: { o1: '+442071838750', o2: '+442071838750' },
    })
    fixture.setOrder('o2', { status: 'calling' })
    fixture.advance(0)
    expect(fixture.statusOf('o2')).toBe('do-not-call')
    expect(fixture.rows().call).toEqual([])
  })
})
