import type { Exchange } from '../contract/events.ts'
import type { StruckFault } from '../contract/faults.ts'
import { show } from '../contract/problems.ts'
import { deepFreeze } from '../world/freeze.ts'
import type { MockAnswer, MockRequest } from './exchange.ts'
import { checkMatcher, type ExchangeFilter, type ExchangeMatcher, fits } from './exchange-filter.ts'

/** What was asked and answered, newest last, up to a bound. */

/** What the engine knows of an exchange when it is over. */
export interface Noted {
  readonly at: string
  readonly operation: string | null
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly warnings: readonly string[]
  readonly fault: StruckFault | null
  readonly durationMs: number
  readonly request: MockRequest
  readonly answer: MockAnswer
  /** The step of the history that the request made, if any. */
  readonly step: number | null
  /** The newest step of the history when the request came, if any. */
  readonly lastStep: number | null
}

/** How many bytes one journal keeps at most. Of exchanges with huge bodies, fewer are kept. */
const maxJournalBytes = 32 * 1_048_576
/** What an entry costs besides its texts: the objects that hold them. */
const entryOverheadBytes = 700
/** Up to this length nobody looks whether a text needs two bytes a character: it is charged as if it did. */
const maxUnscannedLength = 65_536
/** JSON nested deeper than this is shown as the text that it was: what walks it would run out of stack. */
const maxShownDepth = 200

const usualTimeout = 1_000
/** Timers that are set for longer go off at once. */
const longestTimeout = 2 ** 31 - 1

/** An exchange as it is kept: its bodies are text, and parsed each time that someone reads them. */
interface Entry extends Omit<Noted, 'body'> {
  readonly id: number
  readonly bodyForm: 'none' | 'text' | 'json'
  readonly bytes: number
  undone: boolean
}

/** Runs a function of the user's, which may not change the mock. */
export type Guard = <Result>(name: string, run: () => Result) => Result

/** Waits in real time; answers a function that gives up waiting. */
export type Wait = (ms: number, then: () => void) => () => void

