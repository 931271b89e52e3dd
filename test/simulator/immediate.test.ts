import { describe, expect, test } from 'vitest'
import { at, campaign, createWorld, type Fixture, hour, listen, numbers, order } from './worlds.ts'

const settings = { progression: 'immediate' } as const

describe('orders that are finished at once', () => {
  test('tell of each call before the next one begins', () => {
    const fixture = createWorld({
      orders: [order('o1', { status: 'registered' })],
      phones: { o1: numbers.busyOnce },
      settings,
    })
    const seen: string[] = []
    fixture.world.events.on('call.started', ({ attempt }) =>
      seen.push(`call ${attempt}, order ${fixture.statusOf('o1')}`),
    )
    const lines = listen(fixture)
    fixture.setOrder('o1', { status: 'planned' })
    expect(lines.map((line) => line.slice('08:00:00 '.length))).toEqual([
      'o1 registered → planned',
      'o1 call 1',
      'o1 planned → calling',
      'o1 ended busy after 0',
      'o1 calling → busy',
      'o1 call 2',
      'o1 busy → calling',
      'o1 ended contacted after 0',
      'o1 calling → contacted',
    ])
    // Listeners are called when the transaction is committed.
    expect(seen).toEqual(['call 1, order contacted', 'call 2, order contacted'])
  })

  test('leave nothing that waits for its time: the campaign completes as the clock moves', () => {
    const fixture = createWorld({
      orders: [order('o1', { status: 'registered' })],
      phones: { o1: numbers.contacted },
      settings,
    })
    fixture.setOrder('o1', { status: 'scheduled', scheduledTime: at(24 * hour) })
    fixture.advance(0)
    expect(fixture.campaignStatus()).toBe('completed')
  })

  test('are stopped with an error when a listener plans them again and again', () => {
    const fixture = createWorld({
      orders: [order('o1', { status: 'registered' })],
      phones: { o1: numbers.contacted },
      settings: { ...settings, loopLimit: 100 },
    })
    fixture.world.events.on('order.status', ({ to }) => {
      if (to === 'contacted') fixture.setOrder('o1', { status: 'planned' })
    })
    fixture.setOrder('o1', { status: 'planned' })
    expect(fixture.reported.map(String)).toEqual([expect.stringMatching(/made 100 changes.*loopLimit/s)])
  })

  test('are only those that were planned since: another change of their campaign starts nothing', () => {
    const fixture = createWorld({ orders: [order('o1')], settings })
    fixture.setCampaign('c1', { name: 'Renamed' })
    expect(fixture.statusOf('o1')).toBe('planned')
  })

  test('wait for the clock when calls take their time again', () => {
    const fixture = createWorld({
      campaigns: [campaign('c1', { status: 'draft' })],
      orders: [order('o1'), order('o2', { status: 'registered' })],
      settings,
    })
    fixture.setCampaign('c1', { status: 'active' })
    fixture.simulator.configure({ progression: 'time' })
    fixture.setOrder('o2', { status: 'planned' })
    expect(fixture.statusOf('o2')).toBe('planned')
    fixture.advance(0)
    expect(fixture.statusOf('o2')).toBe('calling')
  })
})

test.each<[string, (fixture: Fixture) => void]>([
  ['a move of the clock', ({ advance }) => advance(hour)],
  ['a step', ({ simulator }) => void (simulator.step() && simulator.step())],
  ['a run to the end', ({ simulator }) => simulator.runToEnd()],
])('what a listener plans where orders are finished at once is finished after %s', (_, move) => {
  const fixture = createWorld({
    campaigns: [campaign('c1'), campaign('c2', { schedule: {}, simulator: { progression: 'immediate' } })],
    orders: [order('o1', { scheduledDurationSeconds: 60 }), order('o2', { campaignUuid: 'c2', status: 'registered' })],
    phones: { o1: numbers.contacted, o2: numbers.fails },
  })
  fixture.world.events.on('call.ended', ({ orderUuid }) => {
    if (orderUuid === 'o1') fixture.setOrder('o2', { status: 'planned' })
  })
  move(fixture)
  expect(fixture.reported).toEqual([])
  expect(fixture.statusOf('o2')).toBe('failed')
  expect(fixture.callsOf('o1')).toMatchObject([{ endedAt: at(60_000) }])
})
