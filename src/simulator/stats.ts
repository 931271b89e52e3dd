import { type CallEnding, callEndings } from '../contract/calls.ts'
import { latest, toTimestamp } from '../contract/timestamps.ts'
import { type OrderStatus, orderStatuses } from '../contract/order-statuses.ts'
import { show } from '../contract/problems.ts'
import { recordOf } from '../contract/record-of.ts'
import { callOutcomes } from '../contract/simulator.ts'
import type { Stats } from '../contract/stats.ts'
import { countOrders } from '../world/tables.ts'
import type { World } from '../world/world.ts'
import type { Agenda } from './agenda.ts'
import { type Dialer, isDone } from './dialer.ts'
import { estimateEnd } from './estimate.ts'

export function statsOf(world: World, agenda: Agenda | undefined, campaignUuid?: string): Stats {
  const { tables } = world
  if (campaignUuid !== undefined && !tables.campaign.get(campaignUuid))
    throw new TypeError(`There is no campaign with the id ${show(campaignUuid)}`)
  const campaigns = campaignUuid === undefined ? tables.campaign.rows().map(({ uuid }) => uuid) : [campaignUuid]
  const ordersIn = (status: OrderStatus) => campaigns.reduce((sum, uuid) => sum + countOrders(tables, uuid, status), 0)
  const orders = recordOf(orderStatuses, ordersIn)
  const calls = countCalls(world, campaigns)
  const attempts = callOutcomes.reduce((sum, outcome) => sum + calls[outcome], 0)
  const live = agenda?.dialers
  const dialers = live ? campaigns.flatMap((uuid) => live.get(uuid) ?? []) : []
  const ends = dialers.map((dialer) => estimateEnd(world, dialer)).filter((end) => end !== undefined)
  return {
    orders: { ...orders, total: Object.values(orders).reduce((sum, count) => sum + count, 0) },
    calls,
    attempts,
    reachedRate: attempts === 0 ? null : calls.contacted / attempts,
    next: nextOf(world, dialers),
    estimatedEnd:
      ends.length === 0 || ends.includes(Infinity) ? null : toTimestamp(Math.min(latest, Math.max(...ends))),
  }
}

function countCalls({ tables }: World, campaigns: readonly string[]): Stats['calls'] {
  const counts: Record<CallEnding | 'calling' | 'total', number> = {
    ...recordOf(callEndings, () => 0),
    calling: 0,
    total: 0,
  }
  for (const uuid of campaigns) {
    for (const stored of tables.call.list('campaign', uuid) ?? []) {
      counts[tables.call.currentRow(stored).outcome ?? 'calling'] += 1
      counts.total += 1
    }
  }
  return counts
}

function nextOf({ tables, clock }: World, dialers: readonly Dialer[]): Stats['next'] {
  let first: Dialer | undefined
  for (const dialer of dialers) if (dialer.at <= latest && dialer.at < (first?.at ?? Infinity)) first = dialer
  if (!first) return null
  const type = first.endsCall ? 'call.ended' : isDone(tables, first.uuid) ? 'campaign.status' : 'call.started'
  return { type, at: toTimestamp(Math.max(first.at, clock.now)), campaignUuid: first.uuid }
}
