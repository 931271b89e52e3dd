import { type Fault, fault } from '../contract/faults.ts'
import { show, toFieldErrors } from '../contract/problems.ts'
import type { Stream } from '../world/random.ts'
import { PathPattern } from './path-pattern.ts'

/** What goes wrong on purpose. */

/** A fault that was added: its settings, and how often it will still strike. */
export interface ActiveFault extends Fault {
  readonly id: number
  /** How many more requests it strikes; null without an end. */
  readonly remaining: number | null
}

interface Entry {
  readonly id: number
  readonly fault: Fault
  readonly path: PathPattern | undefined
  remaining: number
}

export class Faults {
  readonly #draw: () => Stream
  #entries: Entry[] = []
  #nextId = 1

  constructor(draw: () => Stream) {
    this.#draw = draw
  }

  /**
   * Makes requests go wrong.
   * @example
   * mock.faults.add({ operation: 'orders.create', status: 503, times: 2 })
   */
  add(input: Fault): ActiveFault {
    const { data, error } = fault.safeParse(input)
    if (error) {
      const lines = toFieldErrors(error.issues, input, 'fault', fault).map(({ field, message }) => `${field} ${message}`)
      throw new TypeError(`Not a fault: ${lines.join('; ')}`)
    }
    const entry: Entry = { id: this.#nextId++, fault: { ...data, ...('body' in data && { body: toJson(data.body) }) }, path: data.path === undefined ? undefined : new PathPattern(data.path), remaining: data.times ?? Number.POSITIVE_INFINITY }
    this.#entries.push(entry)
    return toActive(entry)
  }

  all(): readonly ActiveFault[] {
    return this.#entries.map(toActive)
  }

  /** Takes a fault away again; false when it is gone already. */
  remove(id: number): boolean {
    const before = this.#entries.length
    this.#entries = this.#entries.filter((entry) => entry.id !== id)
    return this.#entries.length < before
  }

  clear(): void {
    this.#entries = []
    this.#nextId = 1
  }

  /** The first fault that strikes this request, and counts as having struck. */
  strike(operation: string, method: string, path: string): Fault | undefined {
    if (this.#entries.length === 0) return undefined
    for (const entry of this.#entries) {
      const { fault } = entry
      if (fault.operation !== undefined && fault.operation !== operation) continue
      if (fault.method !== undefined && fault.method.toUpperCase() !== method) continue
      if (entry.path && !entry.path.test(path)) continue
      if (fault.probability !== undefined && this.#draw().next() >= fault.probability) continue
      entry.remaining -= 1
      if (entry.remaining <= 0) this.remove(entry.id)
      return fault
    }
    return undefined
  }
}

function toActive({ id, fault, remaining }: Entry): ActiveFault {
  return { ...fault, id, remaining: Number.isFinite(remaining) ? remaining : null }
}

/** A copy of a body: what JSON can't carry is said when the fault is added, not to the client it strikes. */
function toJson(body: unknown): unknown {
  if (body === undefined) return undefined
  let text: string | undefined
  try {
    text = JSON.stringify(body)
  } catch (error) {
    throw new TypeError('Not a fault: body must be JSON data', { cause: error })
  }
  if (text === undefined) throw new TypeError(`Not a fault: body must be JSON data; received ${show(body)}`)
  return JSON.parse(text)
}
