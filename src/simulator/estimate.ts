import { callOutcomes, isRetried, outcomes } from '../contract/statuses.ts'
import type { World } from '../world/world.ts'
import type { Dialer } from './dialer.ts'

/**
 * Estimates when a campaign ends: the remaining calls with their average duration, divided among the lines, within the
 * calling hours, and not before the last due time. Undefined if no order waits.
 */
export function estimateEnd({ tables, clock }: World, dialer: Dialer): number | undefined {
  const { rules, windows, uuid } = dialer
  const planned = tables.order.list('status', dialer.plannedKey)?.size ?? 0
  const inProgress = tables.call.list('inProgress', uuid)
  const waiting = [tables.order.list('scheduled', uuid), tables.order.list('retry', uuid)]
  const waits = waiting.reduce((sum, list) => sum + (list?.size ?? 0), 0)
  if (planned + waits + (inProgress?.size ?? 0) === 0) return undefined
  const [least, most] = rules.talkSeconds
  const talk = (least + most) / 2
  const total = rules.weights.at(-1) ?? 1
  const share = callOutcomes.map((_, index) => ((rules.weights[index] ?? 0) - (rules.weights[index - 1] ?? 0)) / total)
  const lasting = { talkSeconds: talk, ringSeconds: rules.ringSeconds, busySeconds: rules.busySeconds }
  const mean = callOutcomes.reduce(
    (sum, outcome, index) => sum + lasting[outcomes[outcome].seconds] * (share[index] ?? 0),
    0,
  )
  const again = callOutcomes.reduce((sum, outcome, index) => sum + (isRetried(outcome) ? (share[index] ?? 0) : 0), 0)
  let attempts = 0
  for (let attempt = 0; attempt < rules.maxAttempts; attempt += 1) attempts += again ** attempt
  const work = Math.ceil(((planned + waits) * attempts * mean) / rules.concurrency) * 1_000
  const lastEnd = inProgress?.fromEnd(0, 1)[0]?.row.endsAt ?? 0
  const lastDue = Math.max(...waiting.map((list) => list?.fromEnd(0, 1)[0]?.row.dueAt ?? -Infinity))
  const end = planned + waits === 0 ? clock.now : windows.after(clock.now, work)
  return Math.max(end, lastEnd, waits === 0 ? 0 : Math.max(lastDue, clock.now) + mean * 1_000)
}
