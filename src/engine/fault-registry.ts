import {
  type ActiveFault,
  type Fault,
  type FaultedRequest,
  faultInProcess,
  type StruckFault,
} from '../contract/faults.ts'
import { type FieldError, messageOf } from '../contract/problems.ts'
import { isThenable } from '../contract/promises.ts'
import type { Operation } from '../operations/operation.ts'
import { deepFreeze } from '../world/freeze.ts'
import type { Stream } from '../world/random.ts'
import { missOf } from './fault-targets.ts'
import { hasParts, hasQuery } from './parts.ts'
import { type PathPattern, toPathPattern } from './path-pattern.ts'

/** What the engine does to a request: the effects of a fault, and a gate that its answer waits for. */
export interface Strike {
  readonly fault: StruckFault
  readonly gate: Promise<void> | undefined
}

interface Entry {
  readonly id: number
  /** The fault with its id; the same object for every request that it strikes. */
  readonly fault: StruckFault
  readonly path: PathPattern | undefined
  /** An estimate of the memory that the entry takes. */
  readonly bytes: number
  readonly gate: Gate | undefined
  /** How many more matching requests pass before the fault strikes. */
  toPass: number
  hits: number
  remaining: number
}

interface Gate {
  readonly opened: Promise<void>
  readonly open: () => void
}

/** A fault as it is kept elsewhere: how often it has struck, and what is left of it. */
export interface KeptFault {
  readonly fault: StruckFault
  readonly toPass: number
  readonly hits: number
  /** Null without an end. */
  readonly remaining: number | null
}

const entryOverheadBytes = 500
/** Every request is compared with every fault. */
const maxFaults = 1_000

/** The faults of one mock, oldest first, and how often each will still strike. Users add them through `Faults`. */
export class FaultRegistry {
  readonly #draw: () => Stream
  readonly #targets: readonly Operation[]
  #entries: Entry[] = []
  /** The gates whose answers still wait, by the ids of their faults: a fault that is used up keeps its gate. */
  readonly #gates = new Map<number, Gate>()
  #nextId = 1
  #strikes = 0
  #changed = () => {}

  constructor(draw: () => Stream, targets: readonly Operation[]) {
    this.#draw = draw
    this.#targets = targets
  }

