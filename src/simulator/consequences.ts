import type { Call } from '../contract/calls.ts'
import type { CampaignRow, ModelName, Models } from '../contract/models.ts'
import { openStatuses } from '../contract/statuses.ts'
import { type Order, statusKey } from '../contract/orders.ts'
import type { Write } from '../world/tables.ts'
import type { World } from '../world/world.ts'
import type { Agenda } from './agenda.ts'
import type { CampaignSettings } from './campaign-settings.ts'
import { cutCall, endCall, beginCall, giveBackScript, moveOrder, openCallOf } from './calls.ts'
import { isLive } from './dialer.ts'
import { dueAtOf, isAttempt, withEnd } from './future.ts'
import { chanceSeed } from './outcomes.ts'

/** The consequences of writes by users and clients: cuts off calls, sets due times, and finishes orders at once. */
export class Consequences {
  readonly #world: World
  readonly #agenda: () => Agenda

  constructor(world: World, agenda: () => Agenda) {
    this.#world = world
    this.#agenda = agenda
  }

  of(writes: readonly Write[]): void {
    const campaigns = firstVersions(writes, 'campaign')
    const orders = firstVersions(writes, 'order')
    const calls = firstVersions(writes, 'call')
    for (const before of calls.values()) this.#giveBackIfRemoved(before)
    for (const [uuid, before] of campaigns) this.#stopIfNoLongerLive(uuid, before)
    for (const [uuid, before] of orders) this.#cutIfMoved(uuid, before)
    for (const uuid of calls.keys()) this.#updateDrawnEnd(uuid)
    for (const uuid of orders.keys()) this.#updateDrawnEnd(openCallOf(this.#world, uuid)?.uuid)
    const { tables } = this.#world
    const called = new Set(Array.from(calls, ([uuid, before]) => (tables.call.get(uuid) ?? before)?.orderUuid))
    for (const [uuid, before] of orders) this.#setFuture(uuid, before, called.has(uuid))
    for (const uuid of called)
      if (uuid !== undefined && !orders.has(uuid)) this.#setFuture(uuid, tables.order.get(uuid), true)
    this.#finishAtOnce(campaigns, orders)
  }

  #giveBackIfRemoved(before: Call | undefined): void {
    if (before?.endedAt === null && !this.#world.tables.call.get(before.uuid)) giveBackScript(this.#world, before)
  }

  /** If a campaign stopped, cuts off its calls and sets their orders back to `planned`. */
  #stopIfNoLongerLive(uuid: string, before: CampaignRow | undefined): void {
    const { tables } = this.#world
    const campaign = tables.campaign.get(uuid)
    if (!campaign || !isLive(before) || isLive(campaign)) return
    for (const { uuid: orderUuid } of tables.order.list('status', statusKey(uuid, 'calling')) ?? []) {
      const call = openCallOf(this.#world, orderUuid)
      if (call) cutCall(this.#world, call)
      const order = tables.order.stored(orderUuid)
      if (order) moveOrder(this.#world, order, { status: 'planned', dueAt: null })
    }
  }

  #cutIfMoved(uuid: string, before: Order | undefined): void {
    const world = this.#world
    const order = world.tables.order.get(uuid)
    const stays = order?.status === 'calling' && order.campaignUuid === before?.campaignUuid
    const call = before?.status === 'calling' && !stays ? openCallOf(world, uuid) : undefined
    if (call) cutCall(world, call)
    // Only now: cutting off the call returned an outcome to the script.
    if (!order) world.scripts = world.scripts.with(uuid, [])
  }

  /** Removes the drawn end of a call that was ended by hand, and draws one for a call in progress that has none. */
  #updateDrawnEnd(uuid: string | undefined): void {
    const { tables, base } = this.#world
    const call = uuid === undefined ? undefined : tables.call.stored(uuid)
    if (!call) return
    const { endedAt, orderUuid, recordUuid } = call.row
    const order = endedAt === null ? tables.order.get(orderUuid) : undefined
    const rules = order && this.#rulesOf(order.campaignUuid)
    const number = tables.record.get(recordUuid)?.phoneNumber
    const row = withEnd(call.row, order, number, chanceSeed(base.seed), rules)
    if (row !== call.row) tables.call.update(call, row)
  }

  #setFuture(uuid: string, before: Order | undefined, callsChanged: boolean): void {
    const { tables } = this.#world
    const order = tables.order.stored(uuid)
    const rules = order && this.#rulesOf(order.row.campaignUuid)
    if (!order || !rules) return
    const { status, campaignUuid, scheduledTime, dueAt } = order.row
    const isNew =
      before?.status !== status || before.campaignUuid !== campaignUuid || before.scheduledTime !== scheduledTime
    if (!isNew && !callsChanged) return
    const attempts = tables.call.lookup('order', uuid).filter(isAttempt)
    const future = {
      attempts: callsChanged ? attempts.length : order.row.attempts,
      dueAt: dueAtOf(order.row, attempts, rules),
    }
    if (future.attempts === order.row.attempts && future.dueAt === dueAt) return
    tables.order.update(order, { ...order.row, ...future })
  }

  /** In campaigns with `progression: 'immediate'`, an order that is planned is finished within the same transaction. */
  #finishAtOnce(
    campaigns: ReadonlyMap<string, CampaignRow | undefined>,
    orders: ReadonlyMap<string, Order | undefined>,
  ): void {
    const { tables } = this.#world
    const immediateOrders = new Set<string>()
    for (const [uuid, before] of campaigns) {
      if (isLive(before) || !this.#isImmediate(uuid)) continue
      for (const order of tables.order.list('campaign', uuid) ?? []) immediateOrders.add(order.uuid)
    }
    for (const [uuid, before] of orders) {
      const order = tables.order.get(uuid)
      const moved = order && (before?.status !== order.status || before.campaignUuid !== order.campaignUuid)
      if (moved && this.#isImmediate(order.campaignUuid)) immediateOrders.add(uuid)
    }
    for (const uuid of immediateOrders) while (this.#advanceOnce(uuid)) {}
  }

  /** Begins or ends one call of an order, at the current time, regardless of calling hours and free lines. */
  #advanceOnce(uuid: string): boolean {
    const order = this.#world.tables.order.stored(uuid)
    if (!order || !openStatuses.has(order.row.status)) return false
    const rules = this.#liveRulesOf(order.row.campaignUuid)
    if (!rules) return false
    const call = openCallOf(this.#world, uuid)
    if (call) endCall(this.#world, rules, call)
    else beginCall(this.#world, rules, order)
    return true
  }

  #isImmediate(campaignUuid: string): boolean {
    return this.#liveRulesOf(campaignUuid)?.progression === 'immediate'
  }

  #liveRulesOf(campaignUuid: string): CampaignSettings | undefined {
    return isLive(this.#world.tables.campaign.get(campaignUuid)) ? this.#rulesOf(campaignUuid) : undefined
  }

  #rulesOf(campaignUuid: string): CampaignSettings | undefined {
    const campaign = this.#world.tables.campaign.stored(campaignUuid)
    return campaign && this.#agenda().rulesOf(campaign)
  }
}

/** The written rows of a model by id, each as it was before its first write; undefined for a new row. */
function firstVersions<Name extends ModelName>(
  writes: readonly Write[],
  model: Name,
): Map<string, Models[Name] | undefined> {
  const versions = new Map<string, Models[Name] | undefined>()
  for (const write of writes) {
    if (write.model !== model) continue
    const uuid = (write.after ?? write.before)?.uuid ?? ''
    if (!versions.has(uuid)) versions.set(uuid, write.before?.row as Models[Name] | undefined)
  }
  return versions
}
