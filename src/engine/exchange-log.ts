import type { Exchange } from '../contract/events.ts'
import { bodyOf, type ExchangeEntry, type FinishedExchange, toEntry, toExchange } from './exchange-entry.ts'
import { type ExchangeFilter, type ExchangeMatcher, fits } from './exchange-filter.ts'

/** The memory that one log takes at most. Of exchanges with huge bodies, fewer are kept. */
const maxLogBytes = 32 * 1_048_576

export interface LogSettings {
  readonly sandbox: string | null
  readonly maxEntries: number
  /** Runs a function of the user's, which may not change the mock. */
  readonly guard: <Result>(name: string, run: () => Result) => Result
}

/** Keeps the latest exchanges up to a number and a memory budget. Users read them through the `Journal`. */
export class ExchangeLog {
  readonly #settings: LogSettings
  #entries: (ExchangeEntry | undefined)[] = []
  /** The index of the oldest kept entry. */
  #oldest = 0
  #bytes = 0
  #nextId = 1
  #dropped = 0
  readonly #observers = new Set<(entry: ExchangeEntry) => void>()

  constructor(settings: LogSettings) {
    this.#settings = settings
  }

  /** Keeps an exchange and calls the observers, even if the log keeps nothing. */
  add(finished: FinishedExchange): void {
    const entry = toEntry(this.#nextId++, finished)
    if (this.#settings.maxEntries > 0) this.#keep(entry)
    else this.#dropped += 1
    for (const observe of this.#observers) observe(entry)
  }

  /** Calls the observer with every exchange from now on. Returns a function that ends this. */
  observe(observer: (entry: ExchangeEntry) => void): () => void {
    this.#observers.add(observer)
    return () => this.#observers.delete(observer)
  }

  /** An estimate of the memory that the entries take. */
  get bytes(): number {
    return this.#bytes
  }

  /** Drops the oldest entries until the others take at most so many bytes. */
  trim(maxBytes: number): void {
    while (this.#bytes > maxBytes && this.#size > 0) this.#dropOldest()
  }

  /** How many exchanges are no longer kept, without those that were cleared. */
  get dropped(): number {
    return this.#dropped
  }

  /** How many exchanges are kept; with 0, the journal is off. */
  get maxEntries(): number {
    return this.#settings.maxEntries
  }

  /** The exchange with this id, if it is still kept. */
  get(id: number): Exchange | undefined {
    const entry = this.#find(id)
    return entry && this.toExchange(entry)
  }

  /** The newest step of the history when a request came, or null. Undefined if the request is not kept. */
  lastStepBefore(id: number): number | null | undefined {
    return this.#find(id)?.lastStep
  }

  /** The latest exchanges that fit, oldest first. */
  latest(filter: ExchangeFilter, count: number): Exchange[] {
    const entries = Array.from(this.entries()).filter((entry) => this.fits(entry, filter))
    return entries.slice(-count).map((entry) => this.toExchange(entry))
  }

  /** Marks the requests that made undone steps of the history, and removes the mark from those of redone steps. */
  markUndone(undone: readonly number[], redone: readonly number[]): void {
    for (const entry of this.entries()) {
      if (entry.step === null) continue
      if (undone.includes(entry.step)) entry.undone = true
      if (redone.includes(entry.step)) entry.undone = false
    }
  }

  clear(): void {
    this.#entries = []
    this.#oldest = 0
    this.#bytes = 0
    this.#dropped = 0
  }

  reset(): void {
    this.clear()
    this.#nextId = 1
  }

  /** The kept entries, oldest first. */
  *entries(): Generator<ExchangeEntry> {
    for (let index = this.#oldest; index < this.#entries.length; index += 1) {
      const entry = this.#entries[index]
      if (entry) yield entry
    }
  }

  /** The kept entries, newest first. */
  *newestFirst(): Generator<ExchangeEntry> {
    for (let index = this.#entries.length - 1; index >= this.#oldest; index -= 1) {
      const entry = this.#entries[index]
      if (entry) yield entry
    }
  }

  fits(entry: ExchangeEntry, matcher: ExchangeMatcher): boolean {
    if (typeof matcher === 'function') {
      const isWanted: unknown = this.#settings.guard('a matcher of requests', () => matcher(this.toExchange(entry)))
      if (isWanted instanceof Promise) throw new TypeError('A matcher of requests must not return a promise')
      return Boolean(isWanted)
    }
    const { id, operation, query, request, answer } = entry
    const { method, path } = request
    return fits(matcher, { id, operation, method, status: answer.status, path, query, body: () => bodyOf(entry) })
  }

  toExchange(entry: ExchangeEntry): Exchange {
    return toExchange(this.#settings.sandbox, entry)
  }

  #keep(entry: ExchangeEntry): void {
    const { maxEntries } = this.#settings
    this.#entries.push(entry)
    this.#bytes += entry.bytes
    while (this.#size > maxEntries || (this.#bytes > maxLogBytes && this.#size > 1)) this.#dropOldest()
    // The array is cut when half of it is empty: cutting it for every entry would copy it each time.
    if (this.#oldest > maxEntries) {
      this.#entries = this.#entries.slice(this.#oldest)
      this.#oldest = 0
    }
  }

  #dropOldest(): void {
    this.#bytes -= this.#entries[this.#oldest]?.bytes ?? 0
    this.#entries[this.#oldest] = undefined
    this.#oldest += 1
    this.#dropped += 1
  }

  #find(id: number): ExchangeEntry | undefined {
    const first = this.#entries[this.#oldest]
    const entry = first && this.#entries[this.#oldest + id - first.id]
    return entry?.id === id ? entry : undefined
  }

  get #size(): number {
    return this.#entries.length - this.#oldest
  }
}
