import type { FeedType } from '../contract/control/server.ts'
import { eventTypes, type Exchange, type MockEvent, type RequestEvent } from '../contract/events.ts'
import type { ExchangeEntry } from '../engine/exchange-entry.ts'
import { internals } from '../engine/internals.ts'
import { clockOf } from './clock.ts'
import type { Controlled } from './controlled.ts'

/** Streams the events of one or more mocks. A subscriber that reconnects receives those that it missed. */

/** Why a server forgets a sandbox: a request to drop it, idle time, or room for others. */
export type ForgetReason = 'dropped' | 'idle' | 'sandboxes' | 'memory'

/** A sandbox and its data were dropped. The next request with its name creates it again. */
export interface SandboxForgottenEvent {
  readonly type: 'sandbox.forgotten'
  readonly at: string
  readonly sandbox: string
  readonly reason: ForgetReason
}

/** These are sent regardless of the chosen types. */
const alwaysTold: readonly string[] = ['gap', 'sandbox.forgotten']

/** An event as a subscriber receives it. */
export interface FeedEvent {
  /** The epoch of the feed and a sequence number; null for events that are not kept. */
  readonly id: string | null
  readonly type: FeedType
  /** The event as JSON; undefined if its data are not kept any more. */
  data(): string | undefined
}

/** A kept event. Its text is made when somebody reads it, because most events have no reader. */
class KeptEvent implements FeedEvent {
  readonly number: number
  readonly from: Controlled
  readonly type: FeedType
  readonly #feed: EventFeed
  /** The event, or the id of an exchange, which the log keeps. */
  readonly #source: MockEvent | SandboxForgottenEvent | number

  constructor(feed: EventFeed, number: number, from: Controlled, source: MockEvent | SandboxForgottenEvent | number) {
    this.#feed = feed
    this.number = number
    this.from = from
    this.type = typeof source === 'number' ? 'request' : source.type
    this.#source = source
  }

  get id(): string {
    return `${this.#feed.epoch}-${this.number}`
  }

  data(): string | undefined {
    if (typeof this.#source !== 'number') return JSON.stringify(this.#source)
    const request = this.#feed.exchangeOf(this.from, this.#source)
    if (!request) return undefined
    const event: RequestEvent = { type: 'request', at: request.at, sandbox: request.sandbox, request }
    return JSON.stringify(event)
  }
}

export interface FeedOptions {
  /** The prefix of all event ids. It differs between feeds, so that ids of another feed are recognized. */
  readonly epoch?: string | undefined
  readonly capacity?: number | undefined
}

export interface Subscription {
  /** The wanted types. Default: all. */
  readonly types?: readonly FeedType[] | undefined
  /** The id of the last received event, or `'0'` for none. Later events are sent first. */
  readonly after?: string | undefined
}

/** The memory of a kept event, which a server keeps twice: among the events of its mock, and among those of all. */
const keptEventBytes = 160

export class EventFeed {
  readonly epoch: string
  readonly #capacity: number
  readonly #listeners = new Set<() => void>()
  readonly #followed = new Map<Controlled, () => void>()
  #kept: KeptEvent[] = []
  #lastNumber = 0
  /** The current exchange: the log may keep none. */
  #fresh: ExchangeEntry | undefined

  constructor({ epoch = '0', capacity = 1_000 }: FeedOptions = {}) {
    this.epoch = epoch
    this.#capacity = capacity
  }

  /** An estimate of the memory of the kept events. Requests are kept by the log of exchanges. */
  get bytes(): number {
    return this.#kept.length * keptEventBytes
  }

