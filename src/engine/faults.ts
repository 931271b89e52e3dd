import {
  type ActiveFault,
  type Fault,
  type FaultConditions,
  type FaultedRequest,
  type StruckFault,
  faultInProcess,
  holdable,
} from '../contract/faults.ts'
import { type FieldError, show, toFieldErrors } from '../contract/problems.ts'
import { isThenable } from '../contract/promises.ts'
import type { Operation } from '../operations/operation.ts'
import { deepFreeze } from '../world/freeze.ts'
import type { Stream } from '../world/random.ts'
import { missOf } from './fault-targets.ts'
import { hasParts, hasQuery } from './parts.ts'
import { type PathPattern, toPathPattern } from './path-pattern.ts'

/** What goes wrong on purpose. */

export type { ActiveFault } from '../contract/faults.ts'

/** Holds answers back. */
export interface Gate {
  readonly id: number
  /** Lets all answers go that are held back, and holds no more. */
  readonly release: () => void
}

/** What strikes a request. */
export interface Struck {
  readonly fault: StruckFault
  /** What the answer waits for. */
  readonly gate: Promise<void> | undefined
}

interface Entry {
  readonly id: number
  /** What was added, with the id; the same object for every request that it strikes. */
  readonly fault: StruckFault
  readonly path: PathPattern | undefined
  /** What it costs in memory, roughly. */
  readonly bytes: number
  readonly gate: Promise<void> | undefined
  /** How many requests that fit are let pass before. */
  toPass: number
  hits: number
  remaining: number
}

const faultOverheadBytes = 500
/** Every request is held against every fault. */
const maxFaults = 1_000

export class Faults {
  readonly #draw: () => Stream
  readonly #targets: readonly Operation[]
  #entries: Entry[] = []
  /** What opens the gates, by the ids of their faults. */
  readonly #gates = new Map<number, () => void>()
  #nextId = 1
  #struck = 0

  constructor(draw: () => Stream, targets: readonly Operation[]) {
    this.#draw = draw
    this.#targets = targets
  }

