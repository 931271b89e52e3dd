import { type ActiveFault, type Fault, type FaultConditions, faultInProcess, holdable } from '../contract/faults.ts'
import { toFieldErrors } from '../contract/field-errors.ts'
import { show } from '../contract/problems.ts'
import type { Guard } from '../world/guard.ts'
import { type FaultRegistry, toFaultError } from './fault-registry.ts'

export type { ActiveFault } from '../contract/faults.ts'

/**
 * Holds answers back until it is released.
 * @example
 * const gate = mock.faults.hold({ operation: 'campaigns.list' })
 * gate.release()
 */
export interface Gate {
  /** The id of the fault behind the gate, for `mock.faults.remove`. */
  readonly id: number
  /** Sends all answers that wait, and holds back no more. */
  readonly release: () => void
}

/**
 * Makes requests fail, wait or change on purpose.
 * @example
 * mock.faults.add({ operation: 'campaigns.list', status: 503, times: 1 })
 */
export class Faults {
  readonly #registry: FaultRegistry
  readonly #guard: Guard

  constructor(registry: FaultRegistry, guard: Guard) {
    this.#registry = registry
    this.#guard = guard
  }

  /**
   * Adds a fault: which requests it strikes, what happens to them, and how often. Throws a TypeError that names the
   * field if the fault could not be carried out.
   * @example
   * mock.faults.add({ operation: 'orders.create', status: 503, times: 2 })
   */
  add(input: Fault): ActiveFault {
    const { data, error } = faultInProcess.safeParse(input)
    if (error) throw toFaultError(toFieldErrors(error.issues, input, 'fault', faultInProcess))
    this.#guard.assertFree()
    return this.#registry.add(withCopies(data))
  }

  /**
   * Holds answers back until the gate is released. The operation runs at once, and only its answer waits: for loading
   * states, and for answers that arrive in another order.
   * @example
   * const gate = mock.faults.hold({ operation: 'campaigns.list' })
   * render(<Campaigns />)
   * expect(screen.getByRole('status').textContent).toBe('Loading …')
   * gate.release()
   */
  hold(input: FaultConditions = {}): Gate {
    const { data, error } = holdable.safeParse(input)
    if (error) throw toFaultError(toFieldErrors(error.issues, input, 'hold', holdable))
    this.#guard.assertFree()
    const { id } = this.#registry.hold(withCopies(data))
    return Object.freeze({ id, release: () => void this.remove(id) })
  }

  /**
   * The faults that still strike, oldest first.
   * @example
   * expect(mock.faults.all()).toEqual([])
   */
  all(): readonly ActiveFault[] {
    return this.#registry.all()
  }

  /**
   * Removes a fault, and sends the answers that it holds back. Returns false if it is not there any more.
   * @example
   * const { id } = mock.faults.add({ status: 500 })
   * mock.faults.remove(id)
   */
  remove(id: number): boolean {
    this.#guard.assertFree()
    return this.#registry.remove(id)
  }

  /**
   * Removes all faults, and sends all answers that are held back.
   * @example
   * mock.faults.clear()
   */
  clear(): void {
    this.#guard.assertFree()
    this.#registry.clear()
  }
}

/** Copies the bodies: the user may change theirs later. */
function withCopies(fault: Fault): Fault {
  const copied = { ...fault }
  if (copied.body !== undefined) copied.body = toJson(copied.body, 'body')
  if (copied.requestBody !== undefined) copied.requestBody = toJson(copied.requestBody, 'requestBody')
  return copied
}

/** A copy of a body. What JSON cannot carry is refused here, not when a request is struck. */
function toJson(body: unknown, field: string): unknown {
  let text: string | undefined
  try {
    text = JSON.stringify(body)
  } catch (error) {
    throw new TypeError(`Not a fault: ${field} must be JSON data`, { cause: error })
  }
  if (text === undefined) throw new TypeError(`Not a fault: ${field} must be JSON data; received ${show(body)}`)
  return JSON.parse(text)
}