  /** Adds a checked fault. Throws a TypeError if no operation is left that it could strike. */
  add(fault: Fault): ActiveFault {
    return toActive(this.#add(fault, undefined))
  }

  /** Adds a fault whose answers wait until it is removed. */
  hold(fault: Fault): ActiveFault {
    let open = () => {}
    const gate = { opened: new Promise<void>((resolve) => (open = resolve)), open: () => open() }
    const entry = this.#add(fault, gate)
    this.#gates.set(entry.id, gate)
    return toActive(entry)
  }

  all(): readonly ActiveFault[] {
    return this.#entries.map(toActive)
  }

  /** Removes a fault and opens its gate. Returns false if the fault is not there any more. */
  remove(id: number): boolean {
    this.#gates.get(id)?.open()
    this.#gates.delete(id)
    const isThere = this.#drop(id)
    this.#changed()
    return isThere
  }

  /** Removes all faults and opens all gates. */
  clear(): void {
    for (const { open } of this.#gates.values()) open()
    this.#gates.clear()
    this.#entries = []
    this.#nextId = 1
    this.#changed()
  }

  /** Calls back whenever faults were added or removed. */
  onChange(listener: () => void): void {
    this.#changed = listener
  }

  /** The faults that JSON can carry: those without functions and gates. */
  get kept(): readonly KeptFault[] {
    return this.#entries.filter(isPlain).map(({ fault, toPass, hits, remaining }) => ({
      fault,
      toPass,
      hits,
      remaining: toCount(remaining),
    }))
  }

  /** Replaces the faults that JSON can carry. If one of them is no fault, this throws, and nothing has changed. */
  set kept(faults: readonly KeptFault[]) {
    const before = this.#entries
    this.#entries = before.filter((entry) => !isPlain(entry))
    try {
      for (const { fault, toPass, hits, remaining } of faults) {
        const { id, ...given } = fault
        const entry = this.#add(faultInProcess.parse(given), undefined, id)
        Object.assign(entry, { toPass, hits, remaining: remaining ?? Number.POSITIVE_INFINITY })
      }
    } catch (error) {
      this.#entries = before
      throw error
    }
  }

  /** An estimate of the memory that the faults take. */
  get bytes(): number {
    return this.#entries.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  /** How many requests were struck since the mock was made. */
  get strikes(): number {
    return this.#strikes
  }

  /**
   * The first fault that strikes a request, and counts that it has. `read` parses the request, if a fault looks inside.
   * An error of a `when` function goes to `report`, and its fault does not strike.
   */
  strike(
    { id, method: usual }: Pick<Operation, 'id' | 'method'>,
    { method, path }: { readonly method: string; readonly path: string },
    read: () => FaultedRequest,
    report: (error: unknown) => void,
  ): Strike | undefined {
    if (this.#entries.length === 0) return undefined
    let request: FaultedRequest | undefined
    for (const entry of this.#entries) {
      const { fault, gate } = entry
      if (fault.operation !== undefined && fault.operation !== id) continue
      if (fault.method !== undefined && !isMethod(fault.method, method, usual)) continue
      if (entry.path && !entry.path.test(path)) continue
      if (looksInside(fault) && !fits(entry, (request ??= read()), report)) continue
      if (entry.toPass > 0) {
        entry.toPass -= 1
        continue
      }
      if (fault.probability !== undefined && this.#draw().next() >= fault.probability) continue
      this.#strikes += 1
      entry.hits += 1
      entry.remaining -= 1
      if (entry.remaining <= 0) this.#drop(entry.id)
      return { fault, gate: gate?.opened }
    }
    return undefined
  }

  #add(fault: Fault, gate: Gate | undefined, wantedId = this.#nextId): Entry {
    const pattern = fault.path === undefined ? undefined : toPathPattern(fault.path)
    const miss = missOf(fault, pattern, this.#targets)
    if (miss) throw toFaultError([miss])
    if (this.#entries.length >= maxFaults)
      throw toFaultError([
        { field: 'fault', message: `is one too many: there are ${maxFaults} faults; take some away first` },
      ])
    const id = this.#entries.some((entry) => entry.id === wantedId) ? this.#nextId : wantedId
    this.#nextId = Math.max(this.#nextId, id + 1)
    const entry: Entry = {
      id,
      fault: deepFreeze({ ...fault, ...(gate && { hold: true as const }), id }),
      path: pattern,
      bytes: entryOverheadBytes + 2 * JSON.stringify(fault).length,
      gate,
      toPass: (fault.nth ?? 1) - 1,
      hits: 0,
      remaining: fault.times ?? (fault.nth === undefined ? Number.POSITIVE_INFINITY : 1),
    }
    this.#entries.push(entry)
    this.#changed()
    return entry
  }

  #drop(id: number): boolean {
    const before = this.#entries.length
    this.#entries = this.#entries.filter((entry) => entry.id !== id)
    return this.#entries.length < before
  }
}

/** A TypeError that carries its field errors, for the control API. */
export function toFaultError(errors: readonly FieldError[]): TypeError {
  return Object.assign(
    new TypeError(`Not a fault: ${errors.map(({ field, message }) => `${field} ${message}`).join('; ')}`),
    { errors },
  )
}

function isPlain({ fault, gate }: Entry): boolean {
  return gate === undefined && fault.when === undefined
}

function toCount(remaining: number): number | null {
  return Number.isFinite(remaining) ? remaining : null
}

function isMethod(wanted: string, method: string, usual: string): boolean {
  const upper = wanted.toUpperCase()
  return upper === method || (upper === 'HEAD' && method === 'HEAD' && usual === 'GET')
}

function looksInside({ query, requestBody, when }: Fault): boolean {
  return query !== undefined || requestBody !== undefined || when !== undefined
}

function fits({ id, fault }: Entry, request: FaultedRequest, report: (error: unknown) => void): boolean {
  const { query, requestBody, when } = fault
  if (!hasQuery(request.query, query) || (requestBody !== undefined && !hasParts(request.body, requestBody)))
    return false
  if (!when) return true
  try {
    const answer: unknown = when(request)
    if (!isThenable(answer)) return answer === true
    answer.then(undefined, () => {})
    throw new TypeError('it returned a promise, and a request waits for none')
  } catch (error) {
    report(
      new Error(`The fault ${id} strikes nothing, as its function when failed: ${messageOf(error)}`, { cause: error }),
    )
    return false
  }
}

function toActive({ fault, hits, remaining }: Entry): ActiveFault {
  return Object.freeze({
    ...fault,
    hits,
    remaining: toCount(remaining),
  })
}
