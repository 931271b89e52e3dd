import type { Exchange } from '../contract/events.ts'
import { type OperationId, operationIds } from '../contract/operation-ids.ts'
import { nearest } from '../contract/nearest.ts'
import { show } from '../contract/problems.ts'
import { deepFreeze } from '../world/freeze.ts'
import type { MockAnswer, MockRequest } from './exchange.ts'

/** What was asked and answered, newest last, up to a bound. */

/** Picks exchanges: by what is given, all of it. */
export interface ExchangeFilter {
  readonly operation?: OperationId | undefined
  readonly method?: string | undefined
  readonly status?: number | undefined
  /** The path behind the base URL. */
  readonly path?: string | undefined
  /** Only exchanges after the one with this id. */
  readonly since?: number | undefined
}

export type ExchangeMatcher = ExchangeFilter | ((exchange: Exchange) => boolean)

/** What the engine knows of an exchange when it is over. Put into words when someone looks. */
export interface Noted {
  readonly at: string
  readonly operation: string | null
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly warnings: readonly string[]
  readonly durationMs: number
  readonly request: MockRequest
  readonly answer: MockAnswer
  /** The step of the history that the request made, if any. */
  readonly step: number | null
}

/** How many characters of bodies are kept altogether. Of exchanges with huge ones, fewer are kept. */
const mostText = 32 * 1_048_576

const usualTimeout = 1_000
/** Timers that are set for longer go off at once. */
const longestTimeout = 2 ** 31 - 1

interface Entry {
  readonly id: number
  readonly noted: Noted
  readonly textLength: number
  undone: boolean
  exchange: Exchange | undefined
}

/** Runs a function of the user's, which may not change the mock. */
export type Guard = <Result>(name: string, run: () => Result) => Result

/** Waits in real time; answers a function that gives up waiting. */
export type Wait = (ms: number, then: () => void) => () => void

export class Journal {
  readonly #sandbox: string | null
  readonly #bound: number
  readonly #wait: Wait
  readonly #tell: (exchange: Exchange) => void
  readonly #heard: () => boolean
  readonly #guard: Guard
  #entries: (Entry | undefined)[] = []
  /** Where the oldest entry stands; what is before it was let go. */
  #oldest = 0
  #textLength = 0
  #nextId = 1
  readonly #waiting = new Set<(entry: Entry) => void>()

  /** `tell` hears of every exchange, as long as `heard` says that it matters. */
  constructor(
    sandbox: string | null,
    bound: number,
    wait: Wait,
    tell: (exchange: Exchange) => void,
    heard: () => boolean,
    guard: Guard,
  ) {
    this.#sandbox = sandbox
    this.#bound = bound
    this.#wait = wait
    this.#tell = tell
    this.#heard = heard
    this.#guard = guard
  }

