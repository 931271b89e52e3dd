import type { PendingEvent } from '../contract/simulator.ts'
import { Scripts } from '../world/scripts.ts'
import type { GrowingRows } from './draft-rows.ts'

/**
 * The future in a document besides its rows: the scripted outcomes of the next calls.
 * Snapshots of earlier versions also contain ends of calls and times of retries here; both are columns of rows now.
 */
export function withPendingEvents(rows: GrowingRows, events: readonly PendingEvent[]): GrowingRows {
  const ends = new Map(events.flatMap((event) => (event.type === 'call.end' ? [[event.callUuid, event]] : [])))
  const retries = new Map(events.flatMap((event) => (event.type === 'retry' ? [[event.orderUuid, event]] : [])))
  if (ends.size === 0 && retries.size === 0) return rows
  return {
    ...rows,
    order: rows.order.map((order) => {
      const retry = retries.get(order.uuid)
      return retry ? { ...order, dueAt: Date.parse(retry.at) } : order
    }),
    call: rows.call.map((call) => {
      const end = ends.get(call.uuid)
      if (!end) return call
      return { ...call, endsAt: Date.parse(end.at), endsAs: end.outcome, scriptedBy: end.scriptedBy ?? null }
    }),
  }
}

/** The scripts of a document, by order or phone number. */
export function scriptsOf(events: readonly PendingEvent[]): Scripts {
  return Scripts.from(events.flatMap((event) => (event.type === 'script' ? [[event.target, event.outcomes]] : [])))
}

/** The events of a snapshot: its scripts. */
export function toPendingEvents(scripts: Scripts): PendingEvent[] {
  return [...scripts.entries()]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([target, outcomes]) => ({ type: 'script', target, outcomes }))
}
