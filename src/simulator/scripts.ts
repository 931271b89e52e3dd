import { phoneNumber } from '../contract/formats.ts'
import { show } from '../contract/problems.ts'
import { type CallOutcome, callOutcomes } from '../contract/simulator.ts'

/**
 * Outcomes that a user has laid down for an order or a phone number: one for each attempt, before chance has its say.
 * A value: each function returns another one.
 */
export type Scripts = Readonly<Record<string, readonly CallOutcome[]>>

/** Checks what a user lays down, for an order that exists or for a phone number in any spelling. Returns its target. */
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
  // A script of an order that is gone can still be taken back.
  if (outcomes.length === 0 && target !== '') return target
  throw new TypeError(
    `Not an order or a phone number: ${show(target)} is the id of no order, and no number in E.164 format, such as +14155550132`,
  )
}

/** Scripts in which a target has these outcomes; none of them takes its script away. */
export function withScript(scripts: Scripts, target: string, outcomes: readonly CallOutcome[]): Scripts {
  if (outcomes.length === 0 && !Object.hasOwn(scripts, target)) return scripts
  const { [target]: _, ...others } = scripts
  return Object.freeze(outcomes.length === 0 ? others : { ...others, [target]: Object.freeze([...outcomes]) })
}

/** The target whose script decides about a call: the order, or else the phone number. */
export function scriptOf(scripts: Scripts, orderUuid: string, phoneNumber: string | undefined): string | undefined {
  if (Object.hasOwn(scripts, orderUuid)) return orderUuid
  return phoneNumber !== undefined && Object.hasOwn(scripts, phoneNumber) ? phoneNumber : undefined
}
