import { type CallEnding, callEndings } from '../contract/calls.ts'
import { latest, toTimestamp } from '../contract/formats.ts'
import { type OrderStatus, orderStatuses } from '../contract/order-statuses.ts'
import { show } from '../contract/problems.ts'
import { callOutcomes } from '../contract/simulator.ts'
import { statusKey } from '../world/tables.ts'
import type { World } from '../world/world.ts'
import type { Dialer } from './dialer.ts'
import type { Switchboard } from './switchboard.ts'

/** Where a campaign stands, or all of them together. */
export interface Stats {
  readonly orders: { readonly [Status in OrderStatus]: number } & { readonly total: number }
  readonly calls: { readonly [Ending in CallEnding]: number } & { readonly calling: number; readonly total: number }
  /** Calls that ran to their end: those that were cut off are no attempts. */
  readonly attempts: number
  /** The share of attempts that reached someone; null before the first. */
  readonly reachedRate: number | null
  readonly next: {
    readonly type: 'call.started' | 'call.ended' | 'campaign.status'
    readonly at: string
    readonly campaignUuid: string
  } | null
  /** About when the last order will be final, as things go; null when nothing is on its way there. */
  readonly estimatedEnd: string | null
}

export function statsOf(world: World, board: Switchboard | undefined, campaignUuid?: string): Stats {
  const { tables, clock } = world
  if (campaignUuid !== undefined && !tables.campaign.get(campaignUuid))
    throw new TypeError(`There is no campaign with the id ${show(campaignUuid)}`)
  const campaigns = campaignUuid === undefined ? tables.campaign.rows().map(({ uuid }) => uuid) : [campaignUuid]
  const ordersIn = (status: OrderStatus) =>
    campaigns.reduce((sum, uuid) => sum + (tables.order.list('status', statusKey(uuid, status))?.size ?? 0), 0)
  const orders = Object.fromEntries(orderStatuses.map((status) => [status, ordersIn(status)])) as {
    [Status in OrderStatus]: number
  }
  const calls = countCalls(world, campaigns)
  const attempts = callOutcomes.reduce((sum, outcome) => sum + calls[outcome], 0)
  const dialers = board ? campaigns.flatMap((uuid) => board.dialers.get(uuid) ?? []) : []
  const ends = dialers.map((dialer) => estimateEnd(world, dialer)).filter((end) => end !== undefined)
  return {
    orders: { ...orders, total: Object.values(orders).reduce((sum, count) => sum + count, 0) },
    calls,
    attempts,
    reachedRate: attempts === 0 ? null : calls.contacted / attempts,
    next: board ? nextOf(board, dialers, clock.now) : null,
    estimatedEnd:
      ends.length === 0 || ends.includes(Infinity) ? null : toTimestamp(Math.min(latest, Math.max(...ends))),
  }
}

function countCalls({ tables }: World, campaigns: readonly string[]): Stats['calls'] {
  const counts = Object.fromEntries([...callEndings, 'calling', 'total'].map((name) => [name, 0])) as Record<
    CallEnding | 'calling' | 'total',
    number
  >
  for (const uuid of campaigns) {
    for (const stored of tables.call.list('campaign', uuid) ?? []) {
      counts[tables.call.fresh(stored).outcome ?? 'calling'] += 1
      counts.total += 1
    }
  }
  return counts
}

function nextOf(board: Switchboard, dialers: readonly Dialer[], now: number): Stats['next'] {
  let next: Stats['next'] = null
  let first = Infinity
  for (const dialer of dialers) {
    for (const { at } of dialer.flights.values()) {
      if (at >= first) continue
      first = at
      next = { type: 'call.ended', at: toTimestamp(Math.max(at, now)), campaignUuid: dialer.row.uuid }
    }
    if (dialer.at >= first || dialer.at > latest) continue
    first = dialer.at
    next = {
      type: board.isDone(dialer.row.uuid) ? 'campaign.status' : 'call.started',
      at: toTimestamp(Math.max(first, now)),
      campaignUuid: dialer.row.uuid,
    }
  }
  return next
}

/**
 * The work that is left, by the averages of the rules, divided among the lines, in the time that is open;
 * and not before the last moment that an order waits for. Undefined where nothing waits.
 */
function estimateEnd({ tables, clock }: World, dialer: Dialer): number | undefined {
  const { rules, windows, flights, waiting } = dialer
  const planned = tables.order.list('status', statusKey(dialer.row.uuid, 'planned'))?.size ?? 0
  if (planned + flights.size + waiting.size === 0) return undefined
  const [least, most] = rules.talkSeconds
  const talk = (least + most) / 2
  const total = rules.weights.at(-1) ?? 1
  const share = callOutcomes.map((_, index) => ((rules.weights[index] ?? 0) - (rules.weights[index - 1] ?? 0)) / total)
  const lasting = {
    contacted: talk,
    completed: talk,
    'do-not-call': talk,
    'no-answer': rules.ringSeconds,
    busy: rules.busySeconds,
    failed: rules.busySeconds,
  }
  const mean = callOutcomes.reduce((sum, outcome, index) => sum + lasting[outcome] * (share[index] ?? 0), 0)
  const again = callOutcomes.reduce(
    (sum, outcome, index) => sum + (outcome === 'busy' || outcome === 'no-answer' ? (share[index] ?? 0) : 0),
    0,
  )
  let attempts = 0
  for (let attempt = 0; attempt < rules.maxAttempts; attempt += 1) attempts += again ** attempt
  const work = Math.ceil(((planned + waiting.size) * attempts * mean) / rules.concurrency) * 1_000
  let end = planned + waiting.size === 0 ? clock.now : windows.after(clock.now, work)
  for (const { at } of flights.values()) end = Math.max(end, at)
  for (const { at } of waiting.values()) end = Math.max(end, Math.max(at, clock.now) + mean * 1_000)
  return end
}
