import { describe, expect, test } from 'vitest'
import {
  at,
  campaign,
  copy,
  createWorld,
  day,
  hour,
  listen,
  minute,
  numbers,
  order,
  second,
  startMs,
} from './worlds.ts'

describe('outcomes laid down for one contact', () => {
  test('come first, one for each attempt', () => {
    const fixture = createWorld({ orders: [order('o1')], phones: { o1: numbers.refuses } })
    fixture.simulator.outcome('o1', ['busy', 'no-answer'])
    fixture.simulator.runToEnd()
    expect(fixture.callsOf('o1').map(({ outcome }) => outcome)).toEqual(['busy', 'no-answer', 'do-not-call'])
  })

  test.each(['+44 20 7183 8750', '+44-20-7183-8750', '+44 (20) 7183.8750'])(
    'hold for the number written as %s',
    (target) => {
      const fixture = createWorld({ orders: [order('o1')], phones: { o1: '+442071838750' } })
      fixture.simulator.outcome(target, ['do-not-call'])
      fixture.simulator.runToEnd()
      expect(fixture.callsOf('o1').map(({ outcome }) => outcome)).toEqual(['do-not-call'])
    },
  )

  test.each(['o9', '4155550132', '+1 415 CALL', ''])(
    'are refused for %j, which is neither an order nor a number',
    (target) => {
      const { simulator } = createWorld({ orders: [order('o1')] })
      expect(() => simulator.outcome(target, ['busy'])).toThrow(
        `Not an order or a phone number: ${JSON.stringify(target)} is the id of no order`,
      )
    },
  )

  test('are taken back for an order that is gone by now', () => {
    const { simulator } = createWorld({ orders: [order('o1')] })
    expect(() => simulator.outcome('o9', [])).not.toThrow()
  })

  test('hold for a phone number in any order, and the order itself goes before it', () => {
    const fixture = createWorld({
      orders: [order('o1', { createdAt: '2026-05-01T00:00:00Z' }), order('o2')],
      phones: { o1: '+442071838750', o2: '+442071838750' },
      settings: { concurrency: 1 },
    })
    fixture.simulator.outcome('+442071838750', ['failed'])
    fixture.simulator.outcome('o1', ['completed'])
    fixture.simulator.runToEnd()
    expect(fixture.statusOf('o1')).toBe('completed')
    expect(fixture.statusOf('o2')).toBe('failed')
  })

  test('are given back by a call that was cut off', () => {
    const fixture = createWorld({ orders: [order('o1')], phones: { o1: numbers.busy } })
    fixture.simulator.outcome('o1', ['contacted'])
    fixture.advance(second)
    fixture.setCampaign('c1', { status: 'paused' })
    fixture.setCampaign('c1', { status: 'active' })
    fixture.simulator.runToEnd()
    expect(fixture.callsOf('o1').map(({ outcome }) => outcome)).toEqual(['canceled', 'contacted'])
  })

  test('are gone with the order, whether it waits or is being called', () => {
    const fixture = createWorld({ orders: [order('o1'), order('o2', { status: 'registered' })] })
    fixture.simulator.outcome('o1', ['busy', 'busy'])
    fixture.simulator.outcome('o2', ['busy'])
    fixture.advance(second)
    fixture.remove('order', 'o1')
    fixture.remove('order', 'o2')
    expect(fixture.pending()).toEqual([])
  })

  test('are replaced by the next, and taken back by an empty list', () => {
    const fixture = createWorld({
      orders: [order('o1'), order('o2')],
      phones: { o1: numbers.fails, o2: numbers.fails },
    })
    fixture.simulator.outcome('o1', ['busy', 'busy'])
    fixture.simulator.outcome('o1', ['contacted'])
    fixture.simulator.outcome('o2', ['contacted'])
    fixture.simulator.outcome('o2', [])
    expect(fixture.pending()).toEqual([{ type: 'script', target: 'o1', outcomes: ['contacted'] }])
    fixture.simulator.runToEnd()
    expect(fixture.statusOf('o1')).toBe('contacted')
    expect(fixture.statusOf('o2')).toBe('failed')
  })

  test('must be outcomes', () => {
    const { simulator } = createWorld({ orders: [order('o1')] })
    expect(() => simulator.outcome('o1', ['busy', 'lost' as 'busy'])).toThrow(
      /Not an outcome of a call: "lost"; the outcomes are contacted, no-answer/,
    )
    expect(() => simulator.outcome('o1', 'busy' as never)).toThrow(
      /must be a list, such as \['busy', 'contacted'\]; received "busy"/,
    )
    expect(() => simulator.outcome(5 as never, ['busy'])).toThrow(/Not an order or a phone number: 5/)
    expect(() => simulator.outcome('', ['busy'])).toThrow(TypeError)
    expect(() => simulator.outcome('', [])).toThrow(/Not an order or a phone number: ""/)
  })
})

