import { describe, expect, test } from 'vitest'
import {
  at,
  call,
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
} from './worlds.ts'

describe('a campaign that is activated', () => {
  test('calls', () => {
    const fixture = createWorld({ campaigns: [campaign('c1', { status: 'draft' })], orders: [order('o1')] })
    fixture.advance(hour)
    fixture.setCampaign('c1', { status: 'active' })
    fixture.advance(0)
    expect(fixture.callsOf('o1')).toMatchObject([{ startedAt: at(hour) }])
  })

  test('that has no order left to call becomes completed as the clock moves', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { status: 'draft' })],
      orders: [order('o1', { status: 'contacted' }), order('o2', { status: 'registered' })],
    })
    fixture.setCampaign('c1', { status: 'active' })
    expect(fixture.campaignStatus()).toBe('active')
    fixture.advance(0)
    expect(fixture.campaignStatus()).toBe('completed')
  })

  test('without orders, or with registered ones only, stays active', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1'), campaign('c2')],
      orders: [order('o1', { campaignUuid: 'c2', status: 'registered' })],
    })
    fixture.advance(day)
    expect(fixture.campaignStatus('c1')).toBe('active')
    expect(fixture.campaignStatus('c2')).toBe('active')
  })

  test('becomes completed when its last open order is cancelled or removed', () => {
    const orders = [
      order('o1', { status: 'contacted' }),
      order('o2', { status: 'scheduled', scheduledTime: at(day) }),
      order('o3', { campaignUuid: 'c2', status: 'failed' }),
      order('o4', { campaignUuid: 'c2' }),
    ]
    const fixture = createWorld({ campaigns: [campaign('c1'), campaign('c2', { schedule: {} })], orders })
    fixture.advance(minute)
    fixture.setOrder('o2', { status: 'canceled' })
    fixture.remove('order', 'o4')
    fixture.advance(0)
    expect(fixture.campaignStatus('c1')).toBe('completed')
    expect(fixture.campaignStatus('c2')).toBe('completed')
  })
})

test('a campaign that is created while others call begins to call as well', () => {
  const fixture = createWorld({ orders: [order('o1')] })
  fixture.advance(hour)
  fixture.write(() => void fixture.world.tables.campaign.insert(campaign('c2')))
  fixture.addOrder(order('o2', { campaignUuid: 'c2' }))
  fixture.advance(minute)
  expect(fixture.callsOf('o2')[0]).toMatchObject({ startedAt: at(hour) })
})

test('a campaign that never opens stays active while it has orders to call', () => {
  const fixture = createWorld({
    campaigns: [campaign('c1', { schedule: {} })],
    orders: [order('o1', { status: 'contacted' }), order('o2')],
  })
  fixture.advance(30 * day)
  expect(fixture.campaignStatus()).toBe('active')
})

test('a campaign whose last open order moves to another one becomes completed at once', () => {
  const fixture = createWorld({
    campaigns: [campaign('c1'), campaign('c2')],
    orders: [order('o1'), order('o2')],
    phones: { o1: numbers.busy, o2: numbers.fails },
  })
  fixture.advance(minute)
  fixture.setOrder('o1', { campaignUuid: 'c2' })
  fixture.advance(0)
  expect(fixture.campaignStatus('c1')).toBe('completed')
  expect(fixture.campaignStatus('c2')).toBe('active')
})

test('a draft that is deleted disturbs nobody', () => {
  const fixture = createWorld({
    campaigns: [campaign('c1'), campaign('c2', { status: 'draft' })],
    orders: [order('o1'), order('o2', { campaignUuid: 'c2' })],
    phones: { o1: numbers.silent },
  })
  fixture.advance(second)
  fixture.remove('campaign', 'c2')
  fixture.advance(hour)
  expect(fixture.callsOf('o1')[0]).toMatchObject({ outcome: 'no-answer' })
})

