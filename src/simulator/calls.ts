import type { Call, CallEnding } from '../contract/calls.ts'
import { forbiddenStatus } from '../contract/do-not-call.ts'
import type { Order } from '../contract/orders.ts'
import { isRetried } from '../contract/statuses.ts'
import type { Stored } from '../world/stored.ts'
import type { World } from '../world/world.ts'
import type { CampaignSettings } from './campaign-settings.ts'
import { drawCallEnd, endOf, noEnd, retryDelay } from './future.ts'
import { chanceSeed } from './outcomes.ts'
import { scriptOf } from './scripts.ts'

/** A call of one order begins, ends, or is cut off. */

/** Begins a call, or changes the status of the order if no call may be made. */
export function beginCall(world: World, rules: CampaignSettings, order: Stored<Order>): void {
  const { tables, clock } = world
  const { uuid: orderUuid, campaignUuid, recordUuid, status, attempts } = order.row
  const phoneNumber = tables.record.get(recordUuid)?.phoneNumber
  if (phoneNumber !== undefined && world.joins.isDoNotCall(phoneNumber)) {
    moveOrder(world, order, { status: forbiddenStatus, dueAt: null })
    return
  }
  if (isRetried(status) && attempts >= rules.maxAttempts) {
    moveOrder(world, order, { status: 'failed', dueAt: null })
    return
  }
  const attempt = attempts + 1
  const scriptedBy = scriptOf(world.scripts, orderUuid, phoneNumber)
  const scripted = scriptedBy === undefined ? undefined : takeScripted(world, scriptedBy)
  const callEnd = drawCallEnd(chanceSeed(world.base.seed), order.row, attempt, phoneNumber, rules, scripted)
  tables.call.insert({
    uuid: world.random.id('call_'),
    orderUuid,
    campaignUuid,
    recordUuid,
    attempt,
    startedAt: clock.timestamp,
    endedAt: null,
    outcome: null,
    endsAt: endOf(clock.now, callEnd),
    endsAs: callEnd.outcome,
    scriptedBy: scriptedBy ?? null,
  })
  if (status !== 'calling') moveOrder(world, order, { status: 'calling', dueAt: null })
}

/** Ends a call with its drawn outcome. */
export function endCall(world: World, rules: CampaignSettings, call: Stored<Call>): void {
  const { tables, clock } = world
  const { attempt, orderUuid, endsAs } = call.row
  const order = tables.order.stored(orderUuid)
  if (!order || endsAs === null) return
  const triesAgain = isRetried(endsAs) && attempt < rules.maxAttempts
  closeCall(world, call, endsAs)
  moveOrder(world, order, {
    status: isRetried(endsAs) && !triesAgain ? 'failed' : endsAs,
    attempts: order.row.attempts + 1,
    dueAt: triesAgain ? clock.now + retryDelay(rules, attempt) : null,
  })
}

/** Cuts a call off. Its scripted outcome is used for the next call. */
export function cutCall(world: World, call: Stored<Call>): void {
  giveBackScript(world, call.row)
  closeCall(world, call, 'canceled')
}

/** Returns the outcome of an interrupted call to its script. */
export function giveBackScript(world: World, { scriptedBy, endsAs }: Call): void {
  if (scriptedBy === null || endsAs === null) return
  world.scripts = world.scripts.with(scriptedBy, [endsAs, ...world.scripts.of(scriptedBy)])
}

/** The call in progress of an order, if there is one. */
export function openCallOf({ tables }: World, orderUuid: string): Stored<Call> | undefined {
  const call = tables.call.lookup('order', orderUuid).find(({ endedAt }) => endedAt === null)
  return call && tables.call.stored(call.uuid)
}

export function moveOrder(
  world: World,
  order: Stored<Order>,
  changes: Pick<Order, 'status' | 'dueAt'> & { readonly attempts?: number },
): void {
  world.tables.order.update(order, { ...order.row, ...changes, updatedAt: world.clock.timestamp })
}

function closeCall({ tables, clock }: World, call: Stored<Call>, outcome: CallEnding): void {
  // The clock may have been set to a time before the call began.
  const endedAt = clock.timestamp < call.row.startedAt ? call.row.startedAt : clock.timestamp
  tables.call.update(call, { ...call.row, endedAt, outcome, ...noEnd })
}

function takeScripted(world: World, target: string) {
  const [outcome, ...rest] = world.scripts.of(target)
  world.scripts = world.scripts.with(target, rest)
  return outcome
}