describe('settings changed at run time', () => {
  test('hold from then on, and calls in progress end as they were drawn', () => {
    const fixture = createWorld({
      orders: [order('o1', { scheduledDurationSeconds: 60 }), order('o2'), order('o3')],
      phones: { o1: numbers.contacted },
      settings: { concurrency: 1, talkSeconds: [10, 10], outcomes: { contacted: 1 } },
    })
    fixture.advance(second)
    fixture.simulator.configure({ concurrency: 3, talkSeconds: [5, 5] })
    fixture.advance(0)
    expect(fixture.simulator.stats().calls.calling).toBe(3)
    fixture.advance(hour)
    expect(fixture.rows().call.map(({ endedAt }) => endedAt)).toEqual([at(60 * second), at(6 * second), at(6 * second)])
    expect(fixture.simulator.settings).toEqual({ concurrency: 3, talkSeconds: [5, 5], outcomes: { contacted: 1 } })
  })

  test('do not reach what a campaign sets itself', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { simulator: { concurrency: 1 } })],
      orders: [order('o1'), order('o2')],
    })
    fixture.simulator.configure({ concurrency: 5 })
    fixture.advance(0)
    expect(fixture.simulator.stats().calls.calling).toBe(1)
  })

  test('are named when they are wrong, and nothing changes', () => {
    const { simulator } = createWorld({ settings: { concurrency: 2 } })
    expect(() => simulator.configure({ concurrency: -1 })).toThrow(/concurrency.*at least 1; received -1/)
    expect(() => simulator.configure('fast' as never)).toThrow(/Not a setting of the simulator: simulator must be/)
    expect(simulator.settings).toEqual({ concurrency: 2 })
  })

  test('are forgotten by a reset', () => {
    const fixture = createWorld({ settings: { concurrency: 2 } })
    fixture.simulator.configure({ concurrency: 5 })
    fixture.startAnew()
    expect(fixture.simulator.settings).toEqual({ concurrency: 2 })
  })
})

