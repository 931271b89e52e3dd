import { longestTimerMs } from '../contract/durations.ts'
import type { Exchange } from '../contract/events.ts'
import { show } from '../contract/problems.ts'
import type { Guard } from '../world/guard.ts'
import type { ExchangeEntry } from './exchange-entry.ts'
import { checkMatcher, type ExchangeMatcher } from './exchange-filter.ts'
import type { ExchangeLog } from './exchange-log.ts'

const defaultTimeoutMs = 1_000

/** Calls a function after so many milliseconds of real time. Returns a function that cancels this. */
export type Wait = (ms: number, then: () => void) => () => void

/**
 * The requests that the mock received and its answers, oldest first. It keeps the latest 1,000, unless the option
 * `journal` of `createMock` sets another number.
 * @example
 * const failed = mock.requests.all({ status: 503 })
 */
export class Journal {
  readonly #log: ExchangeLog
  readonly #wait: Wait
  readonly #guard: Guard

  constructor(log: ExchangeLog, wait: Wait, guard: Guard) {
    this.#log = log
    this.#wait = wait
    this.#guard = guard
  }

  /**
   * All exchanges that fit, oldest first.
   * @example
   * const writes = mock.requests.all({ method: 'POST' })
   */
  all(matcher: ExchangeMatcher = {}): Exchange[] {
    return Array.from(this.#fitting(this.#log.entries(), matcher), (entry) => this.#log.toExchange(entry))
  }

  /**
   * The first exchange that fits.
   * @example
   * const refused = mock.requests.find((exchange) => exchange.status >= 400)
   */
  find(matcher: ExchangeMatcher = {}): Exchange | undefined {
    return this.#first(this.#log.entries(), matcher)
  }

  /**
   * The latest exchange that fits.
   * @example
   * expect(mock.requests.last({ operation: 'orders.update' })?.body).toEqual({ status: 'paused' })
   */
  last(matcher: ExchangeMatcher = {}): Exchange | undefined {
    return this.#first(this.#log.newestFirst(), matcher)
  }

  /**
   * How many exchanges fit.
   * @example
   * expect(mock.requests.count({ operation: 'campaigns.list' })).toBe(2)
   */
  count(matcher: ExchangeMatcher = {}): number {
    return Array.from(this.#fitting(this.#log.entries(), matcher)).length
  }

  /**
   * Forgets all exchanges so far.
   * @example
   * mock.requests.clear()
   */
  clear(): void {
    this.#guard.assertFree()
    this.#log.clear()
  }

  /**
   * The first exchange that fits: at once if there is one already, otherwise as soon as it happens.
   * Rejects after `timeout` milliseconds of real time, by default 1,000.
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
      const stopObserving = this.#log.observe((entry) => {
        try {
          if (!this.#log.fits(entry, matcher)) return
          resolve(this.#log.toExchange(entry))
        } catch (error) {
          reject(error)
        }
        stopObserving()
        cancelTimeout()
      })
      const cancelTimeout = this.#wait(timeout, () => {
        stopObserving()
        reject(new Error(`No request ${wanted(matcher)} within ${timeout} ms. ${this.#describeLast()}`))
      })
    })
  }

  *#fitting(entries: Iterable<ExchangeEntry>, matcher: ExchangeMatcher): Generator<ExchangeEntry> {
    checkMatcher(matcher)
    for (const entry of entries) if (this.#log.fits(entry, matcher)) yield entry
  }

  #first(entries: Iterable<ExchangeEntry>, matcher: ExchangeMatcher): Exchange | undefined {
    const [entry] = this.#fitting(entries, matcher)
    return entry && this.#log.toExchange(entry)
  }

  #describeLast(): string {
    const lines = this.all().map(({ method, url, status }) => `${method} ${url} → ${status}`)
    if (this.#log.maxEntries === 0) return 'The journal is off, so it keeps no earlier requests'
    return lines.length === 0 ? 'There were no requests' : `The last requests were:\n  ${lines.slice(-10).join('\n  ')}`
  }
}

function wanted(matcher: ExchangeMatcher): string {
  return typeof matcher === 'function' ? 'that fits' : JSON.stringify(matcher)
}

/** The timeout in milliseconds of real time. */
function toTimeout(options: unknown): number {
  const isKnown =
    typeof options === 'object' && options !== null && Object.keys(options).every((key) => key === 'timeout')
  const timeout = isKnown && 'timeout' in options ? options.timeout : undefined
  if (isKnown && timeout === undefined) return defaultTimeoutMs
  if (typeof timeout === 'number' && timeout >= 0 && timeout <= longestTimerMs) return timeout
  throw new TypeError(
    `waitFor takes { timeout }, in milliseconds from 0 to ${longestTimerMs}; received ${show(options)}`,
  )
}
