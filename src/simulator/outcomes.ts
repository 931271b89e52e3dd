import { type CallOutcome, callOutcomes, outcomes } from '../contract/statuses.ts'
import { hash, mix, toFraction } from '../world/random.ts'
import type { CampaignSettings } from './campaign-settings.ts'

/**
 * The outcome and the duration of a call. Both depend on the seed, the order and the attempt alone, so that a call ends
 * the same way whatever else happens, and in however many steps the clock moves.
 */

const outcomeNumber = /^\+1\d{3}55501(\d\d)$/

/** Phone numbers with fixed outcomes, by their last two digits: one per attempt, the last for all later ones. */
export const outcomeNumbers: Readonly<Record<string, readonly CallOutcome[]>> = {
  ...Object.fromEntries(Array.from({ length: 10 }, (_, digit) => [`0${digit}`, ['contacted'] as const])),
  '10': ['busy'],
  '20': ['no-answer'],
  '30': ['busy', 'contacted'],
  '31': ['no-answer', 'contacted'],
  '32': ['busy', 'busy', 'contacted'],
  '40': ['completed'],
  '50': ['do-not-call'],
  '60': ['failed'],
}

/** The outcome that a phone number fixes; undefined if chance decides. */
export function outcomeOfNumber(phoneNumber: string, attempt: number): CallOutcome | undefined {
  if (phoneNumber.length !== 12 || !phoneNumber.startsWith('55501', 5)) return undefined
  const scripted = outcomeNumbers[outcomeNumber.exec(phoneNumber)?.[1] ?? '']
  return scripted?.[Math.min(attempt, scripted.length) - 1]
}

/** The hash of a seed, which every drawn call uses. */
export function chanceSeed(seed: number): number {
  return hash(String(seed))
}

/** The random bits of one attempt, from which its outcome and its duration are drawn. */
export function chanceOf(seed: number, orderUuid: string, attempt: number): number {
  return mix(hash(orderUuid) ^ mix((seed ^ Math.imul(attempt, 0x9e37_79b9)) | 0))
}

export function drawOutcome(chance: number, { weights }: Pick<CampaignSettings, 'weights'>): CallOutcome {
  const total = weights[weights.length - 1] ?? 0
  const drawn = toFraction(mix(chance + 0x6d2b_79f5)) * total
  for (let index = 0; index < callOutcomes.length; index += 1)
    if (drawn < (weights[index] ?? 0)) return callOutcomes[index] ?? 'failed'
  return 'failed'
}

/** The duration in whole seconds, the resolution of timestamps in rows. */
export function drawSeconds(
  chance: number,
  outcome: CallOutcome,
  plannedSeconds: number | null,
  rules: Pick<CampaignSettings, 'talkSeconds' | 'ringSeconds' | 'busySeconds'>,
): number {
  const { seconds } = outcomes[outcome]
  if (seconds !== 'talkSeconds') return rules[seconds]
  if (plannedSeconds !== null) return plannedSeconds
  const [least, most] = rules.talkSeconds
  return least + Math.floor(toFraction(mix(chance + 0x3c6e_f372)) * (most - least + 1))
}
