import { type ActiveFault, type Fault, fault } from '../contract/faults.ts'
import { type FieldError, show, toFieldErrors } from '../contract/problems.ts'
import type { Stream } from '../world/random.ts'
import { haveCommonPath, PathPattern } from './path-pattern.ts'

/** What goes wrong on purpose. */

export type { ActiveFault } from '../contract/faults.ts'

/** What requests can be asked for, as far as faults pick them by it. */
interface Target {
  readonly id: string
  readonly method: string
  readonly path: string
}

interface Entry {
  readonly id: number
  readonly fault: Fault
  readonly path: PathPattern | undefined
  /** What it costs in memory, roughly. */
  readonly bytes: number
  remaining: number
}

const faultOverheadBytes = 500
/** Every request is held against every fault. */
const maxFaults = 1_000

export class Faults {
  readonly #draw: () => Stream
  readonly #targets: readonly Target[]
  #entries: Entry[] = []
  #nextId = 1
  #struck = 0

  constructor(draw: () => Stream, targets: readonly Target[]) {
    this.#draw = draw
    this.#targets = targets
  }

  /**
   * Makes requests go wrong.
   * @example
   * mock.faults.add({ operation: 'orders.create', status: 503, times: 2 })
   */
  add(input: Fault): ActiveFault {
    const { data, error } = fault.safeParse(input)
    if (error) throw refusal(toFieldErrors(error.issues, input, 'fault', fault))
    const path = data.path === undefined ? undefined : new PathPattern(data.path)
    const miss = missOf(data, path, this.#targets)
    if (miss) throw refusal([miss])
    if (this.#entries.length >= maxFaults)
      throw refusal([
        { field: 'fault', message: `is one too many: there are ${maxFaults} faults; take some away first` },
      ])
    const entry: Entry = {
      id: this.#nextId++,
      fault: { ...data, ...('body' in data && { body: toJson(data.body) }) },
      path,
      bytes: faultOverheadBytes + 2 * JSON.stringify(data).length,
      remaining: data.times ?? Number.POSITIVE_INFINITY,
    }
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

  /** @internal Roughly how many bytes of memory the faults take. */
  get bytes(): number {
    return this.#entries.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  /** @internal How many requests were struck, from the beginning on. */
  get struck(): number {
    return this.#struck
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
      this.#struck += 1
      entry.remaining -= 1
      if (entry.remaining <= 0) this.remove(entry.id)
      return fault
    }
    return undefined
  }
}

function refusal(errors: readonly FieldError[]): TypeError {
  return Object.assign(
    new TypeError(`Not a fault: ${errors.map(({ field, message }) => `${field} ${message}`).join('; ')}`),
    { errors },
  )
}

/** Why a fault would never strike: because of what it picks requests by, there is no operation left. */
function missOf(
  { operation, method, path }: Fault,
  pattern: PathPattern | undefined,
  targets: readonly Target[],
): FieldError | undefined {
  const named = targets.filter(({ id }) => operation === undefined || id === operation)
  const asked = named.filter((target) => method === undefined || methodsOf(target).includes(method.toUpperCase()))
  const where = operation === undefined ? '' : ` for ${operation}`
  if (asked.length === 0)
    return { field: 'method', message: `must be ${oneOf(named.flatMap(methodsOf))}${where}; received ${show(method)}` }
  const found = asked.filter(
    (target) =>
      pattern === undefined || haveCommonPath(pattern, new PathPattern(target.path.replaceAll(/\{\w+\}/g, '*'))),
  )
  if (found.length > 0) return undefined
  return {
    field: 'path',
    message: `must fit ${oneOf(asked.map((target) => target.path))}${where || (method === undefined ? '' : ` for ${method.toUpperCase()}`)}; received ${show(path)}`,
  }
}

/** HEAD is answered as GET. */
function methodsOf({ method }: Target): readonly string[] {
  return method === 'GET' ? [method, 'HEAD'] : [method]
}

function oneOf(choices: readonly string[]): string {
  const [first = '', ...more] = new Set(choices)
  return more.length === 0 ? first : `one of ${[first, ...more].join(', ')}`
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
