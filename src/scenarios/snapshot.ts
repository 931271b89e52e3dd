import { toTimestamp } from '../contract/formats.ts'
import type { Snapshot } from '../contract/scenarios.ts'
import type { PendingEvent } from '../contract/simulator.ts'
import { allRows } from '../world/tables.ts'
import type { World } from '../world/world.ts'

export function toSnapshot(world: World, events: readonly PendingEvent[]): Snapshot {
  const { recordType, assistant, phone, campaign, record, order, call } = allRows(world.tables)
  const { scenario, seed } = world.base
  return { version: 1, name: scenario, now: toTimestamp(world.clock.now), seed, recordTypes: recordType, assistants: assistant, phones: phone, campaigns: campaign, records: record, orders: order, calls: call, random: world.random.state, events }
}
