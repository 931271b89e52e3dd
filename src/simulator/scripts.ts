import { phoneNumber } from '../contract/formats.ts'
import { type CallOutcome, callOutcomes, type PendingEvent } from '../contract/simulator.ts'
import { show } from '../contract/problems.ts'

/** Outcomes that a user has laid down for an order or a phone number: one for each attempt, before chance has its say. */
export class Scripts {
  readonly #queues = new Map<string, CallOutcome[]>()

  /** Takes what a user lays down: for an order that there is, or for a phone number, however it is written. */
  lay(target: string, outcomes: readonly CallOutcome[], isOrder: (uuid: string) => boolean): void {
    const number = typeof target === 'string' && !isOrder(target) ? target.replaceAll(/[\s().-]/g, '') : undefined
    const isNumber = number !== undefined && phoneNumber.safeParse(number).success
    // What an order was told, that is gone by now, can still be taken back.
    const takesBack = Array.isArray(outcomes) && outcomes.length === 0
    if (number !== undefined && !isNumber && !takesBack)
      throw new TypeError(
        `Not an order or a phone number: ${show(target)} is the id of no order, and no number in E.164 format, such as +14155550132`,
      )
    this.set(isNumber ? number : target, outcomes)
  }

  /** Replaces what is left for a target. */
  set(target: string, outcomes: readonly CallOutcome[]): void {
    if (typeof target !== 'string' || target === '')
      throw new TypeError(`Not an order or a phone number: ${show(target)}`)
    if (!Array.isArray(outcomes))
      throw new TypeError(`Outcomes must be a list, such as ['busy', 'contacted']; received ${show(outcomes)}`)
    for (const outcome of outcomes) {
      if (!callOutcomes.includes(outcome))
        throw new TypeError(`Not an outcome of a call: ${show(outcome)}; the outcomes are ${callOutcomes.join(', ')}`)
    }
    if (outcomes.length > 0) this.#queues.set(target, [...outcomes])
    else this.#queues.delete(target)
  }

  /** Which of these names has a script; the first that does. */
  of(orderUuid: string, phoneNumber: string | undefined): string | undefined {
    if (this.#queues.size === 0) return undefined
    if (this.#queues.has(orderUuid)) return orderUuid
    return phoneNumber !== undefined && this.#queues.has(phoneNumber) ? phoneNumber : undefined
  }

  take(target: string): CallOutcome | undefined {
    const queue = this.#queues.get(target)
    const outcome = queue?.shift()
    if (queue?.length === 0) this.#queues.delete(target)
    return outcome
  }

  /** A call was cut off: what was laid down for it holds for the next. */
  giveBack(target: string, outcome: CallOutcome): void {
    this.#queues.set(target, [outcome, ...(this.#queues.get(target) ?? [])])
  }

  clear(): void {
    this.#queues.clear()
  }

  pending(): PendingEvent[] {
    const targets = [...this.#queues.keys()].toSorted()
    return targets.map((target) => ({ type: 'script', target, outcomes: [...(this.#queues.get(target) ?? [])] }))
  }
}
