import { phoneNumber } from '../contract/formats.ts'
import { show } from '../contract/problems.ts'
import { type CallOutcome, callOutcomes } from '../contract/simulator.ts'
import type { Scripts } from '../world/scripts.ts'

/** Scripted outcomes take precedence over outcome numbers and chance. */

/** Checks a script for an existing order, or for a phone number in any notation. Returns the normalized target. */
export function checkScript(
  target: string,
  outcomes: readonly CallOutcome[],
  isOrder: (uuid: string) => boolean,
): string {
  if (typeof target !== 'string') throw new TypeError(`Not an order or a phone number: ${show(target)}`)
  if (!Array.isArray(outcomes))
    throw new TypeError(`Outcomes must be a list, such as ['busy', 'contacted']; received ${show(outcomes)}`)
  for (const outcome of outcomes) {
    if (!callOutcomes.includes(outcome))
      throw new TypeError(`Not an outcome of a call: ${show(outcome)}; the outcomes are ${callOutcomes.join(', ')}`)
  }
  if (isOrder(target)) return target
  const number = target.replaceAll(/[\s().-]/g, '')
  if (phoneNumber.safeParse(number).success) return number
  // The script of a removed order can still be deleted.
  if (outcomes.length === 0 && target !== '') return target
  throw new TypeError(
    `Not an order or a phone number: ${show(target)} is the id of no order, and no number in E.164 format, such as +14155550132`,
  )
}

/** The target whose script a call uses: its order, or else its phone number. */
export function scriptOf(scripts: Scripts, orderUuid: string, phoneNumber: string | undefined): string | undefined {
  if (scripts.has(orderUuid)) return orderUuid
  return phoneNumber !== undefined && scripts.has(phoneNumber) ? phoneNumber : undefined
}
