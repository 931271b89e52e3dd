import { describe, expect, test } from 'vitest'
import {
  at,
  call,
  campaign,
  copy,
  createWorld,
  day,
  type Fixture,
  hour,
  listen,
  minute,
  numbers,
  order,
  second,
} from './worlds.ts'

const silent = { o1: numbers.silent, o2: numbers.silent, o3: numbers.silent }
const ended = (lines: readonly string[]) =>
  lines.filter((line) => line.includes('ended')).map((line) => line.split(' ')[1])

test('at the same moment a call ends before another begins', () => {
  const fixture = createWorld({
    orders: [order('o1'), order('o2', { status: 'scheduled', scheduledTime: at(3 * second) })],
    phones: { o1: numbers.busy },
  })
  const lines = listen(fixture)
  fixture.advance(3 * second)
  expect(lines.slice(2, 5)).toEqual([
    '08:00:03 o1 ended busy after 3',
    '08:00:03 o1 calling → busy',
    '08:00:03 o2 call 1',
  ])
})

describe('calls that end at the same moment end in the order in which they began', () => {
  test('in a world that was brought back from a snapshot', () => {
    // The one whose time has come is called first, though it was created last.
    const orders = [
      order('o1', { status: 'scheduled', scheduledTime: at(0), createdAt: '2026-05-03T00:00:00Z' }),
      order('o2'),
      order('o3', { createdAt: '2026-05-02T12:00:00Z' }),
    ]
    const fixture = createWorld({ orders, phones: silent })
    fixture.advance(second)
    const restored = copy(fixture, {})
    const lines = listen(restored)
    restored.advance(minute)
    expect(ended(lines)).toEqual(['o1', 'o2', 'o3'])
  })

  test('in a world whose rows tell of them, though they tell of the later one first', () => {
    const calling = (orderUuid: string, startedAt: string) =>
      call(orderUuid, { uuid: `call of ${orderUuid}`, startedAt })
    const fixture = createWorld({
      orders: [
        order('o1', { status: 'calling', scheduledDurationSeconds: 25 }),
        order('o2', { status: 'calling', scheduledDurationSeconds: 30 }),
      ],
      calls: [calling('o1', at(-5 * second)), calling('o2', at(-10 * second))],
      phones: { o1: numbers.contacted, o2: numbers.contacted },
    })
    const lines = listen(fixture)
    fixture.advance(minute)
    expect(ended(lines)).toEqual(['o2', 'o1'])
  })

  test('where two of them were written into the rows meanwhile', () => {
    const fixture = createWorld({ orders: [order('o1')], phones: silent })
    fixture.advance(0)
    for (const uuid of ['o2', 'o3']) {
      fixture.addOrder(order(uuid, { status: 'registered' }), numbers.silent)
      fixture.write(() => {
        fixture.world.tables.order.replace({ ...order(uuid), status: 'calling' })
        fixture.world.tables.call.insert(call(uuid, { uuid: `call of ${uuid}`, startedAt: at(0) }))
      })
    }
    const lines = listen(fixture)
    fixture.advance(minute)
    expect(ended(lines)).toEqual(['o1', 'o2', 'o3'])
    expect(fixture.rows().call.filter(({ attempt }) => attempt === 1)).toHaveLength(3)
  })
})

describe('campaigns that have something to do at the same moment take turns in the order of their creation', () => {
  const firstCalls = (c1: string, c2: string) => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { createdAt: c1 }), campaign('c2', { createdAt: c2 })],
      orders: [order('o1'), order('o2', { campaignUuid: 'c2' })],
    })
    fixture.advance(0)
    return fixture.rows().call.map(({ campaignUuid }) => campaignUuid)
  }

  test.each([
    ['the first', '2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z', ['c1', 'c2']],
    ['the other', '2026-05-02T00:00:00Z', '2026-05-01T00:00:00Z', ['c2', 'c1']],
    ['of the same second, the first', '2026-05-01T00:00:00Z', '2026-05-01T00:00:00Z', ['c1', 'c2']],
  ])('%s', (_, c1, c2, calls) => {
    expect(firstCalls(c1, c2)).toEqual(calls)
  })
})