describe('progression manual', () => {
  test('lets the clock move and calls wait', () => {
    const fixture = createWorld({ orders: [order('o1')], settings: { progression: 'manual' } })
    fixture.advance(day)
    expect(fixture.statusOf('o1')).toBe('planned')
    expect(fixture.world.clock.now).toBe(startMs + day)
  })

  test('does one thing a step; what is overdue happens at the present', () => {
    const fixture = createWorld({
      orders: [order('o1'), order('o2')],
      phones: { o1: numbers.contacted, o2: numbers.contacted },
      settings: { progression: 'manual', talkSeconds: [60, 60] },
    })
    fixture.advance(hour)
    expect(fixture.simulator.step()).toBe(true)
    expect([fixture.statusOf('o1'), fixture.statusOf('o2')]).toEqual(['calling', 'planned'])
    expect(fixture.callsOf('o1')).toMatchObject([{ startedAt: at(hour) }])
    fixture.advance(hour)
    fixture.simulator.step()
    // The call was to end in the meantime.
    expect(fixture.callsOf('o1')).toMatchObject([{ endedAt: at(2 * hour) }])
    fixture.simulator.step()
    expect(fixture.callsOf('o2')).toMatchObject([{ startedAt: at(2 * hour) }])
    while (fixture.simulator.step()) {}
    expect(fixture.campaignStatus()).toBe('completed')
    expect(fixture.simulator.step()).toBe(false)
  })

  test('moves the clock to what comes next', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { schedule: { tue: { start: '09:00', end: '10:00' } } })],
      orders: [order('o1')],
      settings: { progression: 'manual' },
    })
    expect(fixture.simulator.next()?.at).toBe(startMs + 25 * hour)
    fixture.simulator.step()
    expect(fixture.world.clock.now).toBe(startMs + 25 * hour)
  })

  test('can be switched off while calls wait', () => {
    const fixture = createWorld({
      orders: [order('o1')],
      phones: { o1: numbers.contacted },
      settings: { progression: 'manual', talkSeconds: [60, 60] },
    })
    fixture.simulator.step()
    fixture.advance(hour)
    fixture.simulator.configure({ progression: 'time' })
    fixture.advance(0)
    expect(fixture.callsOf('o1')).toMatchObject([{ startedAt: at(0), endedAt: at(hour) }])
  })

  test('can be a campaign’s own', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { simulator: { progression: 'manual' } }), campaign('c2')],
      orders: [order('o1'), order('o2', { campaignUuid: 'c2' })],
    })
    fixture.advance(hour)
    expect(fixture.callsOf('o1')).toEqual([])
    expect(fixture.callsOf('o2')).not.toEqual([])
  })
})

describe('progression immediate', () => {
  const settings = { progression: 'immediate' } as const

  test('finishes an order that is planned, whatever would hold it back', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { schedule: {} })],
      orders: [order('o1', { status: 'registered' })],
      phones: { o1: numbers.busyTwice },
      settings,
    })
    const lines = listen(fixture)
    fixture.setOrder('o1', { status: 'planned' })
    expect(fixture.statusOf('o1')).toBe('contacted')
    expect(fixture.world.clock.now).toBe(startMs)
    expect(
      fixture.callsOf('o1').map(({ attempt, startedAt, endedAt, outcome }) => [attempt, startedAt, endedAt, outcome]),
    ).toEqual([
      [1, at(0), at(0), 'busy'],
      [2, at(0), at(0), 'busy'],
      [3, at(0), at(0), 'contacted'],
    ])
    expect(lines[0]).toBe('08:00:00 o1 registered → planned')
  })

  test.each([
    ['scheduled', { scheduledTime: at(day) }],
    ['calling', {}],
    ['busy', {}],
  ] as const)('finishes an order that becomes %s', (status, changes) => {
    const fixture = createWorld({
      orders: [order('o1', { status: 'registered' })],
      phones: { o1: numbers.contacted },
      settings,
    })
    fixture.setOrder('o1', { status, ...changes })
    expect(fixture.statusOf('o1')).toBe('contacted')
  })

  test('finishes new orders one after the other: the campaign completes when the clock moves', () => {
    const fixture = createWorld({ settings })
    fixture.addOrder(order('o1'), numbers.contacted)
    fixture.addOrder(order('o2'), numbers.fails)
    expect([fixture.statusOf('o1'), fixture.statusOf('o2'), fixture.campaignStatus()]).toEqual([
      'contacted',
      'failed',
      'active',
    ])
    fixture.advance(0)
    expect(fixture.campaignStatus()).toBe('completed')
  })

  test('finishes all orders of a campaign that is activated', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { status: 'draft' })],
      orders: [order('o1'), order('o2', { status: 'registered' })],
      phones: { o1: numbers.fails },
      settings,
    })
    fixture.setCampaign('c1', { status: 'active' })
    expect([fixture.statusOf('o1'), fixture.statusOf('o2')]).toEqual(['failed', 'registered'])
  })

  test('leaves alone what was planned before', () => {
    const fixture = createWorld({ orders: [order('o1'), order('o2', { status: 'registered' })], settings })
    fixture.setOrder('o2', { status: 'planned' })
    expect(fixture.statusOf('o1')).toBe('planned')
  })

  test('never calls who asked not to be called', () => {
    const fixture = createWorld({
      orders: [order('o1', { status: 'do-not-call' }), order('o2', { status: 'registered' })],
      phones: { o1: '+442071838750', o2: '+442071838750' },
      settings,
    })
    fixture.setOrder('o2', { status: 'planned' })
    expect(fixture.statusOf('o2')).toBe('do-not-call')
    expect(fixture.rows().call).toEqual([])
  })
})

