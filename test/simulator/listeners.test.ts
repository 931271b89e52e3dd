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

  test('move the clock when it hears of a call that a paused campaign ended: the others are still to be told', () => {
    const fixture = createWorld({
      orders: [order('o1'), order('o2')],
      phones: { o1: numbers.silent, o2: numbers.silent },
    })
    const lines = listen(fixture)
    fixture.advance(second)
    fixture.world.events.on('call.ended', () => fixture.advance(hour))
    fixture.setCampaign('c1', { status: 'paused' })
    expect(fixture.reported.map(String)).toEqual([expect.stringMatching(refusal), expect.stringMatching(refusal)])
    expect(lines.slice(4)).toHaveLength(5)
    // Afterwards it moves again.
    fixture.advance(hour)
    expect(fixture.world.clock.timestamp).toBe('2026-05-04T09:00:01Z')
  })
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
    'o1 ended canceled after 1',
    'o1 calling → planned',
    'o2 ended canceled after 1',
    'o2 calling → planned',
    'c2 active → paused',
    'c1 active → paused',
  ])
})

test('a listener that begins the world anew hears what it does there at once', () => {
  const call = {
    uuid: 'call_1',
    orderUuid: 'o1',
    campaignUuid: 'c1',
    recordUuid: 'record of o1',
    attempt: 1,
    startedAt: '2026-05-04T08:00:00Z',
    endedAt: null,
    outcome: null,
  }
  const fixture = createWorld({
    orders: [order('o1', { status: 'calling' })],
    calls: [call],
    phones: { o1: numbers.silent },
  })
  const lines = listen(fixture)
  fixture.world.events.on('order.status', ({ to }) => {
    if (to !== 'no-answer') return
    fixture.world.start(fixture.world.base)
    fixture.simulator.reset()
    fixture.setCampaign('c1', { status: 'paused' })
  })
  fixture.advance(minute)
  expect(lines.slice(2)).toEqual([
    '08:00:00 o1 ended canceled after 0',
    '08:00:00 o1 calling → planned',
    '08:00:00 c1 active → paused',
  ])
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