describe('a campaign that stops', () => {
  test.each(['paused', 'closed', 'completed', 'archived', 'draft'] as const)(
    'by becoming %s ends its calls, and calls again when it goes on',
    (status) => {
      const fixture = createWorld({
        orders: [order('o1', { scheduledDurationSeconds: 60 })],
        phones: { o1: numbers.contacted },
      })
      fixture.advance(10 * second)
      fixture.setCampaign('c1', { status })
      expect(fixture.callsOf('o1')).toMatchObject([{ attempt: 1, endedAt: at(10 * second), outcome: 'canceled' }])
      expect(fixture.statusOf('o1')).toBe('planned')
      fixture.advance(hour)
      expect(fixture.callsOf('o1')).toHaveLength(1)
      fixture.setCampaign('c1', { status: 'active' })
      fixture.advance(minute)
      expect(fixture.callsOf('o1')[1]).toMatchObject({
        attempt: 1,
        startedAt: at(hour + 10 * second),
        outcome: 'contacted',
      })
    },
  )

  test('by becoming inbound ends its calls', () => {
    const fixture = createWorld({ orders: [order('o1')] })
    fixture.advance(second)
    fixture.setCampaign('c1', { type: 'inbound' })
    fixture.advance(day)
    expect(fixture.callsOf('o1')).toMatchObject([{ outcome: 'canceled' }])
  })

  test('tells that it stopped, and then that its calls ended', () => {
    const fixture = createWorld({ orders: [order('o1')], phones: { o1: numbers.silent } })
    const lines = listen(fixture)
    fixture.advance(5 * second)
    fixture.setCampaign('c1', { status: 'paused' })
    expect(lines.slice(2)).toEqual([
      '08:00:05 c1 active → paused',
      '08:00:05 o1 ended canceled after 5',
      '08:00:05 o1 calling → planned',
    ])
  })

  test('by being deleted ends its calls', () => {
    const fixture = createWorld({ orders: [order('o1'), order('o2', { status: 'scheduled', scheduledTime: at(day) })] })
    const lines = listen(fixture)
    fixture.advance(second)
    fixture.remove('campaign', 'c1')
    expect(lines.at(-1)).toBe('08:00:01 o1 ended canceled after 1')
    fixture.simulator.runToEnd()
    expect(fixture.rows()).toMatchObject({ campaign: [], order: [], call: [] })
    expect(fixture.simulator.next()).toBeUndefined()
    expect(fixture.pending()).toEqual([])
  })

  test('before the first move of the clock ends the calls that rows tell of', () => {
    const fixture = createWorld({ orders: [order('o1', { status: 'calling' })], calls: [call('o1')] })
    fixture.setCampaign('c1', { status: 'paused' })
    expect(fixture.callsOf('o1')).toMatchObject([{ endedAt: at(0), outcome: 'canceled' }])
    expect(fixture.statusOf('o1')).toBe('planned')
  })
})

describe('while a call goes on', () => {
  test.each(['canceled', 'registered', 'contacted', 'do-not-call'] as const)(
    'an order that becomes %s ends it',
    (status) => {
      const fixture = createWorld({
        orders: [order('o1'), order('o2', { status: 'scheduled', scheduledTime: at(day) })],
      })
      fixture.advance(2 * second)
      fixture.setOrder('o1', { status })
      expect(fixture.callsOf('o1')).toMatchObject([{ endedAt: at(2 * second), outcome: 'canceled' }])
      fixture.advance(hour)
      expect(fixture.statusOf('o1')).toBe(status)
      expect(fixture.callsOf('o1')).toHaveLength(1)
    },
  )

  test('an order that is planned again is called again', () => {
    const fixture = createWorld({ orders: [order('o1')] })
    fixture.advance(2 * second)
    fixture.setOrder('o1', { status: 'planned' })
    fixture.advance(0)
    expect(fixture.callsOf('o1')).toMatchObject([
      { outcome: 'canceled' },
      { attempt: 1, startedAt: at(2 * second), endedAt: null },
    ])
  })

  test('an order that is removed, or whose contact is, ends it', () => {
    const fixture = createWorld({ orders: [order('o1'), order('o2'), order('o3', { status: 'registered' })] })
    const lines = listen(fixture)
    fixture.advance(second)
    fixture.remove('order', 'o1')
    fixture.remove('record', 'record of o2')
    fixture.advance(hour)
    expect(lines.slice(4)).toEqual(['08:00:01 o1 ended canceled after 1', '08:00:01 o2 ended canceled after 1'])
  })

  test('an order that is changed otherwise does not end it', () => {
    const fixture = createWorld({
      orders: [order('o1', { scheduledDurationSeconds: 30 })],
      phones: { o1: numbers.contacted },
    })
    fixture.advance(second)
    fixture.setOrder('o1', { price: 3, scheduledDurationSeconds: 999, scheduledTime: at(day) })
    fixture.advance(hour)
    expect(fixture.callsOf('o1')).toMatchObject([{ endedAt: at(30 * second), outcome: 'contacted' }])
    expect(fixture.world.tables.order.get('o1')).toMatchObject({ price: 3, status: 'contacted' })
  })

  test('an order moved to another campaign is called there', () => {
    const fixture = createWorld({ campaigns: [campaign('c1'), campaign('c2')], orders: [order('o1'), order('o2')] })
    fixture.advance(second)
    fixture.setOrder('o1', { campaignUuid: 'c2' })
    fixture.advance(0)
    expect(fixture.callsOf('o1')).toMatchObject([
      { campaignUuid: 'c1', outcome: 'canceled' },
      { campaignUuid: 'c2', outcome: null },
    ])
  })

  test('a call that someone ends in the table, or removes from it, is made anew', () => {
    const fixture = createWorld({ orders: [order('o1'), order('o2')] })
    fixture.advance(second)
    fixture.write(
      () =>
        void fixture.world.tables.call.replace({
          ...fixture.callsOf('o1')[0]!,
          endedAt: at(second),
          outcome: 'canceled',
        }),
    )
    fixture.remove('call', fixture.callsOf('o2')[0]!.uuid)
    fixture.advance(0)
    expect(fixture.callsOf('o1')).toMatchObject([{ outcome: 'canceled' }, { startedAt: at(second), endedAt: null }])
    expect(fixture.callsOf('o2')).toMatchObject([{ startedAt: at(second), endedAt: null }])
  })
})