describe('a loop', () => {
  test('is stopped with an error that says what goes on and what to do', () => {
    const fixture = createWorld({ orders: [order('o1')], settings: { loopLimit: 500, outcomes: { contacted: 1 } } })
    fixture.world.events.on('order.status', ({ orderUuid, to }) => {
      if (to === 'contacted') fixture.setOrder(orderUuid, { status: 'planned' })
    })
    expect(() => fixture.simulator.runToEnd()).toThrow(/500 things.*stopped at 2026-05-0.*listener.*loopLimit/s)
    expect(() => fixture.advance(365 * day)).toThrow(/loopLimit/)
    // It can go on afterwards.
    fixture.advance(0)
  })
})

describe('a listener', () => {
  test('that throws is reported, and stops nothing', () => {
    const fixture = createWorld({ orders: [order('o1'), order('o2')] })
    const error = new Error('mine')
    fixture.world.events.on('call.started', () => {
      throw error
    })
    fixture.simulator.runToEnd()
    expect(fixture.campaignStatus()).toBe('completed')
    expect(new Set(fixture.reported)).toEqual(new Set([error]))
    expect(fixture.reported).toHaveLength(fixture.rows().call.length)
  })

  test('may cancel the order that is being called', () => {
    const fixture = createWorld({ orders: [order('o1'), order('o2')] })
    const lines = listen(fixture)
    fixture.world.events.on('call.started', ({ orderUuid }) => {
      if (orderUuid === 'o1') fixture.setOrder('o1', { status: 'canceled' })
    })
    fixture.advance(0)
    expect(lines.filter((line) => line.includes('o1'))).toEqual([
      '08:00:00 o1 call 1',
      '08:00:00 o1 planned → calling',
      '08:00:00 o1 calling → canceled',
      '08:00:00 o1 ended canceled after 0',
    ])
    fixture.advance(day)
    expect(fixture.statusOf('o1')).toBe('canceled')
  })

  test('may pause the campaign, or delete it', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1'), campaign('c2')],
      orders: [order('o1'), order('o2'), order('o3', { campaignUuid: 'c2' }), order('o4', { campaignUuid: 'c2' })],
    })
    fixture.world.events.on('call.started', ({ campaignUuid }) => {
      if (campaignUuid === 'c1') fixture.setCampaign('c1', { status: 'paused' })
      else fixture.remove('campaign', 'c2')
    })
    fixture.advance(day)
    expect(fixture.simulator.stats().orders).toMatchObject({ planned: 2, total: 2 })
    expect(fixture.simulator.stats().calls).toMatchObject({ canceled: 1, total: 1 })
    expect(fixture.reported).toEqual([])
  })

  test('may plan more orders', () => {
    const fixture = createWorld({ orders: [order('o1')], phones: { o1: numbers.contacted } })
    let next = 2
    fixture.world.events.on('call.ended', () => {
      if (next <= 5) fixture.addOrder(order(`o${next}`, { createdAt: fixture.world.clock.timestamp }))
      next += 1
    })
    fixture.simulator.runToEnd()
    expect(fixture.simulator.stats().orders.total).toBe(5)
    expect(fixture.campaignStatus()).toBe('completed')
  })

  test('may not move the clock: that is reported, and the clock is where it belongs', () => {
    const fixture = createWorld({ orders: [order('o1')], phones: { o1: numbers.silent } })
    fixture.world.events.on('call.started', () => fixture.advance(day))
    fixture.world.events.on('call.ended', () => fixture.advance(-day))
    fixture.advance(minute)
    expect(fixture.reported).toHaveLength(2)
    expect(String(fixture.reported[0])).toMatch(/The clock is moving: a listener cannot move it again/)
    expect(fixture.world.clock.now).toBe(startMs + minute)
  })

  test('may move the clock when it hears of a change that a user made', () => {
    const fixture = createWorld({ orders: [order('o1', { status: 'registered' })], phones: { o1: numbers.contacted } })
    fixture.world.events.on('order.status', ({ from }) => {
      if (from === 'registered') fixture.advance(hour)
    })
    fixture.setOrder('o1', { status: 'planned' })
    expect(fixture.reported).toEqual([])
    expect(fixture.statusOf('o1')).toBe('contacted')
  })

  test('may begin the world anew: the rest of the old one does not happen', () => {
    const fixture = createWorld({
      orders: [order('o1'), order('o2')],
      phones: { o1: numbers.silent, o2: numbers.silent },
    })
    const lines = listen(fixture)
    fixture.world.events.on('call.ended', () => {
      fixture.startAnew()
    })
    fixture.advance(day)
    expect(lines.at(-1)).toBe('08:00:25 o1 ended no-answer after 25')
    expect(fixture.world.clock.now).toBe(startMs)
    expect(fixture.rows().call).toEqual([])
  })
})

