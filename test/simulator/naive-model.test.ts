import * as fc from '../fast-check.ts'
import { times } from '../random-runs.ts'
import { expect, test } from 'vitest'
import { toTimestamp } from '../../src/contract/timestamps.ts'
import { NaiveModel } from './naive-model.ts'
import { apply, randomWorld } from './random-worlds.ts'
import { createWorld, type Fixture } from './worlds.ts'

test(
  'the simulator does what an independent model does, second by second, in random worlds',
  { timeout: 120_000 * times },
  () => {
    let calls = 0
    fc.assert(
      fc.property(randomWorld(), (start) => {
        const fixture = createWorld(start)
        const model = new NaiveModel(start)
        for (const edit of start.edits) {
          fixture.simulator.advanceTo(start.now + edit.after)
          model.advanceTo(start.now + edit.after)
          apply(fixture, start, edit)
          model.edit(edit)
        }
        fixture.simulator.advanceTo(start.now + start.length)
        model.advanceTo(start.now + start.length)
        calls += model.calls.length
        expect(summary(fixture)).toEqual({
          calls: model.calls.map(readable),
          orders: model.orders,
          campaigns: model.campaigns,
        })
      }),
      { numRuns: 25 },
    )
    expect(calls).toBeGreaterThan(100)
  },
)

function summary({ rows }: Fixture) {
  const { call, order, campaign } = rows()
  return {
    calls: call.map(({ orderUuid, attempt, startedAt, endedAt, outcome }) => ({
      order: orderUuid,
      attempt,
      startedAt,
      endedAt,
      outcome,
    })),
    orders: Object.fromEntries(order.map(({ uuid, status }) => [uuid, status])),
    campaigns: Object.fromEntries(campaign.map(({ uuid, status }) => [uuid, status])),
  }
}

function readable({ startedAt, endedAt, ...rest }: NaiveModel['calls'][number]) {
  return { ...rest, startedAt: toTimestamp(startedAt), endedAt: endedAt === null ? null : toTimestamp(endedAt) }
}
