import { type Call, type CallEnding, withEnding } from '../contract/calls.ts'
import type { CampaignRow } from '../contract/models.ts'
import type { OrderStatus } from '../contract/order-statuses.ts'
import { type Order, withStatus } from '../contract/orders.ts'
import type { Stored } from '../world/database.ts'
import type { World } from '../world/world.ts'
import type { Outbox } from './outbox.ts'

/** What the simulator writes: calls, and what becomes of orders and campaigns. Each write is told once all is done. */

export function isLive(campaign: CampaignRow | undefined): campaign is CampaignRow {
  return campaign?.status === 'active' && campaign.type === 'outbound'
}

export function setOrderStatus(world: World, outbox: Outbox, order: Stored<Order>, status: OrderStatus): Stored<Order> {
  const before = order.row
  const after = world.tables.order.update(order, withStatus(before, status, world.clock.timestamp))
  outbox.orderStatus(before, status)
  return after
}

export function completeCampaign(world: World, outbox: Outbox, campaign: CampaignRow): void {
  world.tables.campaign.replace({ ...campaign, status: 'completed', updatedAt: world.clock.timestamp })
  outbox.campaignStatus(campaign.uuid, campaign.status, 'completed')
}

export function closeCall(world: World, outbox: Outbox, call: Stored<Call>, outcome: CallEnding): void {
  outbox.callEnded(world.tables.call.update(call, withEnding(call.row, endOf(world, call.row), outcome)).row)
}

/** A call whose row is gone ended all the same. */
export function tellLostCall(world: World, outbox: Outbox, call: Call): void {
  outbox.callEnded(withEnding(call, endOf(world, call), 'canceled'))
}

/** The call of an order that goes on, if there is one. */
export function openCallOf(world: World, orderUuid: string): Stored<Call> | undefined {
  const call = world.tables.call.lookup('order', orderUuid).find(({ endedAt }) => endedAt === null)
  return call && world.tables.call.stored(call.uuid)
}

/** How many attempts were made: calls that were cut off do not count. */
export function attemptsOf(world: World, orderUuid: string): number {
  let attempts = 0
  for (const { outcome } of world.tables.call.lookup('order', orderUuid))
    if (outcome !== null && outcome !== 'canceled') attempts += 1
  return attempts
}

/** The present; not before the call began, should the clock have been set back. */
function endOf(world: World, { startedAt }: Call): string {
  const { timestamp } = world.clock
  return timestamp < startedAt ? startedAt : timestamp
}