  note(noted: Noted): void {
    const textLength = (noted.request.body?.length ?? 0) + (noted.answer.body?.length ?? 0)
    const entry: Entry = { id: this.#nextId++, noted, textLength, undone: false, exchange: undefined }
    if (this.#bound > 0) this.#keep(entry)
    for (const tell of this.#waiting) tell(entry)
    if (this.#heard()) this.#tell(this.#show(entry))
  }

  /** All exchanges that fit, oldest first. */
  all(matcher: ExchangeMatcher = {}): Exchange[] {
    checkMatcher(matcher)
    const found: Exchange[] = []
    for (const entry of this.#inOrder()) if (this.#fits(entry, matcher)) found.push(this.#show(entry))
    return found
  }

  /** The first exchange that fits. */
  find(matcher: ExchangeMatcher = {}): Exchange | undefined {
    checkMatcher(matcher)
    for (const entry of this.#inOrder()) if (this.#fits(entry, matcher)) return this.#show(entry)
    return undefined
  }

  /** The latest exchange that fits. */
  last(matcher: ExchangeMatcher = {}): Exchange | undefined {
    checkMatcher(matcher)
    for (let index = this.#entries.length - 1; index >= this.#oldest; index -= 1) {
      const entry = this.#entries[index]
      if (entry && this.#fits(entry, matcher)) return this.#show(entry)
    }
    return undefined
  }

  /** How many exchanges fit. */
  count(matcher: ExchangeMatcher = {}): number {
    checkMatcher(matcher)
    let count = 0
    for (const entry of this.#inOrder()) if (this.#fits(entry, matcher)) count += 1
    return count
  }

  /** Marks the requests that made these steps: they were undone. */
  undo(steps: readonly number[]): void {
    for (const entry of this.#inOrder()) {
      if (entry.noted.step === null || !steps.includes(entry.noted.step)) continue
      entry.undone = true
      entry.exchange = undefined
    }
  }

  clear(): void {
    this.#entries = []
    this.#oldest = 0
    this.#textLength = 0
  }

  reset(): void {
    this.clear()
    this.#nextId = 1
  }

  /**
   * The first exchange that fits: at once when there is one, otherwise as soon as it happens.
   * Gives up after `timeout` milliseconds of real time.
   */
  async waitFor(
    matcher: ExchangeMatcher = {},
    options: { readonly timeout?: number | undefined } = {},
  ): Promise<Exchange> {
    const timeout = toTimeout(options)
    const known = this.find(matcher)
    if (known) return known
    return new Promise((resolve, reject) => {
      const tell = (entry: Entry) => {
        try {
          if (!this.#fits(entry, matcher)) return
          resolve(this.#show(entry))
        } catch (error) {
          reject(error)
        }
        this.#waiting.delete(tell)
        giveUp()
      }
      this.#waiting.add(tell)
      const giveUp = this.#wait(timeout, () => {
        this.#waiting.delete(tell)
        const seen = this.all().map((one) => `${one.method} ${one.url} → ${one.status}`)
        const wanted = typeof matcher === 'function' ? 'that fits' : JSON.stringify(matcher)
        reject(
          new Error(
            `No request ${wanted} within ${timeout} ms. ${seen.length === 0 ? 'There were no requests' : `The last requests were:\n  ${seen.slice(-10).join('\n  ')}`}`,
          ),
        )
      })
    })
  }

  #keep(entry: Entry): void {
    this.#entries.push(entry)
    this.#textLength += entry.textLength
    while (this.#size > this.#bound || (this.#textLength > mostText && this.#size > 1)) this.#letGo()
    // The room of entries that were let go is taken back now and then, not every time.
    if (this.#oldest > this.#bound) {
      this.#entries = this.#entries.slice(this.#oldest)
      this.#oldest = 0
    }
  }

  #letGo(): void {
    this.#textLength -= this.#entries[this.#oldest]?.textLength ?? 0
    this.#entries[this.#oldest] = undefined
    this.#oldest += 1
  }

  get #size(): number {
    return this.#entries.length - this.#oldest
  }

  *#inOrder(): Generator<Entry> {
    for (let index = this.#oldest; index < this.#entries.length; index += 1) {
      const entry = this.#entries[index]
      if (entry) yield entry
    }
  }

  #fits(entry: Entry, matcher: ExchangeMatcher): boolean {
    if (typeof matcher === 'function') return this.#guard('a matcher of requests', () => matcher(this.#show(entry)))
    const { noted } = entry
    return fits(matcher, {
      id: entry.id,
      operation: noted.operation,
      method: noted.request.method,
      status: noted.answer.status,
      url: noted.request.url,
      path: noted.request.path,
    })
  }

  #show(entry: Entry): Exchange {
    return (entry.exchange ??= toExchange(entry, this.#sandbox))
  }
}

const filterKeys: readonly string[] = [
  'operation',
  'method',
  'status',
  'path',
  'since',
] satisfies (keyof ExchangeFilter)[]

/** A filter that is misspelt would fit all or nothing, and nobody would know why. */
function checkMatcher(matcher: unknown): void {
  if (typeof matcher === 'function') return
  if (typeof matcher !== 'object' || matcher === null)
    throw new TypeError(
      `Requests are picked with a filter such as { operation: 'orders.create' }, or with a function; received ${show(matcher)}`,
    )
  const strange = Object.keys(matcher).find((key) => !filterKeys.includes(key))
  if (strange !== undefined)
    throw new TypeError(
      `${show(strange)} is not known to a filter of requests${meant(strange, filterKeys)} It has ${filterKeys.join(', ')}`,
    )
  const operation: unknown = 'operation' in matcher ? matcher.operation : undefined
  if (operation !== undefined && !operationIds.some((id) => id === operation))
    throw new TypeError(
      `There is no operation ${show(operation)}${meant(typeof operation === 'string' ? operation : '', operationIds)} The operations are ${operationIds.join(', ')}`,
    )
  for (const [key, type] of [
    ['method', 'string'],
    ['status', 'number'],
    ['path', 'string'],
    ['since', 'number'],
  ] satisfies [keyof ExchangeFilter, string][]) {
    const value: unknown = Reflect.get(matcher, key)
    if (value !== undefined && (typeof value !== type || Number.isNaN(value)))
      throw new TypeError(`${show(key)} of a filter of requests must be a ${type}; received ${show(value)}`)
  }
}

function meant(text: string, names: readonly string[]): string {
  const guess = nearest(text, names)
  return guess === undefined ? '.' : `; did you mean ${show(guess)}?`
}

/** How long to wait, in milliseconds of real time. */
function toTimeout(options: unknown): number {
  const isKnown =
    typeof options === 'object' && options !== null && Object.keys(options).every((key) => key === 'timeout')
  const timeout = isKnown && 'timeout' in options ? options.timeout : undefined
  if (isKnown && timeout === undefined) return usualTimeout
  if (typeof timeout === 'number' && timeout >= 0 && timeout <= longestTimeout) return timeout
  throw new TypeError(
    `waitFor takes { timeout }, in milliseconds from 0 to ${longestTimeout}; received ${show(options)}`,
  )
}

interface Facts {
  readonly id: number
  readonly operation: string | null
  readonly method: string
  readonly status: number
  readonly url: string
  readonly path: string
}

function fits(filter: ExchangeFilter, facts: Facts): boolean {
  return (
    (filter.operation === undefined || filter.operation === facts.operation) &&
    (filter.method === undefined || filter.method.toUpperCase() === facts.method) &&
    (filter.status === undefined || filter.status === facts.status) &&
    (filter.path === undefined || filter.path === facts.path) &&
    (filter.since === undefined || facts.id > filter.since)
  )
}

function toExchange({ id, noted, undone }: Entry, sandbox: string | null): Exchange {
  const { at, operation, params, query, body, durationMs, warnings, request, answer, step } = noted
  const { method, url } = request
  return deepFreeze({
    id,
    at,
    sandbox,
    operation,
    method,
    url,
    params,
    query,
    headers: request.headers(),
    body,
    status: answer.status,
    response: readText(answer.body),
    durationMs,
    warnings,
    step,
    undone,
  })
}

function readText(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
