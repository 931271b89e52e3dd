import type { Snapshot } from '../contract/scenarios.ts'
import { allRows } from '../world/tables.ts'
import type { World } from '../world/world.ts'
import { deepFreeze } from '../world/freeze.ts'
import { toMoment } from './moments.ts'
import { toPendingEvents } from './pending-events.ts'

/** The state of a world as plain JSON, which is a valid scenario. Rows are not copied, because they never change. */
export function toSnapshot(world: World): Snapshot {
  const rows = allRows(world.tables)
  const { simulator, scripts, random, base, clock } = world
  return Object.freeze({
    version: 1,
    name: base.scenario,
    now: toMoment(clock.now),
    seed: base.seed,
    ...(Object.keys(simulator).length > 0 && { simulator: deepFreeze(simulator) }),
    recordTypes: Object.freeze(rows.recordType),
    assistants: Object.freeze(rows.assistant),
    phones: Object.freeze(rows.phone),
    campaigns: Object.freeze(rows.campaign),
    records: Object.freeze(rows.record),
    orders: Object.freeze(rows.order),
    calls: Object.freeze(rows.call),
    random: deepFreeze(random.state),
    events: deepFreeze(toPendingEvents(scripts)),
  })
}