  /**
   * Makes requests go wrong.
   * @example
   * mock.faults.add({ operation: 'orders.create', status: 503, times: 2 })
   */
  add(input: Fault): ActiveFault {
    const { data, error } = faultInProcess.safeParse(input)
    if (error) throw refusal(toFieldErrors(error.issues, input, 'fault', faultInProcess))
    return toActive(this.#enter({ ...data, ...('body' in data && { body: toJson(data.body, 'body') }) }))
  }

  /**
   * Holds answers back until the gate is released. The operation runs at once, only its answer waits: for states of loading,
   * and for answers that come in another order.
   * @example
   * const gate = mock.faults.hold({ operation: 'campaigns.list' })
   * render(<Campaigns />)
   * expect(screen.getByRole('status').textContent).toBe('Loading …')
   * gate.release()
   */
  hold(input: FaultConditions = {}): Gate {
    const { data, error } = holdable.safeParse(input)
    if (error) throw refusal(toFieldErrors(error.issues, input, 'hold', holdable))
    let open = () => {}
    const gate = new Promise<void>((resolve) => (open = resolve))
    const { id } = this.#enter(data, gate)
    this.#gates.set(id, open)
    return Object.freeze({ id, release: () => void this.remove(id) })
  }

  all(): readonly ActiveFault[] {
    return this.#entries.map(toActive)
  }

  /** Takes a fault away again, and lets answers go that it holds back; false when it is gone already. */
  remove(id: number): boolean {
    this.#gates.get(id)?.()
    this.#gates.delete(id)
    return this.#drop(id)
  }

  /** Takes all faults away, and lets all answers go that are held back. */
  clear(): void {
    for (const open of this.#gates.values()) open()
    this.#gates.clear()
    this.#entries = []
    this.#nextId = 1
  }

  /** @internal Roughly how many bytes of memory the faults take. */
  get bytes(): number {
    return this.#entries.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  /** @internal How many requests were struck, from the beginning on. */
  get struck(): number {
    return this.#struck
  }

  /**
   * The first fault that strikes a request, and counts as having struck. `read` reads what is asked for, where a fault looks
   * at it. What a function throws goes to `report`, and strikes nothing.
   */
  strike(
    { id, method: usual }: Pick<Operation, 'id' | 'method'>,
    { method, path }: { readonly method: string; readonly path: string },
    read: () => FaultedRequest,
    report: (error: unknown) => void,
  ): Struck | undefined {
    if (this.#entries.length === 0) return undefined
    let request: FaultedRequest | undefined
    for (const entry of this.#entries) {
      const { fault, gate } = entry
      if (fault.operation !== undefined && fault.operation !== id) continue
      if (fault.method !== undefined && !isMethod(fault.method, method, usual)) continue
      if (entry.path && !entry.path.test(path)) continue
      if (looksInside(fault) && !fits(fault, (request ??= read()), report)) continue
      if (entry.toPass > 0) {
        entry.toPass -= 1
        continue
      }
      if (fault.probability !== undefined && this.#draw().next() >= fault.probability) continue
      this.#struck += 1
      entry.hits += 1
      entry.remaining -= 1
      if (entry.remaining <= 0) this.#drop(entry.id)
      return { fault, gate }
    }
    return undefined
  }

  #enter(given: Fault, gate?: Promise<void>): Entry {
    const { requestBody, path, nth } = given
    const fault = requestBody === undefined ? given : { ...given, requestBody: toJson(requestBody, 'requestBody') }
    const pattern = path === undefined ? undefined : toPathPattern(path)
    const miss = missOf(fault, pattern, this.#targets)
    if (miss) throw refusal([miss])
    if (this.#entries.length >= maxFaults)
      throw refusal([
        { field: 'fault', message: `is one too many: there are ${maxFaults} faults; take some away first` },
      ])
    const id = this.#nextId++
    const entry: Entry = {
      id,
      fault: deepFreeze({ ...fault, ...(gate && { hold: true as const }), id }),
      path: pattern,
      bytes: faultOverheadBytes + 2 * JSON.stringify(fault).length,
      gate,
      toPass: (nth ?? 1) - 1,
      hits: 0,
      remaining: fault.times ?? (nth === undefined ? Number.POSITIVE_INFINITY : 1),
    }
    this.#entries.push(entry)
    return entry
  }

  /** A fault that has struck as often as it should; a gate that it has closed stays closed. */
  #drop(id: number): boolean {
    const before = this.#entries.length
    this.#entries = this.#entries.filter((entry) => entry.id !== id)
    return this.#entries.length < before
  }
}

function isMethod(wanted: string, method: string, usual: string): boolean {
  const upper = wanted.toUpperCase()
  return upper === method || (upper === 'HEAD' && method === 'HEAD' && usual === 'GET')
}

function looksInside({ query, requestBody, when }: Fault): boolean {
  return query !== undefined || requestBody !== undefined || when !== undefined
}

function fits(fault: Fault, request: FaultedRequest, report: (error: unknown) => void): boolean {
  const { query, requestBody, when } = fault
  if (!hasQuery(request.query, query) || (requestBody !== undefined && !hasParts(request.body, requestBody)))
    return false
  if (!when) return true
  try {
    const answer: unknown = when(request)
    if (!isThenable(answer)) return answer === true
    answer.then(undefined, () => {})
    throw new TypeError(
      'The function when of a fault returned a promise, and a request waits for none: it strikes nothing',
    )
  } catch (error) {
    report(error)
    return false
  }
}

function refusal(errors: readonly FieldError[]): TypeError {
  return Object.assign(
    new TypeError(`Not a fault: ${errors.map(({ field, message }) => `${field} ${message}`).join('; ')}`),
    { errors },
  )
}

function toActive({ fault, hits, remaining }: Entry): ActiveFault {
  return Object.freeze({
    ...fault,
    hits,
    remaining: Number.isFinite(remaining) ? remaining : null,
  })
}

/** A copy of a body: what JSON can't carry is said when the fault is added, not to the client it strikes. */
function toJson(body: unknown, field: string): unknown {
  if (body === undefined) return undefined
  let text: string | undefined
  try {
    text = JSON.stringify(body)
  } catch (error) {
    throw new TypeError(`Not a fault: ${field} must be JSON data`, { cause: error })
  }
  if (text === undefined) throw new TypeError(`Not a fault: ${field} must be JSON data; received ${show(body)}`)
  return JSON.parse(text)
}