describe('what a snapshot keeps', () => {
  test('is plain, small, and in order', () => {
    const fixture = createWorld({
      orders: [order('o1'), order('o2'), order('o3'), order('o4')],
      phones: { o1: numbers.busy, o2: numbers.silent },
      settings: { talkSeconds: [60, 60], outcomes: { contacted: 1 } },
    })
    fixture.simulator.outcome('o4', ['failed', 'busy'])
    fixture.simulator.outcome('o3', ['completed'])
    fixture.advance(10 * second)
    expect(fixture.pending()).toEqual([
      {
        type: 'call.end',
        at: '2026-05-04T08:00:25.000Z',
        callUuid: fixture.callsOf('o2')[0]!.uuid,
        outcome: 'no-answer',
      },
      {
        type: 'call.end',
        at: '2026-05-04T08:01:00.000Z',
        callUuid: fixture.callsOf('o3')[0]!.uuid,
        outcome: 'completed',
        scriptedBy: 'o3',
      },
      { type: 'retry', at: '2026-05-04T08:30:03.000Z', orderUuid: 'o1' },
      { type: 'script', target: 'o4', outcomes: ['busy'] },
    ])
  })

  test('is the same, whatever was laid down first', () => {
    const { simulator, pending } = createWorld({ orders: [order('o1'), order('o2')] })
    for (const target of ['o2', 'o1', numbers.busy]) simulator.outcome(target, ['failed'])
    expect(pending()).toMatchObject([{ target: numbers.busy }, { target: 'o1' }, { target: 'o2' }])
  })

  test('goes on where it was, also between two seconds', () => {
    const fixture = createWorld({ orders: [order('o1')], phones: { o1: numbers.busyTwice }, now: startMs + 500 })
    fixture.simulator.outcome('+14155550132', ['no-answer'])
    fixture.advance(minute)
    const restored = copy(fixture, {})
    expect(restored.pending()).toEqual(fixture.pending())
    fixture.advance(day)
    restored.advance(day)
    expect(restored.rows()).toEqual(fixture.rows())
  })

  test('comes back with a reset', () => {
    const fixture = createWorld({
      orders: [order('o1'), order('o2')],
      phones: { o1: numbers.busy, o2: numbers.contacted },
    })
    fixture.advance(10 * second)
    fixture.simulator.outcome('o1', ['failed'])
    const restored = copy(fixture, {})
    restored.advance(hour)
    restored.startAnew()
    expect(restored.pending()).toEqual(fixture.pending())
    restored.advance(hour)
    expect(restored.statusOf('o1')).toBe('failed')
  })
})

