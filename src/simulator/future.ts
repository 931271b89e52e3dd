import type { Call } from '../contract/calls.ts'
import { latest } from '../contract/timestamps.ts'
import type { CampaignRow, Models } from '../contract/models.ts'
import type { Order } from '../contract/orders.ts'
import type { CallOutcome, SimulatorSettings } from '../contract/simulator.ts'
import { isRetried } from '../contract/statuses.ts'
import { mapInSlices, type Sliced } from '../world/slices.ts'
import { groupsBy, toItems } from '../world/table-base.ts'
import { chanceOf, chanceSeed, drawOutcome, drawSeconds, outcomeOfNumber } from './outcomes.ts'
import { type CampaignSettings, toCampaignSettings } from './campaign-settings.ts'

/**
 * The columns that hold the future: when an order is called next, and when and how a call in progress ends.
 * Each is set when the row is written, so that reading never computes it again.
 */

/** Calls that count as attempts: those that ran to their end. */
export function isAttempt({ outcome }: Call): boolean {
  return outcome !== null && outcome !== 'canceled'
}

/** Milliseconds until the next attempt. */
export function retryDelay({ retryDelays }: CampaignSettings, attempts: number): number {
  return retryDelays[Math.min(Math.max(attempts, 1), retryDelays.length) - 1] ?? 0
}

/** The time at which an order may be called next, or null. `attempts` are its calls so far, oldest first. */
export function dueAtOf(order: Order, attempts: readonly Call[], rules: CampaignSettings): number | null {
  if (order.status === 'scheduled') return order.scheduledTime === null ? 0 : Date.parse(order.scheduledTime)
  if (!isRetried(order.status)) return null
  const last = attempts.at(-1)
  // If the status was set by hand, and not by the last call, the delay begins with that update.
  const since = last?.endedAt && last.outcome === order.status ? last.endedAt : order.updatedAt
  return Date.parse(since) + retryDelay(rules, attempts.length)
}

/** How a call ends and how long it takes. */
export interface CallEnd {
  readonly outcome: CallOutcome
  readonly seconds: number
}

/**
 * Draws outcome and duration of a call from the seed, the order and the attempt alone. A script takes precedence over
 * the outcome number, and that over chance. `seed` is the result of `chanceSeed`.
 */
export function drawCallEnd(
  seed: number,
  order: Order,
  attempt: number,
  phoneNumber: string | undefined,
  rules: CampaignSettings,
  scripted?: CallOutcome,
): CallEnd {
  const chance = chanceOf(seed, order.uuid, attempt)
  const numbered = phoneNumber === undefined ? undefined : outcomeOfNumber(phoneNumber, attempt)
  const outcome = scripted ?? numbered ?? drawOutcome(chance, rules)
  return { outcome, seconds: drawSeconds(chance, outcome, order.scheduledDurationSeconds, rules) }
}

/** The time at which a call ends. */
export function endOf(startsAt: number, { seconds }: CallEnd): number {
  return Math.min(startsAt + seconds * 1_000, latest)
}

type Rows = { readonly [Name in 'campaign' | 'record' | 'order' | 'call']: readonly Models[Name][] }

/** Fills in the future of rows whose document does not contain it. Other rows are returned unchanged. */
export function* withFuture<Given extends Rows>(rows: Given, seed: number, settings: SimulatorSettings): Sliced<Given> {
  const chance = chanceSeed(seed)
  const rulesOf = rulesByCampaign(rows.campaign, settings)
  const calls = yield* groupsBy(rows.call, ({ orderUuid }) => orderUuid)
  // To look for an id in an empty map takes as long as in a full one.
  const callsOf = (uuid: string) => (calls.size === 0 ? undefined : calls.get(uuid))
  const order = yield* mapInSlices(rows.order, (row) => withDueAt(row, toItems(callsOf(row.uuid)), rulesOf))
  const goingOn = rows.call.filter(({ endedAt }) => endedAt === null)
  const orders = rowsById(order, new Set(goingOn.map(({ orderUuid }) => orderUuid)))
  const records = rowsById(rows.record, new Set(goingOn.map(({ recordUuid }) => recordUuid)))
  const call = yield* mapInSlices(rows.call, (row) => {
    const called = row.endedAt === null ? orders.get(row.orderUuid) : undefined
    return withEnd(row, called, records.get(row.recordUuid)?.phoneNumber, chance, rulesOf(row.campaignUuid))
  })
  return { ...rows, order, call }
}

function rowsById<Row extends { readonly uuid: string }>(
  rows: readonly Row[],
  wanted: ReadonlySet<string>,
): ReadonlyMap<string, Row> {
  if (wanted.size === 0) return new Map()
  return new Map(rows.flatMap((row) => (wanted.has(row.uuid) ? [[row.uuid, row]] : [])))
}

/** The columns of a call that is not in progress. */
export const noEnd = { endsAt: null, endsAs: null, scriptedBy: null } as const

function hasNoEnd({ endsAt, endsAs, scriptedBy }: Call): boolean {
  return endsAt === null && endsAs === null && scriptedBy === null
}

/**
 * A call of an order with its drawn end: a call in progress has one, and any other call has none. A time or an outcome
 * that was given is kept, and the other one is drawn: with only one of them, the call would never end. Without `rules`,
 * no end is drawn.
 */
export function withEnd(
  call: Call,
  order: Order | undefined,
  phoneNumber: string | undefined,
  chance: number,
  rules: CampaignSettings | undefined,
): Call {
  if (order?.status !== 'calling') return hasNoEnd(call) ? call : { ...call, ...noEnd }
  if ((call.endsAt !== null && call.endsAs !== null) || !rules) return call
  const callEnd = drawCallEnd(chance, order, call.attempt, phoneNumber, rules, call.endsAs ?? undefined)
  return { ...call, endsAt: call.endsAt ?? endOf(Date.parse(call.startedAt), callEnd), endsAs: callEnd.outcome }
}

function withDueAt(order: Order, calls: readonly Call[], rulesOf: (campaignUuid: string) => CampaignSettings): Order {
  const attempts =
    calls.length > 0
      ? calls.filter(isAttempt).toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : a.startedAt > b.startedAt ? 1 : 0))
      : []
  const made = order.attempts > 0 ? order.attempts : attempts.length
  const waits = order.status === 'scheduled' || isRetried(order.status)
  const dueAt = waits ? (order.dueAt ?? dueAtOf(order, attempts, rulesOf(order.campaignUuid))) : null
  if (made === order.attempts && dueAt === order.dueAt) return order
  // Not a spread, for the same reason as in `completeRow`.
  return Object.assign({}, order, { attempts: made, dueAt })
}

function rulesByCampaign(
  campaigns: readonly CampaignRow[],
  settings: SimulatorSettings,
): (campaignUuid: string) => CampaignSettings {
  const own = new Map(campaigns.map(({ uuid, simulator }) => [uuid, simulator]))
  const known = new Map<string, CampaignSettings>()
  return (uuid) => {
    const rules = known.get(uuid) ?? toCampaignSettings(own.get(uuid) ?? null, settings)
    known.set(uuid, rules)
    return rules
  }
}