test('a campaign with an order that is overdue takes its turn like others', () => {
  const fixture = createWorld({
    campaigns: [campaign('c1'), campaign('c2', { createdAt: '2026-05-02T00:00:00Z' })],
    orders: [order('o1'), order('o2', { campaignUuid: 'c2', status: 'scheduled', scheduledTime: at(-hour) })],
  })
  fixture.advance(0)
  expect(fixture.rows().call.map(({ orderUuid }) => orderUuid)).toEqual(['o1', 'o2'])
})

describe('a step, where one campaign waits for steps and another for time', () => {
  const two = (manual: number, timed: number) =>
    createWorld({
      campaigns: [
        campaign('c1', { schedule: {}, simulator: { progression: 'manual' } }),
        campaign('c2', { schedule: {} }),
      ],
      orders: [
        order('o1', { status: 'scheduled', scheduledTime: at(manual) }),
        order('o2', { campaignUuid: 'c2', status: 'scheduled', scheduledTime: at(timed) }),
      ],
    })

  test.each([
    ['what comes first', hour, 2 * hour, 'o1'],
    ['what comes first', 2 * hour, hour, 'o2'],
    ['what time brings, when both come at once', hour, hour, 'o2'],
  ])('does %s', (_, manual, timed, first) => {
    const fixture = two(manual, timed)
    fixture.simulator.step()
    expect(fixture.rows().call.map(({ orderUuid }) => orderUuid)).toEqual([first])
  })
})

describe('a campaign that waits for steps no more, or from now on', () => {
  /** What is left once all is done. */
  const rest = ({ simulator, callsOf, campaignStatus, pending }: Fixture) => ({
    campaign: campaignStatus(),
    calls: callsOf('o1').length,
    next: simulator.next(),
    stepped: simulator.step(),
    pending: pending(),
  })
  const nothing = { campaign: 'completed', calls: 1, next: undefined, stepped: false, pending: [] }
  const start = (progression: 'manual' | 'time') => {
    const fixture = createWorld({
      orders: [order('o1', { scheduledDurationSeconds: 60 })],
      phones: { o1: numbers.contacted },
      settings: { progression },
    })
    fixture.simulator.step()
    return fixture
  }

  test('ends its calls as time passes', () => {
    const fixture = start('manual')
    fixture.simulator.configure({ progression: 'time' })
    fixture.advance(hour)
    expect(rest(fixture)).toEqual(nothing)
  })

  test('ends its calls step by step', () => {
    const fixture = start('time')
    fixture.simulator.configure({ progression: 'manual' })
    fixture.advance(hour)
    expect(fixture.statusOf('o1')).toBe('calling')
    while (fixture.simulator.step()) {}
    expect(rest(fixture)).toEqual(nothing)
  })

  test('does what it waited for once', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { schedule: { tue: { start: '09:00', end: '10:00' } } })],
      orders: [order('o1')],
      phones: { o1: numbers.contacted },
    })
    fixture.simulator.next()
    fixture.simulator.configure({ progression: 'manual' })
    fixture.advance(3 * day)
    expect(fixture.callsOf('o1')).toEqual([])
    while (fixture.simulator.step()) {}
    expect(rest(fixture)).toEqual(nothing)
  })
})

test('another seed leads to other calls of the same orders', () => {
  const orders = Array.from({ length: 20 }, (_, index) => order(`o${index}`))
  const outcomes = (seed: number) => {
    const fixture = createWorld({ orders, seed })
    fixture.advance(hour)
    return orders.map(({ uuid }) => fixture.statusOf(uuid))
  }
  expect(outcomes(1)).toEqual(outcomes(1))
  expect(outcomes(2)).not.toEqual(outcomes(1))
})