describe('stats', () => {
  test('count orders, calls and attempts, and say what comes next', () => {
    const fixture = createWorld({
      orders: [order('o1'), order('o2'), order('o3'), order('o4', { status: 'registered' })],
      phones: { o1: numbers.contacted, o2: numbers.busyOnce, o3: numbers.silent },
      settings: { talkSeconds: [10, 10] },
    })
    fixture.advance(11 * second)
    expect(fixture.simulator.stats('c1')).toMatchObject({
      orders: { contacted: 1, busy: 1, calling: 1, registered: 1, planned: 0, total: 4 },
      calls: { contacted: 1, busy: 1, calling: 1, total: 3 },
      attempts: 2,
      reachedRate: 0.5,
      next: { type: 'call.ended', at: at(25 * second), campaignUuid: 'c1' },
    })
  })

  test('of all campaigns are the sum of each', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1'), campaign('c2'), campaign('c3', { status: 'draft' })],
      orders: ['c1', 'c2', 'c3'].map((campaignUuid) => order(`in ${campaignUuid}`, { campaignUuid })),
    })
    fixture.advance(0)
    expect(fixture.simulator.stats().orders).toMatchObject({ calling: 2, planned: 1, total: 3 })
    expect(fixture.simulator.stats('c3')).toMatchObject({
      orders: { planned: 1, total: 1 },
      reachedRate: null,
      next: null,
      estimatedEnd: null,
    })
  })

  test('tell when a window opens, and when a campaign will complete', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { schedule: { mon: { start: '09:00', end: '10:00' } } }), campaign('c2')],
      orders: [order('o1'), order('o2', { campaignUuid: 'c2', status: 'failed' })],
    })
    expect(fixture.simulator.stats('c1').next).toEqual({ type: 'call.started', at: at(hour), campaignUuid: 'c1' })
    expect(fixture.simulator.stats('c2').next).toEqual({ type: 'campaign.status', at: at(0), campaignUuid: 'c2' })
  })

  test('estimate an end near the one that comes', () => {
    const orders = Array.from({ length: 400 }, (_, index) => order(`o${index}`))
    const schedule = {
      mon: { start: '09:00', end: '10:00' },
      tue: { start: '09:00', end: '10:00' },
      wed: { start: '09:00', end: '12:00' },
    }
    const fixture = createWorld({ campaigns: [campaign('c1', { schedule })], orders })
    const { estimatedEnd } = fixture.simulator.stats()
    fixture.simulator.runToEnd()
    const end = Date.parse(fixture.world.tables.campaign.get('c1')!.updatedAt)
    expect(Math.abs(Date.parse(estimatedEnd ?? '') - end)).toBeLessThan(day)
  })

  test('have no end where none can be seen', () => {
    const fixture = createWorld({ campaigns: [campaign('c1', { schedule: {} })], orders: [order('o1')] })
    expect(fixture.simulator.stats()).toMatchObject({ next: null, estimatedEnd: null })
  })

  test('of an unknown campaign are refused', () => {
    expect(() => createWorld().simulator.stats('c9')).toThrow('There is no campaign with the id "c9"')
  })

  test('change nothing', () => {
    const fixture = createWorld({ orders: [order('o1', { status: 'calling' }), order('o2')] })
    const before = fixture.rows()
    fixture.simulator.stats()
    fixture.simulator.next()
    expect(fixture.rows()).toEqual(before)
  })
})
