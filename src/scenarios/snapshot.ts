import { toTimestamp } from '../contract/formats.ts'
import type { Snapshot } from '../contract/scenarios.ts'
import type { PendingEvent, SimulatorSettings } from '../contract/simulator.ts'
import { allRows } from '../world/tables.ts'
import type { World } from '../world/world.ts'
import { freezeRow, toPlain } from './plain.ts'

/**
 * All that a world remembers, as plain JSON that is a scenario again. Rows are not copied: they never change,
 * and from here on nobody can change them. `simulator` are its settings by now.
 */
export function toSnapshot(world: World, events: readonly PendingEvent[], simulator?: SimulatorSettings): Snapshot {
  const rows = allRows(world.tables)
  const { state } = world.random
  return Object.freeze({
    version: 1,
    name: world.base.scenario,
    now: momentOf(world.clock.now),
    seed: world.base.seed,
    ...(simulator && Object.keys(simulator).length > 0 && { simulator: freezeRow(toPlain(simulator, 'simulator')) }),
    recordTypes: frozen(rows.recordType),
    assistants: frozen(rows.assistant),
    phones: frozen(rows.phone),
    campaigns: frozen(rows.campaign),
    records: frozen(rows.record),
    orders: frozen(rows.order),
    calls: frozen(rows.call),
    random: Object.freeze({
      ids: Object.freeze(state.ids),
      faker: Object.freeze(state.faker),
      simulator: Object.freeze(state.simulator),
      faults: Object.freeze(state.faults),
    }),
    events: frozen(events.map((event, index) => toPlain(event, `events[${index}]`))),
  })
}

function frozen<Row extends object>(rows: readonly Row[]): readonly Row[] {
  for (const row of rows) freezeRow(row)
  return Object.freeze(rows)
}

/** A virtual moment may lie within a second; rows never do. */
function momentOf(ms: number): string {
  return ms % 1_000 === 0 ? toTimestamp(ms) : new Date(ms).toISOString()
}
