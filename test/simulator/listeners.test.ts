import { describe, expect, test } from 'vitest'
import { campaign, createWorld, day, type Fixture, hour, listen, minute, numbers, order, second } from './worlds.ts'

const refusal = /The clock is moving: a listener cannot move it again/

describe('a listener may not', () => {
  test.each<[string, (fixture: Fixture) => unknown]>([
    ['step', ({ simulator }) => simulator.step()],
    ['run to the end', ({ simulator }) => simulator.runToEnd()],
  ])('%s while the clock moves', (_, move) => {
    const fixture = createWorld({
      orders: [order('o1'), order('o2')],
      phones: { o1: numbers.silent, o2: numbers.silent },
    })
    fixture.world.events.on('call.started', () => move(fixture))
    fixture.advance(second)
    expect(fixture.reported.map(String)).toEqual([expect.stringMatching(refusal), expect.stringMatching(refusal)])
    expect(fixture.simulator.stats().calls.calling).toBe(2)
  })
})

test('a listener of a change moves the clock: what happens then is told after what led to it', () => {
  const fixture = createWorld({
    orders: [order('o1'), order('o2')],
    phones: { o1: numbers.silent, o2: numbers.silent },
  })
  fixture.advance(second)
  const lines = listen(fixture)
  let moves = 0
  fixture.world.events.on('call.ended', () => {
    moves += 1
    if (moves === 1) fixture.advance(hour)
  })
  fixture.setCampaign('c1', { status: 'paused' })
  expect(fixture.reported).toEqual([])
  expect(lines).toEqual([
    '08:00:01 c1 active → paused',
    '08:00:01 o1 ended canceled after 1',
    '08:00:01 o1 calling → planned',
    '08:00:01 o2 ended canceled after 1',
    '08:00:01 o2 calling → planned',
  ])
  expect(fixture.world.clock.timestamp).toBe('2026-05-04T09:00:01Z')
})

test('a listener that pauses another campaign hears first what led to it, and all of it once', () => {
  const fixture = createWorld({
    campaigns: [campaign('c1'), campaign('c2')],
    orders: [order('o1'), order('o2', { campaignUuid: 'c2' })],
    phones: { o1: numbers.silent, o2: numbers.silent },
  })
  fixture.advance(second)
  const lines = listen(fixture)
  fixture.world.events.on('call.ended', ({ campaignUuid }) => {
    if (campaignUuid === 'c1') fixture.setCampaign('c2', { status: 'paused' })
  })
  fixture.setCampaign('c1', { status: 'paused' })
  expect(lines.map((line) => line.slice('08:00:00 '.length))).toEqual([
    'c1 active → paused',
    'o1 ended canceled after 1',
    'o1 calling → planned',
    'c2 active → paused',
    'o2 ended canceled after 1',
    'o2 calling → planned',
  ])
})

test('after a listener has begun the world anew, only what happens there is told', () => {
  const fixture = createWorld({
    orders: [order('o1'), order('o2')],
    phones: { o1: numbers.silent, o2: numbers.silent },
  })
  const lines = listen(fixture)
  fixture.world.events.on('order.status', ({ to }) => {
    if (to !== 'no-answer') return
    fixture.startAnew()
    fixture.setOrder('o2', { status: 'canceled' })
  })
  fixture.advance(minute)
  expect(lines.slice(4)).toEqual([
    '08:00:25 o1 ended no-answer after 25',
    '08:00:25 o1 calling → no-answer',
    '08:00:00 o2 planned → canceled',
  ])
  expect(fixture.world.clock.timestamp).toBe('2026-05-04T08:00:00Z')
})

test('what happened while nobody listened is not told later', () => {
  const fixture = createWorld({ orders: [order('o1')], phones: { o1: numbers.busy } })
  fixture.advance(minute)
  const lines = listen(fixture)
  fixture.advance(day)
  expect(lines[0]).toBe('08:30:03 o1 call 2')
})

describe('the limit of a move', () => {
  // The call begins, the call ends, the campaign completes.
  const run = (loopLimit: number, move: (fixture: Fixture) => void) => {
    const fixture = createWorld({ orders: [order('o1')], phones: { o1: numbers.contacted }, settings: { loopLimit } })
    move(fixture)
    return fixture
  }

  test.each<[string, (fixture: Fixture) => void]>([
    ['one that moves the clock', ({ advance }) => advance(day)],
    ['one that runs to the end', ({ simulator }) => simulator.runToEnd()],
  ])('is the number of things that it may do: %s', (_, move) => {
    expect(run(3, move).campaignStatus()).toBe('completed')
    expect(() => run(2, move)).toThrow(/did 2 things in one move of the clock/)
  })
})
