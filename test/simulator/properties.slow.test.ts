import * as fc from '../fast-check.ts'
import { times } from '../random-runs.ts'
import { describe, expect, test } from 'vitest'
import { finalStatuses, orderStatuses } from '../../src/contract/order-statuses.ts'
import type { Order } from '../../src/contract/orders.ts'
import { toCampaignSettings } from '../../src/simulator/campaign-settings.ts'
import { apply, type RandomWorld, randomWorld } from './random-worlds.ts'
import { isOpen } from './wall-clock.ts'
import { copy, createWorld, day, type Fixture, hour, minute } from './worlds.ts'

/** Runs a random world through all its edits and to its end. */
function run(start: RandomWorld, watch: (fixture: Fixture, editing: () => boolean) => void): Fixture {
  const fixture = createWorld(start)
  let editing = false
  watch(fixture, () => editing)
  for (const edit of start.edits) {
    fixture.simulator.advanceTo(start.now + edit.after)
    editing = true
    apply(fixture, start, edit)
    editing = false
  }
  fixture.simulator.advanceTo(start.now + start.length)
  // Far enough for most windows to open again.
  fixture.simulator.advanceTo(start.now + start.length + 8 * day)
  expect(fixture.reported).toEqual([])
  return fixture
}

const runs = { numRuns: 150 }
const holds = (watch: (start: RandomWorld, fixture: Fixture, editing: () => boolean) => void) =>
  fc.assert(
    fc.property(randomWorld(), (start) => void run(start, (fixture, editing) => watch(start, fixture, editing))),
    runs,
  )

/** Calls with the status that the order had before. */
function onDial({ world }: Fixture, listener: (from: Order['status'], order: Order) => void): void {
  world.events.on('order.status', ({ orderUuid, from, to }) => {
    const order = world.tables.order.get(orderUuid)
    const began = world.tables.call.lookup('order', orderUuid).find(({ endedAt }) => endedAt === null)
    if (to === 'calling' && from && order && began) listener(from, order)
  })
}

