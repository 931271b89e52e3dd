import type { Call } from '../contract/calls.ts'
import type { MockEvent } from '../contract/events.ts'
import type { Events } from './events.ts'
import type { Write } from './tables.ts'

/** When and where an event happens. */
type Place = Pick<MockEvent, 'at' | 'sandbox'>

/** Emits the events about statuses and calls that follow from a write. No other code emits them. */
export function pushStatusEvents(events: Events, { model, before, after }: Write, here: Place): void {
  if (model === 'order' && after && before?.row.status !== after.row.status && events.heard('order.status')) {
    const { uuid: orderUuid, campaignUuid, recordUuid, status: to } = after.row
    const from = before?.row.status ?? null
    events.push({ type: 'order.status', ...here, orderUuid, campaignUuid, recordUuid, from, to })
  }
  if (model === 'campaign' && after && before?.row.status !== after.row.status && events.heard('campaign.status')) {
    const from = before?.row.status ?? null
    events.push({ type: 'campaign.status', ...here, campaignUuid: after.row.uuid, from, to: after.row.status })
  }
  if (model === 'call') pushCallEvents(events, before?.row, after?.row, here)
}

function pushCallEvents(events: Events, before: Call | undefined, after: Call | undefined, here: Place): void {
  if (!before && after?.endedAt === null && events.heard('call.started'))
    events.push({ type: 'call.started', ...here, ...partsOf(after) })
  if (before?.endedAt === null && after?.endedAt !== null && events.heard('call.ended'))
    events.push(toEnded(before, after, here))
}

/** A call that is removed during the call ends, too. */
function toEnded(before: Call, after: Call | undefined, here: Place): MockEvent {
  const call = after ?? before
  const endedAt = after?.endedAt ?? (here.at < call.startedAt ? call.startedAt : here.at)
  const durationSeconds = (Date.parse(endedAt) - Date.parse(call.startedAt)) / 1_000
  return { type: 'call.ended', ...here, ...partsOf(call), outcome: after?.outcome ?? 'canceled', durationSeconds }
}

function partsOf({ uuid: callUuid, orderUuid, campaignUuid, recordUuid, attempt }: Call) {
  return { callUuid, orderUuid, campaignUuid, recordUuid, attempt }
}