/**
 * What was asked and answered, oldest first, up to a bound.
 * @example
 * const failed = mock.requests.all({ status: 503 })
 */
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
  #bytes = 0
  #nextId = 1
  readonly #waiting = new Set<(entry: Entry) => void>()
  readonly #observers = new Set<(id: number, show: () => Exchange) => void>()

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
    const entry = toEntry(this.#nextId++, noted)
    if (this.#bound > 0) this.#keep(entry)
    for (const tell of this.#waiting) tell(entry)
    for (const observe of this.#observers) observe(entry.id, () => this.#show(entry))
    if (this.#heard()) this.#tell(this.#show(entry))
  }

  /** @internal Calls back with every exchange, which is put into words on demand, until the returned function is called. */
  observe(observer: (id: number, show: () => Exchange) => void): () => void {
    this.#observers.add(observer)
    return () => this.#observers.delete(observer)
  }

  /** @internal Roughly how many bytes of memory the entries take. */
  get bytes(): number {
    return this.#bytes
  }

  /** @internal Lets the oldest entries go until the others take no more than so many bytes. */
  trim(maxBytes: number): void {
    while (this.#bytes > maxBytes && this.#size > 0) this.#letGo()
  }

  /** @internal The exchange with this id, where it is still kept. */
  at(id: number): Exchange | undefined {
    const entry = this.#find(id)
    return entry && this.#show(entry)
  }

  /** @internal The newest step of the history when a request came: null where there was none, undefined for no request. */
  lastStepBefore(id: number): number | null | undefined {
    return this.#find(id)?.lastStep
  }

  /**
   * All exchanges that fit, oldest first.
   * @example
   * const writes = mock.requests.all({ method: 'POST' })
   */
  all(matcher: ExchangeMatcher = {}): Exchange[] {
    checkMatcher(matcher)
    const found: Exchange[] = []
    for (const entry of this.#inOrder()) if (this.#fits(entry, matcher)) found.push(this.#show(entry))
    return found
  }

  /** @internal The latest exchanges that fit, oldest first: only these are put into words. */
  latest(filter: ExchangeFilter, count: number): Exchange[] {
    const entries = Array.from(this.#inOrder()).filter((entry) => this.#fits(entry, filter))
    return entries.slice(-count).map((entry) => this.#show(entry))
  }

  /**
   * The first exchange that fits.
   * @example
   * const refused = mock.requests.find((exchange) => exchange.status >= 400)
   */
  find(matcher: ExchangeMatcher = {}): Exchange | undefined {
    checkMatcher(matcher)
    for (const entry of this.#inOrder()) if (this.#fits(entry, matcher)) return this.#show(entry)
    return undefined
  }

  /**
   * The latest exchange that fits.
   * @example
   * expect(mock.requests.last({ operation: 'orders.update' })?.body).toEqual({ status: 'paused' })
   */
  last(matcher: ExchangeMatcher = {}): Exchange | undefined {
    checkMatcher(matcher)
    for (let index = this.#entries.length - 1; index >= this.#oldest; index -= 1) {
      const entry = this.#entries[index]
      if (entry && this.#fits(entry, matcher)) return this.#show(entry)
    }
    return undefined
  }

  /**
   * How many exchanges fit.
   * @example
   * expect(mock.requests.count({ operation: 'campaigns.list' })).toBe(2)
   */
  count(matcher: ExchangeMatcher = {}): number {
    checkMatcher(matcher)
    let count = 0
    for (const entry of this.#inOrder()) if (this.#fits(entry, matcher)) count += 1
    return count
  }

  /** Marks the requests that made steps which were undone, and takes the mark from those that were done again. */
  markUndone(undone: readonly number[], redone: readonly number[]): void {
    for (const entry of this.#inOrder()) {
      if (entry.step === null) continue
      if (undone.includes(entry.step)) entry.undone = true
      if (redone.includes(entry.step)) entry.undone = false
    }
  }

  clear(): void {
    this.#entries = []
    this.#oldest = 0
    this.#bytes = 0
  }

  reset(): void {
    this.clear()
    this.#nextId = 1
  }

  /**
   * The first exchange that fits: at once when there is one, otherwise as soon as it happens.
   * Gives up after `timeout` milliseconds of real time.
   * @example
   * const { body } = await mock.requests.waitFor({ operation: 'orders.create' })
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
    this.#bytes += entry.bytes
    while (this.#size > this.#bound || (this.#bytes > maxJournalBytes && this.#size > 1)) this.#letGo()
    // The room of entries that were let go is taken back now and then, not every time.
    if (this.#oldest > this.#bound) {
      this.#entries = this.#entries.slice(this.#oldest)
      this.#oldest = 0
    }
  }

  #letGo(): void {
    this.#bytes -= this.#entries[this.#oldest]?.bytes ?? 0
    this.#entries[this.#oldest] = undefined
    this.#oldest += 1
  }

  #find(id: number): Entry | undefined {
    const first = this.#entries[this.#oldest]
    const entry = first && this.#entries[this.#oldest + id - first.id]
    return entry?.id === id ? entry : undefined
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
    const { id, operation, query, request, answer } = entry
    const { method, url, path } = request
    return fits(matcher, { id, operation, method, status: answer.status, url, path, query, body: () => bodyOf(entry) })
  }

  #show(entry: Entry): Exchange {
    return toExchange(this.#sandbox, entry)
  }
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

function toEntry(id: number, noted: Noted): Entry {
  const { at, operation, params, query, body, warnings, fault, durationMs, request, answer, step, lastStep } = noted
  // A text is not its own JSON: where the two are the same, the body was not parsed.
  const bodyForm = body === undefined ? 'none' : body === request.body ? 'text' : 'json'
  let bytes = entryOverheadBytes + (request.headBytes ?? 2 * request.url.length)
  if (request.body !== undefined) bytes += bytesOf(request.body)
  if (answer.body !== undefined) bytes += bytesOf(answer.body)
  for (const warning of warnings) bytes += bytesOf(warning)
  const facts = { id, at, operation, params, query, warnings, fault, durationMs, request, answer, step, lastStep }
  return { ...facts, bodyForm, bytes, undone: false }
}

/** What a text costs in memory: a byte a character, or two where one of them is beyond Latin-1. */
function bytesOf(text: string): number {
  const isWide = text.length <= maxUnscannedLength || /[\u0100-\uffff]/.test(text)
  return isWide ? text.length * 2 : text.length
}

/** The body of a request, as it was read: parsed only now. */
function bodyOf({ bodyForm, request }: Entry): unknown {
  if (bodyForm === 'none') return undefined
  return bodyForm === 'text' ? request.body : readText(request.body)
}

function toExchange(sandbox: string | null, entry: Entry): Exchange {
  const { id, at, operation, params, query, durationMs, warnings, fault, request, answer, step, undone } = entry
  const { method, url, receivedAt } = request
  return deepFreeze({
    id,
    at,
    ...(receivedAt !== undefined && { receivedAt: new Date(receivedAt).toISOString() }),
    sandbox,
    operation,
    method,
    url,
    params,
    query,
    headers: request.headers(),
    body: bodyOf(entry),
    status: answer.status,
    response: readText(answer.body),
    responseHeaders: { ...answer.headers },
    durationMs,
    warnings,
    fault,
    step,
    undone,
  })
}

function readText(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return isDeeperThan(maxShownDepth, value) ? text : value
  } catch {
    return text
  }
}

function isDeeperThan(depth: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
  return depth === 0 || items.some((item) => isDeeperThan(depth - 1, item))
}