describe('whatever the campaigns, schedules, zones, edits and jumps of the clock', () => {
  test('no planned or retried call starts outside its window', { timeout: 60_000 * times }, () => {
    let dialled = 0
    holds((_, fixture, editing) => {
      onDial(fixture, (from, { campaignUuid }) => {
        if (editing() || from === 'scheduled') return
        const { schedule, timezone } = fixture.world.tables.campaign.get(campaignUuid)!
        expect(isOpen(fixture.world.clock.now, schedule, timezone ?? 'UTC')).toBe(true)
        dialled += 1
      })
    })
    expect(dialled).toBeGreaterThan(500)
  })

  test('no scheduled call starts before its time', { timeout: 60_000 * times }, () => {
    let dialled = 0
    holds((_, fixture, editing) => {
      onDial(fixture, (from, { scheduledTime }) => {
        if (editing() || from !== 'scheduled') return
        expect(fixture.world.clock.now).toBeGreaterThanOrEqual(Date.parse(scheduledTime ?? ''))
        dialled += 1
      })
    })
    expect(dialled).toBeGreaterThan(50)
  })

  test(
    'no scheduled order whose time has come is left waiting while a line is free',
    { timeout: 60_000 * times },
    () => {
      let waited = 0
      fc.assert(
        fc.property(randomWorld(), (start) => {
          const fixture = createWorld(start)
          for (const edit of start.edits) {
            fixture.simulator.advanceTo(start.now + edit.after)
            for (const { campaignUuid, status, scheduledTime } of fixture.rows().order) {
              const { status: campaignStatus, type, simulator } = fixture.world.tables.campaign.get(campaignUuid)!
              if (status !== 'scheduled' || campaignStatus !== 'active' || type !== 'outbound') continue
              if (openCalls(fixture, campaignUuid) >= toCampaignSettings(simulator, start.settings).concurrency)
                continue
              expect(Date.parse(scheduledTime ?? '')).toBeGreaterThan(fixture.world.clock.now)
              waited += 1
            }
            apply(fixture, start, edit)
          }
        }),
        runs,
      )
      expect(waited).toBeGreaterThan(50)
    },
  )

  test(
    'no campaign has more calls than lines, but for those that a user sets to calling',
    { timeout: 60_000 * times },
    () => {
      holds((start, fixture, editing) => {
        onDial(fixture, (from, { campaignUuid }) => {
          if (editing() || from === 'calling') return
          const { simulator } = fixture.world.tables.campaign.get(campaignUuid)!
          expect(openCalls(fixture, campaignUuid)).toBeLessThanOrEqual(
            toCampaignSettings(simulator, start.settings).concurrency,
          )
        })
      })
    },
  )

  test('no number is called that is on the do-not-call list', { timeout: 60_000 * times }, () => {
    let refused = 0
    holds((_, fixture, editing) => {
      fixture.world.events.on('call.started', ({ recordUuid }) => {
        expect(fixture.world.joins.isDoNotCall(fixture.world.tables.record.get(recordUuid)!.phoneNumber)).toBe(false)
      })
      fixture.world.events.on('order.status', ({ from, to }) => {
        if (!editing() && from !== 'calling' && to === 'do-not-call') refused += 1
      })
    })
    expect(refused).toBeGreaterThan(5)
  })

  test('no order is retried more often than allowed, nor before its delay is over', { timeout: 60_000 * times }, () => {
    let retried = 0
    holds((start, fixture, editing) => {
      onDial(fixture, (from, order) => {
        if (editing() || (from !== 'busy' && from !== 'no-answer')) return
        const rules = toCampaignSettings(
          fixture.world.tables.campaign.get(order.campaignUuid)!.simulator,
          start.settings,
        )
        const made = fixture
          .callsOf(order.uuid)
          .filter(({ endedAt, outcome }) => endedAt !== null && outcome !== 'canceled')
        expect(made.length).toBeLessThan(rules.maxAttempts)
        const last = made.at(-1)
        if (!last || last.outcome !== from) return
        retried += 1
        expect(fixture.world.clock.now - Date.parse(last.endedAt!)).toBeGreaterThanOrEqual(
          rules.retryDelays[Math.min(made.length, rules.retryDelays.length) - 1]!,
        )
      })
    })
    expect(retried).toBeGreaterThan(100)
  })

  test('a final status never changes by itself', { timeout: 60_000 * times }, () => {
    let left = 0
    holds((_, fixture, editing) => {
      fixture.world.events.on('order.status', ({ from }) => {
        if (!editing() && from !== null && finalStatuses.has(from)) left += 1
      })
    })
    expect(left).toBe(0)
  })

  test('every order is in exactly one status, and every call in the books once', { timeout: 60_000 * times }, () => {
    fc.assert(
      fc.property(randomWorld(), (start) => {
        const fixture = run(start, () => {})
        const { orders, calls } = fixture.simulator.stats()
        const { order, call } = fixture.rows()
        expect(orderStatuses.reduce((sum, status) => sum + orders[status], 0)).toBe(order.length)
        for (const status of orderStatuses)
          expect(orders[status]).toBe(order.filter((row) => row.status === status).length)
        expect(calls.total).toBe(call.length)
        // An order is being called exactly when it has one call that goes on, in campaigns that are live.
        for (const row of order) {
          const { status, type } = fixture.world.tables.campaign.get(row.campaignUuid)!
          const going = fixture.callsOf(row.uuid).filter(({ endedAt }) => endedAt === null).length
          const isLive = status === 'active' && type === 'outbound'
          expect(going).toBe(isLive && row.status === 'calling' ? 1 : 0)
        }
      }),
      runs,
    )
  })

  test(
    'an event follows on the one before: the status an order leaves is the one it had',
    { timeout: 60_000 * times },
    () => {
      holds((start, fixture) => {
        const statuses = new Map<string, string | null>(start.orders.map(({ uuid, status }) => [uuid, status]))
        fixture.world.events.on('order.status', (event) => {
          expect(event.from).toBe(statuses.get(event.orderUuid) ?? null)
          statuses.set(event.orderUuid, event.to)
        })
      })
    },
  )
})