  /** Keeps the events of a mock from now on. */
  follow(mock: Controlled): void {
    if (this.#followed.has(mock)) return
    const stops = eventTypes
      .filter((type) => type !== 'request')
      .map((type) => mock.on(type, (event) => this.#hear(mock, event)))
    stops.push(mock[internals].log.observe((entry) => this.#hearRequest(mock, entry)))
    this.#followed.set(mock, () => {
      for (const stop of stops) stop()
    })
  }

  /** Stops following a mock and drops its events. */
  unfollow(mock: Controlled): void {
    this.#followed.get(mock)?.()
    this.#followed.delete(mock)
    this.#kept = this.#kept.filter(({ from }) => from !== mock)
  }

  /** Adds an event that the mock does not emit itself. */
  tell(from: Controlled, event: SandboxForgottenEvent): void {
    this.#keep(from, event)
  }

  /** The exchange of a mock with this id, if it is still known. */
  exchangeOf(mock: Controlled, id: number): Exchange | undefined {
    const { log } = mock[internals]
    return this.#fresh?.id === id ? log.toExchange(this.#fresh) : log.get(id)
  }

  /** Calls back whenever there is a new event, until the returned function is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A reader that starts after the last received event. */
  cursor(about: Controlled, { types, after }: Subscription = {}): FeedCursor {
    const number = after === undefined ? this.#lastNumber : this.#numberOf(after)
    return new FeedCursor(this, about, types, number)
  }

  /** The first kept event after a number. `isGap` is true if events between them were dropped. */
  next(number: number): { readonly event: KeptEvent | undefined; readonly isGap: boolean } {
    const first = this.#lastNumber - this.#kept.length
    // Numbers of dropped mocks are missing, so that the computed index is an estimate.
    let index = Math.max(0, number - first)
    while (index > 0 && (this.#kept[index - 1]?.number ?? Number.POSITIVE_INFINITY) > number) index -= 1
    while (index < this.#kept.length && (this.#kept[index]?.number ?? 0) <= number) index += 1
    const event = this.#kept[index]
    return { event, isGap: number < this.#lastNumber && event?.number !== number + 1 }
  }

  get lastNumber(): number {
    return this.#lastNumber
  }

  /** Calls a listener with every event until the returned function is called. */
  subscribe(mock: Controlled, listener: (data: string) => void): () => void {
    const cursor = this.cursor(mock)
    const read = (event: FeedEvent) => event.data()
    const pump = () => {
      for (let data = cursor.take(read); data !== undefined; data = cursor.take(read)) listener(data)
    }
    pump()
    listener(JSON.stringify(clockEvent(mock)))
    return this.listen(pump)
  }

  #numberOf(id: string): number {
    if (id === '0') return 0
    const number = id.startsWith(`${this.epoch}-`) ? Number(id.slice(this.epoch.length + 1)) : Number.NaN
    return Number.isSafeInteger(number) && number >= 0 && number <= this.#lastNumber ? number : Number.NaN
  }

  #hear(mock: Controlled, event: MockEvent): void {
    // The reset log starts again with id 1, so that the kept ids would refer to other exchanges.
    if (event.type === 'reset') this.#kept = this.#kept.filter(({ from, type }) => from !== mock || type !== 'request')
    this.#keep(mock, event)
  }

  #hearRequest(mock: Controlled, entry: ExchangeEntry): void {
    this.#fresh = entry
    this.#keep(mock, entry.id)
    this.#fresh = undefined
  }

  #keep(from: Controlled, source: MockEvent | SandboxForgottenEvent | number): void {
    this.#lastNumber += 1
    this.#kept.push(new KeptEvent(this, this.#lastNumber, from, source))
    if (this.#kept.length > this.#capacity) this.#kept.shift()
    for (const listener of this.#listeners) listener()
  }
}

/** The position of a subscriber in a feed. It reads at its own speed; dropped events are reported as a gap. */
export class FeedCursor {
  readonly #feed: EventFeed
  readonly #about: Controlled
  readonly #types: readonly FeedType[] | undefined
  /** The number of the event that was read last; NaN if it was of another feed. */
  #number: number

  constructor(feed: EventFeed, about: Controlled, types: readonly FeedType[] | undefined, number: number) {
    this.#feed = feed
    this.#about = about
    this.#types = types
    this.#number = number
  }

  /** Reads the next event of the wanted types, or returns undefined. */
  take<Result>(read: (event: FeedEvent) => Result | undefined): Result | undefined {
    for (;;) {
      const isForeign = Number.isNaN(this.#number)
      const { event, isGap } = this.#feed.next(isForeign ? 0 : this.#number)
      if (isForeign || isGap) {
        this.#number = event ? event.number - 1 : this.#feed.lastNumber
        return read(this.#gap())
      }
      if (!event) return undefined
      if (this.wants(event.type)) {
        const result = read(event)
        // Its exchange was dropped by the log, which is a gap, too.
        if (result === undefined) this.#skipLost()
        this.#number = Math.max(this.#number, event.number)
        return result ?? read(this.#gap())
      }
      this.#number = event.number
    }
  }

  wants(type: FeedType): boolean {
    return this.#types === undefined || alwaysTold.includes(type) || this.#types.includes(type)
  }

  #skipLost(): void {
    for (;;) {
      const { event } = this.#feed.next(this.#number)
      if (event === undefined || event.type !== 'request' || event.data() !== undefined) return
      this.#number = event.number
    }
  }

  /**
   * The event that says that some missed events are not kept any more. Its id is that of the event before the next one,
   * so that a subscriber can continue from it.
   */
  #gap(): FeedEvent {
    const event = { type: 'gap', at: this.#about.clock.now(), sandbox: this.#about.info.sandbox }
    return { id: `${this.#feed.epoch}-${this.#number}`, type: 'gap', data: () => JSON.stringify(event) }
  }
}

/** The time of a mock as an event. Such events are not kept. */
export function clockEvent(mock: Controlled) {
  const { now: at, mode, speed } = clockOf(mock)
  return { type: 'clock', at, mode, speed } as const
}
