import type { Call, CallEnding } from '../contract/calls.ts'
import { toTimestamp } from '../contract/formats.ts'
import type { OrderStatus } from '../contract/order-statuses.ts'
import type { Order } from '../contract/orders.ts'
import { simulatorDefaults } from '../contract/simulator.ts'
import { isOutcome, isRetried, outcomes } from '../contract/statuses.ts'
import type { Factories } from './factories.ts'

/** The calls that led to where an order stands. */

const second = 1_000
const minute = 60_000

/** How long a call of an ending takes, in seconds. */
function duration(ending: CallEnding, factories: Factories): number {
  // A voicemail is shorter than a conversation.
  if (ending === 'completed') return factories.between(20, 60)
  if (ending === 'failed' || !isOutcome(ending)) return factories.between(1, 5)
  const seconds = simulatorDefaults[outcomes[ending].seconds]
  return typeof seconds === 'number' ? seconds : factories.between(...seconds)
}

/** How the calls of an order ended, first to last; `null` goes on. */
function endings(status: OrderStatus, factories: Factories): (CallEnding | null)[] {
  const missed = (count: number) =>
    Array.from({ length: count }, (): CallEnding => (factories.chance(0.6) ? 'no-answer' : 'busy'))
  const before = () => missed(factories.pick([0, 0, 0, 0, 0, 1, 1, 2]))
  switch (status) {
    case 'calling':
      return [...before(), null]
    case 'failed':
      return factories.chance(0.5) ? ['failed'] : missed(simulatorDefaults.maxAttempts)
    case 'canceled':
      return missed(factories.pick([0, 0, 1]))
    default:
      if (!isOutcome(status)) return []
      return [...(isRetried(status) ? missed(factories.pick([0, 0, 1])) : before()), status]
  }
}

/** When the last call of an order ended: a short while ago where there is more to come, else any time since it was created. */
function lastEnd(status: OrderStatus, created: number, until: number, factories: Factories): number {
  if (isRetried(status)) return until - factories.between(1, 25) * minute
  const days = Math.floor((until - created) / 86_400_000)
  // On an earlier day at about the same time of day: the hours in which the scenario finds its campaigns calling.
  return until - factories.between(0, days) * 86_400_000 - factories.between(1, 150) * minute
}

interface Span {
  readonly startedAt: number
  readonly endedAt: number | null
  readonly outcome: CallEnding | null
}

/** The calls of an order, from when it was created until calling ended; early ones that do not fit in between never happened. */
export function callsOf(order: Order, until: number, factories: Factories): Call[] {
  const created = Date.parse(order.createdAt)
  const spans: Span[] = []
  let end = order.status === 'calling' ? until : lastEnd(order.status, created, until, factories)
  for (const outcome of endings(order.status, factories).toReversed()) {
    const length =
      (outcome === null ? factories.between(2, simulatorDefaults.ringSeconds) : duration(outcome, factories)) * second
    if (end - length < created && spans.length > 0) break
    const startedAt = Math.max(created, end - length)
    spans.push({
      startedAt,
      endedAt: outcome === null ? null : Math.min(until, Math.max(end, startedAt + length)),
      outcome,
    })
    end = startedAt - factories.between(30, 60) * minute
  }
  const { uuid: orderUuid, campaignUuid, recordUuid } = order
  return spans.toReversed().map(({ startedAt, endedAt, outcome }, index) =>
    factories.call({
      orderUuid,
      campaignUuid,
      recordUuid,
      attempt: index + 1,
      startedAt: toTimestamp(startedAt),
      endedAt: endedAt === null ? null : toTimestamp(endedAt),
      outcome,
    }),
  )
}
