import type { Call } from '../contract/calls.ts'
import { latest, toTimestamp } from '../contract/timestamps.ts'
import type { Order } from '../contract/orders.ts'
import { isRetried, type OrderStatus, orderStatuses } from '../contract/statuses.ts'
import type { Controlled } from './controlled.ts'
import { forecast } from './forecast.ts'
import type { QueryOf } from './handlers.ts'

/** The number of orders in each status over a range of virtual time, computed from the current rows. */

interface Move {
  readonly at: number
  readonly from: OrderStatus | null
  readonly to: OrderStatus
}

/** The status changes of an order: by its calls, and by hand after the last of them. */
function* movesOf(order: Order, calls: readonly Call[]): Generator<Move> {
  const [first] = calls
  let status: OrderStatus = first ? (order.scheduledTime === null ? 'planned' : 'scheduled') : order.status
  yield {
    at: Math.min(Date.parse(order.createdAt), first ? Date.parse(first.startedAt) : Infinity),
    from: null,
    to: status,
  }
  for (const { startedAt, endedAt, outcome } of calls) {
    yield { at: Date.parse(startedAt), from: status, to: 'calling' }
    status = 'calling'
    if (endedAt === null || outcome === null) continue
    const isLast = calls.at(-1)?.startedAt === startedAt
    // The last attempt that is not reached either has failed.
    const to = isLast && order.status === 'failed' && isRetried(outcome) ? 'failed' : outcome
    yield { at: Date.parse(endedAt), from: status, to }
    status = to
  }
  if (status !== order.status) yield { at: Date.parse(order.updatedAt), from: status, to: order.status }
}

function byOrder(calls: readonly Call[]): ReadonlyMap<string, readonly Call[]> {
  const lists = new Map<string, Call[]>()
  for (const call of calls) {
    const list = lists.get(call.orderUuid)
    if (list) list.push(call)
    else lists.set(call.orderUuid, [call])
  }
  return lists
}

export function seriesOf(mock: Controlled, { campaign, from, to, points }: QueryOf<'simulator.series'>) {
  const isWanted = ({ campaignUuid }: { readonly campaignUuid: string }) =>
    campaign === undefined || campaignUuid === campaign
  const calls = byOrder(mock.db.call.getAll().filter(isWanted))
  const moves: Move[] = []
  for (const order of mock.db.order.getAll().filter(isWanted))
    for (const move of movesOf(order, calls.get(order.uuid) ?? [])) moves.push(move)
  const now = Date.parse(mock.clock.now())
  let first = now
  let last = now
  for (const { at } of moves) {
    first = Math.min(first, at)
    last = Math.max(last, at)
  }
  // There is no timestamp after the last second.
  const start = Math.min(from ?? first, latest - 1_000)
  const end = Math.max(to ?? last, start + 1_000)
  const step = (end - start) / (points - 1)
  const counts = Object.fromEntries(
    orderStatuses.map((status) => [status, Array.from({ length: points }, () => 0)]),
  ) as Record<OrderStatus, number[]>
  // A change counts from the first point at or after it.
  for (const move of moves) {
    if (move.at > end) continue
    const index = Math.min(points - 1, Math.max(0, Math.ceil((move.at - start) / step)))
    counts[move.to][index] = (counts[move.to][index] ?? 0) + 1
    if (move.from) counts[move.from][index] = (counts[move.from][index] ?? 0) - 1
  }
  for (const list of Object.values(counts))
    for (let index = 1; index < points; index += 1) list[index] = (list[index] ?? 0) + (list[index - 1] ?? 0)
  const statuses = Object.fromEntries(Object.entries(counts).filter(([, list]) => list.some((count) => count !== 0)))
  return {
    first: toTimestamp(first),
    last: toTimestamp(last),
    from: toTimestamp(start),
    to: toTimestamp(end),
    statuses,
    forecast: forecastAfter(mock, end, statuses, campaign),
  }
}

/** What becomes of the orders after a range; null where the clock was set back before its end, or nothing is to come. */
function forecastAfter(
  mock: Controlled,
  end: number,
  counts: Readonly<Record<string, readonly number[]>>,
  campaign: string | undefined,
) {
  const { estimatedEnd } = mock.stats(campaign)
  if (estimatedEnd === null || Date.parse(estimatedEnd) <= end || Date.parse(mock.clock.now()) < end - 1_000)
    return null
  const last = Object.fromEntries(Object.entries(counts).map(([status, list]) => [status, list.at(-1) ?? 0]))
  return { to: estimatedEnd, statuses: forecast(last) }
}
