import { callOutcomes, isRetried, outcomes } from '../contract/statuses.ts'
import type { World } from '../world/world.ts'
import type { CampaignSettings } from './campaign-settings.ts'
import type { Dialer } from './dialer.ts'
import { retryDelay } from './future.ts'

/**
 * Estimates when a campaign ends: the remaining calls with their average duration, divided among the lines, within the
 * calling hours, and not before the last due time. Undefined if no order waits; Infinity if no call is made as time
 * passes.
 */
export function estimateEnd({ tables, clock }: World, dialer: Dialer): number | undefined {
  const { rules, windows, uuid } = dialer
  const planned = tables.order.list('status', dialer.plannedKey)?.size ?? 0
  const inProgress = tables.call.list('inProgress', uuid)
  const waiting = [tables.order.list('scheduled', uuid), tables.order.list('retry', uuid)]
  const waitingCount = waiting.reduce((sum, list) => sum + (list?.size ?? 0), 0)
  if (planned + waitingCount + (inProgress?.size ?? 0) === 0) return undefined
  if (rules.progression === 'manual') return Number.POSITIVE_INFINITY
  const { meanSeconds, retryShare } = expectedCall(rules)
  const meanMs = meanSeconds * 1_000
  let callsPerOrder = 0
  for (let attempt = 0; attempt < rules.maxAttempts; attempt += 1) callsPerOrder += retryShare ** attempt
  const work = Math.ceil(((planned + waitingCount) * callsPerOrder * meanSeconds) / rules.concurrency) * 1_000
  const lastCall = inProgress?.fromEnd(0, 1)[0]?.row
  const lastWaiting = waiting.flatMap((list) => list?.fromEnd(0, 1)[0]?.row ?? [])
  const lastEnd = lastCall?.endsAt ?? 0
  const lastDue = Math.max(...lastWaiting.map(({ dueAt }) => dueAt ?? -Infinity))
  const end = planned + waitingCount === 0 ? clock.now : windows.after(clock.now, work)
  const tries = [
    { at: windows.after(clock.now, (planned * meanSeconds * 1_000) / rules.concurrency), made: 1, orders: planned },
    ...lastWaiting.map(({ dueAt, attempts: made }) => ({
      at: windows.next(Math.max(dueAt ?? 0, clock.now)) + meanMs,
      made: made + 1,
      orders: waitingCount,
    })),
    { at: lastEnd, made: lastCall?.attempt ?? 1, orders: isRetried(lastCall?.endsAs) ? 1 : 0 },
  ]
  const lastTries = tries.map((one) => lastTry(dialer, one, retryShare, meanMs))
  return Math.max(end, lastEnd, waitingCount === 0 ? 0 : Math.max(lastDue, clock.now) + meanMs, ...lastTries)
}

/** The average duration of a call, and the share of calls after which the contact is called again. */
function expectedCall({ weights, talkSeconds: [least, most], ringSeconds, busySeconds }: CampaignSettings) {
  const lasting = { talkSeconds: (least + most) / 2, ringSeconds, busySeconds }
  const total = weights.at(-1) ?? 1
  let meanSeconds = 0
  let retryShare = 0
  for (const [index, outcome] of callOutcomes.entries()) {
    const share = ((weights[index] ?? 0) - (weights[index - 1] ?? 0)) / total
    meanSeconds += lasting[outcomes[outcome].seconds] * share
    if (isRetried(outcome)) retryShare += share
  }
  return { meanSeconds, retryShare }
}

/**
 * Estimates the end of the last call of the order that needs the most tries. Each try waits for the one before it, for
 * the retry delay, and for calling hours. The `made`th try ends at the moment `at`.
 */
function lastTry(
  { rules, windows }: Dialer,
  { at, made, orders }: { readonly at: number; readonly made: number; readonly orders: number },
  retryShare: number,
  callMs: number,
): number {
  if (orders === 0) return 0
  // The number of further tries that at least one of these orders needs with a probability of a half.
  const more = Math.ceil(Math.log(2 * orders) / Math.abs(Math.log(retryShare))) - 1
  const last = Math.min(rules.maxAttempts, made + more)
  let end = at
  for (let tried = made; tried < last; tried += 1) end = windows.next(end + retryDelay(rules, tried)) + callMs
  return end
}