test('what someone writes to a call that goes on is kept, and it is not taken for its end', () => {
  const fixture = createWorld({ orders: [order('o1')], phones: { o1: numbers.silent } })
  fixture.advance(second)
  const lines = listen(fixture)
  fixture.write(() => void fixture.world.tables.call.replace({ ...fixture.callsOf('o1')[0]!, attempt: 3 }))
  expect(lines).toEqual([])
  fixture.advance(hour)
  expect(fixture.callsOf('o1')).toMatchObject([{ attempt: 3, endedAt: at(25 * second), outcome: 'no-answer' }])
  expect(fixture.statusOf('o1')).toBe('failed')
})

test('calls that are over can be written and removed, and nothing is told of them', () => {
  const fixture = createWorld({
    orders: [order('o1'), order('o2')],
    phones: { o1: numbers.contacted, o2: numbers.silent },
  })
  fixture.advance(hour)
  const lines = listen(fixture)
  const [made] = fixture.callsOf('o1')
  fixture.write(
    () =>
      void fixture.world.tables.call.insert({
        ...made!,
        uuid: 'call_before',
        startedAt: at(-hour),
        endedAt: at(-hour),
        outcome: 'canceled',
      }),
  )
  fixture.remove('call', 'call_before')
  expect(lines).toEqual([])
  expect(fixture.callsOf('o1')).toEqual([made])
})

test('an order that is changed in one go to and fro keeps its call', () => {
  const fixture = createWorld({ orders: [order('o1')], phones: { o1: numbers.silent } })
  fixture.advance(second)
  const { order: orders } = fixture.world.tables
  fixture.write(() => {
    const row = orders.get('o1')!
    orders.replace({ ...row, status: 'planned' })
    orders.replace(row)
  })
  fixture.advance(hour)
  expect(fixture.callsOf('o1')[0]).toMatchObject({ endedAt: at(25 * second), outcome: 'no-answer' })
})

test('what someone writes to an order while it is called is kept', () => {
  const fixture = createWorld({ orders: [order('o1')], phones: { o1: numbers.fails } })
  fixture.advance(second)
  fixture.setOrder('o1', { price: 3 })
  fixture.advance(hour)
  expect(fixture.world.tables.order.get('o1')).toMatchObject({ price: 3, status: 'failed' })
})

test('another date of creation changes whose turn it is', () => {
  const fixture = createWorld({
    campaigns: [campaign('c1', { simulator: { concurrency: 1 } })],
    orders: [order('o1'), order('o2'), order('o3')],
  })
  fixture.advance(0)
  fixture.setOrder('o3', { createdAt: '2026-05-01T00:00:00Z' })
  fixture.simulator.runToEnd()
  expect(firstCalled(fixture)).toEqual(['o1', 'o3', 'o2'])
})

test('an order that a user sets to calling is called from then on, and its call ends like others', () => {
  const fixture = createWorld({
    campaigns: [campaign('c1', { schedule: {} })],
    orders: [order('o1', { status: 'registered', scheduledDurationSeconds: 40 })],
    phones: { o1: numbers.contacted },
  })
  fixture.advance(minute)
  fixture.setOrder('o1', { status: 'calling' })
  fixture.advance(hour)
  expect(fixture.callsOf('o1')).toMatchObject([
    { startedAt: at(minute), endedAt: at(minute + 40 * second), outcome: 'contacted' },
  ])
})

