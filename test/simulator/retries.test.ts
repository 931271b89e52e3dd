import { expect, test } from 'vitest'
import { at, call, campaign, createWorld, day, hour, minute, numbers, order, second } from './worlds.ts'

const starts = (fixture: ReturnType<typeof createWorld>, uuid = 'o1') =>
  fixture.callsOf(uuid).map(({ startedAt }) => startedAt)

test('who is not reached is called again after 30 minutes and an hour, then the order fails', () => {
  const fixture = createWorld({ orders: [order('o1')], phones: { o1: numbers.busy } })
  fixture.advance(day)
  expect(starts(fixture)).toEqual([at(0), at(30 * minute + 3 * second), at(90 * minute + 6 * second)])
  expect(fixture.callsOf('o1').map(({ attempt, outcome }) => `${attempt} ${outcome}`)).toEqual([
    '1 busy',
    '2 busy',
    '3 busy',
  ])
  expect(fixture.statusOf('o1')).toBe('failed')
})

test('between attempts the order says why', () => {
  const fixture = createWorld({ orders: [order('o1'), order('o2')], phones: { o1: numbers.busy, o2: numbers.silent } })
  fixture.advance(minute)
  expect(fixture.statusOf('o1')).toBe('busy')
  expect(fixture.statusOf('o2')).toBe('no-answer')
})

test('the last delay repeats', () => {
  const fixture = createWorld({
    orders: [order('o1')],
    phones: { o1: numbers.busy },
    settings: { retryDelays: [1, 2], maxAttempts: 4, busySeconds: 0 },
  })
  fixture.advance(day)
  expect(starts(fixture)).toEqual([at(0), at(minute), at(3 * minute), at(5 * minute)])
})

test('a retry waits for the window', () => {
  const schedule = { mon: { start: '08:00', end: '08:10' }, tue: { start: '10:00', end: '10:01' } }
  const fixture = createWorld({
    campaigns: [campaign('c1', { schedule })],
    orders: [order('o1')],
    phones: { o1: numbers.busyOnce },
  })
  fixture.advance(2 * day)
  expect(starts(fixture)).toEqual([at(0), at(day + 2 * hour)])
  expect(fixture.statusOf('o1')).toBe('contacted')
})

test('a status set by hand to busy is called again after the delay, too', () => {
  const fixture = createWorld({ orders: [order('o1', { status: 'registered' })] })
  fixture.advance(minute)
  fixture.setOrder('o1', { status: 'busy' })
  fixture.advance(day)
  expect(starts(fixture)[0]).toBe(at(31 * minute))
})

test('a delay goes on while the order is changed otherwise', () => {
  const fixture = createWorld({ orders: [order('o1', { status: 'registered' })] })
  fixture.advance(minute)
  fixture.setOrder('o1', { status: 'busy' })
  fixture.advance(20 * minute)
  fixture.setOrder('o1', { price: 3 })
  fixture.advance(day)
  expect(starts(fixture)[0]).toBe(at(31 * minute))
})

test('an order that was planned again when its attempts ran out gets one more call', () => {
  const fixture = createWorld({
    orders: [order('o1'), order('o2')],
    phones: { o1: numbers.busy, o2: numbers.silentOnce },
  })
  fixture.advance(hour)
  fixture.setOrder('o2', { status: 'registered' })
  fixture.advance(2 * hour)
  fixture.setCampaign('c1', { status: 'active' })
  fixture.setOrder('o1', { status: 'planned' })
  fixture.advance(day)
  expect(fixture.callsOf('o1').map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4])
  expect(fixture.statusOf('o1')).toBe('failed')
})

test('an order whose attempts are used up fails without a call when fewer are allowed meanwhile', () => {
  const fixture = createWorld({ orders: [order('o1')], phones: { o1: numbers.busy } })
  fixture.advance(minute)
  fixture.simulator.configure({ maxAttempts: 1 })
  fixture.advance(day)
  expect(fixture.callsOf('o1')).toHaveLength(1)
  expect(fixture.statusOf('o1')).toBe('failed')
})

test('retries that rows tell of go on where they were', () => {
  const before = { startedAt: at(-20 * minute - 3 * second), endedAt: at(-20 * minute), outcome: 'busy' } as const
  const fixture = createWorld({
    orders: [order('o1', { status: 'busy' })],
    calls: [call('o1', before)],
    phones: { o1: numbers.busyTwice },
  })
  fixture.advance(day)
  expect(starts(fixture)).toEqual([before.startedAt, at(10 * minute), at(70 * minute + 3 * second)])
})

test('the delay of rows counts calls that ran to their end, not one that was cut off', () => {
  const calls = [
    call('o1', { startedAt: at(-20 * minute - 3 * second), endedAt: at(-20 * minute), outcome: 'busy' }),
    call('o1', { uuid: 'call_2', startedAt: at(-15 * minute), endedAt: at(-10 * minute), outcome: 'canceled' }),
  ]
  const fixture = createWorld({ orders: [order('o1', { status: 'busy' })], calls, phones: { o1: numbers.busyTwice } })
  fixture.advance(day)
  expect(starts(fixture)[2]).toBe(at(10 * minute))
})

test('a retry that is due in the last second there is belongs to a snapshot', () => {
  const fixture = createWorld({
    orders: [order('o1')],
    phones: { o1: numbers.busy },
    now: Date.parse('9999-12-31T23:29:56Z'),
  })
  fixture.advance(4 * second)
  expect(fixture.pending()).toEqual([{ type: 'retry', at: '9999-12-31T23:59:59.000Z', orderUuid: 'o1' }])
})
