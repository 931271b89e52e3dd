import { type CallOutcome, callOutcomes, outcomes } from '../contract/statuses.ts'
import { hash } from '../world/random.ts'
import type { Rules } from './rules.ts'

/**
 * How a call ends and how long it takes. Both follow from the seed, the order and the attempt alone, so
 * that a call ends the same whatever else goes on and in however many steps the clock moves.
 */

const outcomeNumber = /^\+1\d{3}55501(\d\d)$/

/** Numbers with a fate, by their last two digits: an outcome per attempt, the last for all that follow. */
const fates: Readonly<Record<string, readonly CallOutcome[]>> = {
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

/** What the number itself decides, or undefined where chance does. */
export function fateOf(phoneNumber: string, attempt: number): CallOutcome | undefined {
  if (phoneNumber.length !== 12 || !phoneNumber.startsWith('55501', 5)) return undefined
  const fate = fates[outcomeNumber.exec(phoneNumber)?.[1] ?? '']
  return fate?.[Math.min(attempt, fate.length) - 1]
}

/** What the chance of every call is made of. */
export function chanceSeed(seed: number): number {
  return hash(String(seed))
}

/** The chance of one attempt: 32 bits from which its outcome and its length are drawn. */
export function chanceOf(seed: number, orderUuid: string, attempt: number): number {
  return mix(hash(orderUuid) ^ mix((seed ^ Math.imul(attempt, 0x9e37_79b9)) | 0))
}

export function drawOutcome(chance: number, { weights }: Pick<Rules, 'weights'>): CallOutcome {
  const total = weights[weights.length - 1] ?? 0
  const drawn = toFraction(mix(chance + 0x6d2b_79f5)) * total
  for (let index = 0; index < callOutcomes.length; index += 1)
    if (drawn < (weights[index] ?? 0)) return callOutcomes[index] ?? 'failed'
  return 'failed'
}

/** Whole seconds, so that rows say exactly how long a call took. */
export function drawSeconds(
  chance: number,
  outcome: CallOutcome,
  plannedSeconds: number | null,
  rules: Pick<Rules, 'talkSeconds' | 'ringSeconds' | 'busySeconds'>,
): number {
  const { seconds } = outcomes[outcome]
  if (seconds !== 'talkSeconds') return rules[seconds]
  if (plannedSeconds !== null) return plannedSeconds
  const [least, most] = rules.talkSeconds
  return least + Math.floor(toFraction(mix(chance + 0x3c6e_f372)) * (most - least + 1))
}

/** Spreads 32 bits over 32 bits (the finalizer of MurmurHash3). */
function mix(bits: number): number {
  let value = bits | 0
  value = Math.imul(value ^ (value >>> 16), 0x85eb_ca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2_ae35)
  return value ^ (value >>> 16)
}

function toFraction(bits: number): number {
  return (bits >>> 0) / 4_294_967_296
}