test('an order that a user sets to calling holds nobody up, even when the clock is set back', () => {
  const fixture = createWorld({
    orders: [order('o1', { status: 'registered' }), order('o2', { status: 'registered' })],
    phones: { o1: numbers.contacted, o2: numbers.contacted },
  })
  fixture.advance(hour)
  fixture.setOrder('o1', { status: 'calling' })
  fixture.setOrder('o2', { status: 'planned' })
  fixture.advance(-hour)
  fixture.advance(minute)
  expect(fixture.rows().call.map(({ orderUuid, startedAt }) => [orderUuid, startedAt])).toEqual([
    ['o1', at(0)],
    ['o2', at(0)],
  ])
})

describe('a schedule that is edited while calls wait', () => {
  test('opens at once where the new one is open', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { schedule: { fri: { start: '09:00', end: '10:00' } } })],
      orders: [order('o1')],
    })
    fixture.advance(hour)
    fixture.setCampaign('c1', { schedule: { mon: { start: '09:30', end: '10:00' } } })
    fixture.advance(day)
    expect(fixture.callsOf('o1')[0]).toMatchObject({ startedAt: at(90 * minute) })
  })

  test('counts in its new time zone', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { schedule: { mon: { start: '15:00', end: '16:00' } } })],
      orders: [order('o1')],
    })
    fixture.advance(minute)
    fixture.setCampaign('c1', { timezone: 'Asia/Kolkata' })
    fixture.advance(day)
    expect(fixture.callsOf('o1')[0]).toMatchObject({ startedAt: at(90 * minute) })
  })
})

describe('the clock', () => {
  test('set back does nothing, and calls end when they were to end', () => {
    const fixture = createWorld({
      orders: [order('o1', { scheduledDurationSeconds: 60 })],
      phones: { o1: numbers.contacted },
    })
    fixture.advance(second)
    fixture.advance(-hour)
    fixture.advance(hour)
    expect(fixture.callsOf('o1')).toMatchObject([{ startedAt: at(0), endedAt: null }])
    fixture.advance(minute)
    expect(fixture.callsOf('o1')).toMatchObject([{ endedAt: at(minute) }])
  })

  test('set back lets nothing end before it began', () => {
    const fixture = createWorld({ orders: [order('o1')], phones: { o1: numbers.silent } })
    const lines = listen(fixture)
    fixture.advance(second)
    fixture.advance(-hour)
    fixture.setCampaign('c1', { status: 'paused' })
    expect(fixture.callsOf('o1')).toMatchObject([{ startedAt: at(0), endedAt: at(0), outcome: 'canceled' }])
    expect(lines).toContain('07:00:01 o1 ended canceled after 0')
  })

  test('set back to before a window opens waits for it again', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { schedule: { mon: { start: '06:00', end: '07:00' } } })],
      orders: [order('o1')],
    })
    fixture.advance(0)
    fixture.advance(-3 * hour)
    fixture.advance(2 * hour)
    expect(fixture.callsOf('o1')).toMatchObject([{ startedAt: at(-2 * hour) }])
  })

  test('jumps to the year 9999 past a campaign that never opens again', () => {
    const fixture = createWorld({
      campaigns: [
        campaign('c1', { schedule: {} }),
        campaign('c2', { schedule: { mon: { start: '09:00', end: '09:30' } } }),
      ],
      orders: [order('o1'), order('o2', { campaignUuid: 'c2' })],
    })
    fixture.simulator.advanceTo(Date.parse('9999-12-31T23:59:59Z'))
    expect(fixture.statusOf('o1')).toBe('planned')
    expect(fixture.campaignStatus('c2')).toBe('completed')
    expect(fixture.world.clock.timestamp).toBe('9999-12-31T23:59:59Z')
  })

  test('does not go past the year 9999: a call that would ends there', () => {
    const fixture = createWorld({
      orders: [order('o1')],
      now: Date.parse('9999-12-31T23:59:50Z'),
      phones: { o1: numbers.contacted },
    })
    fixture.simulator.runToEnd()
    expect(fixture.callsOf('o1')).toMatchObject([{ endedAt: '9999-12-31T23:59:59Z' }])
  })
})
