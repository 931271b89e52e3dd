import type { Explanation } from '../contract/explanations.ts'
import { latest, toTimestamp } from '../contract/timestamps.ts'
import type { CampaignRow } from '../contract/models.ts'
import { finalStatuses, type OrderStatus, orderStatuses } from '../contract/order-statuses.ts'
import type { Stored } from '../world/stored.ts'
import { countOrders } from '../world/tables.ts'
import type { World } from '../world/world.ts'
import { isDone } from '../simulator/dialer.ts'
import { CampaignView } from './campaign-view.ts'

/** Why a campaign does not call, or what it does next. */
export function explainCampaign(world: World, isEnabled: boolean, campaign: Stored<CampaignRow>): Explanation {
  const { tables, clock } = world
  const { uuid } = campaign
  const view = new CampaignView(world, isEnabled, campaign)
  const counts = orderStatuses.map((status) => [status, countOrders(tables, uuid, status)] as const)
  const sumOf = (isCounted: (status: OrderStatus) => boolean) =>
    counts.reduce((sum, [status, number]) => sum + (isCounted(status) ? number : 0), 0)
  const total = sumOf(() => true)
  const inUse = tables.call.list('inProgress', uuid)?.size ?? 0
  const because = [
    `The campaign is ${campaign.row.status} and ${campaign.row.type}.`,
    total === 0
      ? 'It has no orders.'
      : `Its orders: ${counts.flatMap(([status, number]) => (number > 0 ? [`${number} ${status}`] : [])).join(', ')}.`,
    `${inUse} of ${view.dialer.rules.concurrency} lines are in use.`,
  ]
  const { obstacle } = view
  const waits = sumOf((status) => status !== 'registered' && !finalStatuses.has(status))
  if (campaign.row.status === 'completed' && waits === 0)
    return { sentence: 'Completed: everybody was called.', because, next: null }
  if (obstacle)
    return {
      sentence: `${waits > 0 ? `${orders(waits)} to be called, but` : 'It makes no calls:'} ${obstacle.text}.`,
      because,
      next: null,
      ...(obstacle.fix && { fix: obstacle.fix }),
    }
  if (isDone(tables, uuid))
    return {
      sentence: 'Every order is finished: the campaign completes with the next move of the clock.',
      because,
      next: { at: clock.timestamp, what: 'campaign completes' },
    }
  if (waits === 0)
    return { sentence: total === 0 ? 'It has no orders.' : 'None of its orders is planned.', because, next: null }
  return { sentence: nextSentence(view, clock.now), because, next: nextOf(view, clock.now) }
}

function nextSentence(view: CampaignView, now: number): string {
  const { dialer } = view
  if (dialer.at > latest) return `No call begins any more: time ends at ${toTimestamp(latest)}.`
  return dialer.at > now
    ? `Waiting: ${dialer.endsCall ? 'a call ends' : 'the next call begins'} at ${view.when(dialer.at)}.`
    : 'The next call begins as the clock moves.'
}

function nextOf({ dialer }: CampaignView, now: number): Explanation['next'] {
  if (dialer.at > latest) return null
  return { at: toTimestamp(Math.max(dialer.at, now)), what: dialer.endsCall ? 'call ends' : 'call begins' }
}

function orders(number: number): string {
  return number === 1 ? '1 order waits' : `${number} orders wait`
}