describe('a world comes to the same rows', () => {
  const settings = { talkSeconds: [10, 200], retryDelays: [1, 5] } as const

  test('in one move of the clock and in many', { timeout: 60_000 * times }, () => {
    fc.assert(
      fc.property(
        randomWorld({ edits: 4 }),
        fc.array(fc.integer({ min: 1, max: 90 * minute }), { maxLength: 20 }),
        (start, steps) => {
          const inOne = createWorld(start)
          const inMany = createWorld(start)
          for (const edit of start.edits) {
            inOne.simulator.advanceTo(start.now + edit.after)
            for (const step of steps) if (inMany.world.clock.now + step < start.now + edit.after) inMany.advance(step)
            inMany.simulator.advanceTo(start.now + edit.after)
            apply(inOne, start, edit)
            apply(inMany, start, edit)
          }
          inOne.simulator.advanceTo(start.now + start.length)
          for (const step of steps) inMany.advance(step)
          inMany.simulator.advanceTo(Math.max(inMany.world.clock.now, start.now + start.length))
          inOne.simulator.advanceTo(inMany.world.clock.now)
          expect(inMany.rows()).toEqual(inOne.rows())
          expect(inMany.pending()).toEqual(inOne.pending())
        },
      ),
      { numRuns: 100 },
    )
  })

  test('step by step', { timeout: 60_000 * times }, () => {
    fc.assert(
      fc.property(randomWorld({ edits: 0 }), (start) => {
        const atOnce = createWorld(start)
        const stepwise = createWorld({ ...start, settings: { ...start.settings, progression: 'manual' } })
        atOnce.simulator.runToEnd()
        while (stepwise.simulator.step()) {}
        expect(stepwise.rows()).toEqual(atOnce.rows())
      }),
      { numRuns: 50 },
    )
  })

  test('when a snapshot is taken on the way and brought back', { timeout: 60_000 * times }, () => {
    fc.assert(
      fc.property(randomWorld(), fc.integer({ min: 0, max: 6 * hour }), (start, when) => {
        const fixture = createWorld(start)
        for (const edit of start.edits) {
          fixture.simulator.advanceTo(start.now + edit.after)
          apply(fixture, start, edit)
        }
        fixture.advance(when)
        const restored = copy(fixture, start.settings)
        fixture.advance(2 * day)
        restored.advance(2 * day)
        expect(restored.rows()).toEqual(fixture.rows())
      }),
      { numRuns: 100 },
    )
  })

  test('when three days pass at once and second by second', { timeout: 120_000 * times }, () => {
    const [start] = fc.sample(
      randomWorld({ hours: 72, edits: 0 }).filter(
        ({ orders, campaigns }) =>
          orders.length > 8 &&
          campaigns.some(
            ({ status, schedule }) => status === 'active' && schedule !== null && Object.keys(schedule).length > 3,
          ),
      ),
      { numRuns: 1 },
    )
    const atOnce = createWorld({ ...start!, settings })
    const bySeconds = createWorld({ ...start!, settings })
    atOnce.advance(3 * day)
    for (let second = 0; second < 259_200; second += 1) bySeconds.advance(1_000)
    expect(atOnce.rows().call.length).toBeGreaterThan(5)
    expect(bySeconds.rows()).toEqual(atOnce.rows())
  })
})

function openCalls({ world }: Fixture, campaignUuid: string): number {
  return world.tables.call.rows().filter((call) => call.campaignUuid === campaignUuid && call.endedAt === null).length
}
