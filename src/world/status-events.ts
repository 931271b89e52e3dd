import type { Call } from '../contract/calls.ts'
import type { MockEvent } from '../contract/events.ts'
import type { Events } from './events.ts'
import type { Write } from './tables.ts'

/** The time and the sandbox of an event. */
type EventContext = Pick<MockEvent, 'at' | 'sandbox'>

/** Emits the events about statuses and calls that follow from a write. No other code emits them. */
export function pushStatusEvents(events: Events, { model, before, after }: Write, context: EventContext): void {
  if (model === 'order' && after && before?.row.status !== after.row.status && events.hasListeners('order.status')) {
    const { uuid: orderUuid, campaignUuid, recordUuid, status: to } = after.row
    const from = before?.row.status ?? null
    events.push({ type: 'order.status', ...context, orderUuid, campaignUuid, recordUuid, from, to })
  }
  if (
    model === 'campaign' &&
    after &&
    before?.row.status !== after.row.status &&
    events.hasListeners('campaign.status')
  ) {
    const from = before?.row.status ?? null
    events.push({ type: 'campaign.status', ...context, campaignUuid: after.row.uuid, from, to: after.row.status })
  }
  if (model === 'call') pushCallEvents(events, before?.row, after?.row, context)
}

function pushCallEvents(
  events: Events,
  before: Call | undefined,
  after: Call | undefined,
  context: EventContext,
): void {
  if (!before && after?.endedAt === null && events.hasListeners('call.started'))
    events.push({ type: 'call.started', ...context, ...partsOf(after) })
  if (before?.endedAt === null && after?.endedAt !== null && events.hasListeners('call.ended'))
    events.push(toEnded(before, after, context))
}

/** A call that is removed during the call ends, too. */
function toEnded(before: Call, after: Call | undefined, context: EventContext): MockEvent {
  const call = after ?? before
  const endedAt = after?.endedAt ?? (context.at < call.startedAt ? call.startedAt : context.at)
  const durationSeconds = (Date.parse(endedAt) - Date.parse(call.startedAt)) / 1_000
  return { type: 'call.ended', ...context, ...partsOf(call), outcome: after?.outcome ?? 'canceled', durationSeconds }
}

function partsOf({ uuid: callUuid, orderUuid, campaignUuid, recordUuid, attempt }: Call) {
  return { callUuid, orderUuid, campaignUuid, recordUuid, attempt }
}
