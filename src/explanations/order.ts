import { whyForbidden } from '../contract/do-not-call.ts'
import type { Explanation } from '../contract/explanations.ts'
import { latest, toTimestamp } from '../contract/timestamps.ts'
import { finalStatuses, isRetried } from '../contract/statuses.ts'
import type { Order } from '../contract/orders.ts'
import type { Stored } from '../world/stored.ts'
import type { World } from '../world/world.ts'
import { openCallOf } from '../simulator/calls.ts'
import { isAttempt } from '../simulator/future.ts'
import { CampaignView, type Obstacle } from './campaign-view.ts'

/** Why an order is not called, or when it is. */
export function explainOrder(world: World, isEnabled: boolean, order: Stored<Order>): Explanation {
  const { row } = order
  const campaign = world.tables.campaign.stored(row.campaignUuid)
  if (!campaign) return plain(`${title(row)}: its campaign is gone.`, [])
  const view = new CampaignView(world, isEnabled, campaign)
  const attempts = { made: row.attempts, most: view.dialer.rules.maxAttempts }
  return { ...explain(world, row, view, factsOf(world, row, attempts)), attempts }
}

function explain(world: World, row: Order, view: CampaignView, because: readonly string[]): Explanation {
  if (row.status === 'registered')
    return {
      ...plain('Registered: nobody has planned a call.', because),
      fix: { label: 'Plan the call', model: 'order', uuid: row.uuid, data: { status: 'planned' } },
    }
  if (finalStatuses.has(row.status)) return plain(`${ending(world, row, view)} Nothing more happens to it.`, because)
  if (row.status === 'calling') return explainCall(world, row, view, because)
  const obstacle = forbidden(world, row) ?? view.obstacle
  if (obstacle) return blocked(`${title(row)}, but ${obstacle.text}.`, because, obstacle)
  return explainWait(world, row, view, because)
}

function plain(sentence: string, because: readonly string[]): Explanation {
  return { sentence, because, next: null }
}

function blocked(sentence: string, because: readonly string[], { fix }: Obstacle): Explanation {
  return { ...plain(sentence, because), ...(fix && { fix }) }
}

/** A number that another order forbids. */
function forbidden({ tables, joins }: World, { recordUuid }: Order): Obstacle | undefined {
  const number = tables.record.get(recordUuid)?.phoneNumber
  if (number === undefined) return undefined
  const order = joins.doNotCallOrder(number)
  return order && { text: whyForbidden(order, number) }
}

function explainCall(world: World, row: Order, view: CampaignView, because: readonly string[]): Explanation {
  const call = openCallOf(world, row.uuid)?.row
  if (call?.endsAt != null) {
    const [started, ends] = [view.when(Date.parse(call.startedAt)), view.when(call.endsAt)]
    return {
      sentence: `In a call since ${started}, which ends at ${ends}.`,
      because,
      next: { at: toTimestamp(call.endsAt), what: 'call ends' },
    }
  }
  const { obstacle } = view
  if (obstacle) return blocked(`Set to calling by hand, but ${obstacle.text}.`, because, obstacle)
  return {
    sentence: 'Set to calling by hand: its call begins with the next move of the clock.',
    because,
    next: { at: world.clock.timestamp, what: 'call begins' },
  }
}

/** An order that is called sooner or later. */
function explainWait(world: World, row: Order, view: CampaignView, because: readonly string[]): Explanation {
  const { now } = world.clock
  const { rules, windows } = view.dialer
  const at = row.dueAt ?? now
  const next = (ms: number): Explanation['next'] => ({ at: toTimestamp(Math.max(ms, now)), what: 'call begins' })
  const never = { sentence: `${title(row)}; its next call lies beyond the year 9999.`, because, next: null }
  if (at > latest) return never
  if (row.status === 'scheduled') {
    const sentence =
      at > now
        ? `Scheduled: it is called at ${view.when(at)}, whatever the calling hours.`
        : 'Scheduled, and its time has come.'
    return { sentence, because, next: next(at) }
  }
  const opens = windows.next(Math.max(at, now))
  if (opens > latest) return never
  if (isRetried(row.status)) {
    const last = lastAttempt(world, row)
    const since = last?.endedAt ? ` at ${view.when(Date.parse(last.endedAt))}` : ''
    const tries = `${title(row)}${since}`
    if (row.attempts >= rules.maxAttempts)
      return { sentence: `${tries}: no attempts are left, so it fails at its next turn.`, because, next: next(opens) }
    if (opens > Math.max(at, now))
      return {
        sentence: `${tries}; the next try at ${view.when(at)} is outside ${view.hoursAt(at)}, so it will be ${view.when(opens)}.`,
        because,
        next: next(opens),
      }
    return { sentence: `${tries}; the next try is at ${view.when(Math.max(at, now))}.`, because, next: next(opens) }
  }
  if (opens > now) return { sentence: `Planned; calling hours begin ${view.when(opens)}.`, because, next: next(opens) }
  if (!view.dialer.hasFreeLine(world.tables))
    return { sentence: `Planned; all ${rules.concurrency} lines of the campaign are in use.`, because, next: null }
  return { sentence: 'Planned; it is called as the clock moves.', because, next: next(now) }
}

function lastAttempt({ tables }: World, { uuid }: Order) {
  return tables.call.lookup('order', uuid).findLast(isAttempt)
}

function ending(world: World, row: Order, view: CampaignView): string {
  const last = lastAttempt(world, row)
  const when = last?.endedAt ? ` at ${view.when(Date.parse(last.endedAt))}, in call ${last.attempt}` : ''
  return `${title(row)}${last && last.outcome === row.status ? when : ''}.`
}

function factsOf(
  { tables }: World,
  row: Order,
  { made, most }: NonNullable<Explanation['attempts']>,
): readonly string[] {
  const calls = tables.call.lookup('order', row.uuid).filter(isAttempt)
  const contact = tables.record.get(row.recordUuid)
  return [
    `The order is ${row.status}.`,
    ...(contact ? [`It is about ${contact.name}, ${contact.phoneNumber}.`] : []),
    `${made} of ${most} attempts were made.`,
    ...calls.map((call) => `Call ${call.attempt} ended ${call.outcome} at ${call.endedAt}.`),
    ...(row.dueAt === null ? [] : [`The next call may be made at ${toTimestamp(Math.min(row.dueAt, latest))}.`]),
  ]
}

/** The status as the start of a sentence. */
function title({ status }: Order): string {
  const words = status.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
