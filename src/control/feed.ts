import type { ClockState } from '../contract/control/clock.ts'
import type { FeedType } from '../contract/control/server.ts'
import { eventTypes, type Exchange, type MockEvent, type RequestEvent } from '../contract/events.ts'
import { internals } from '../engine/internals.ts'
import { clockOf } from './clock.ts'
import type { Controlled } from './controlled.ts'

/** The latest events of a mock, or of several: told as they happen, and told again to those who come back. */

/** The time has moved. It is never kept for later. */
interface ClockEvent extends Omit<ClockState, 'now'> {
  readonly type: 'clock'
  readonly at: string
}

/** Events that the watcher has not seen are not kept any more; the ones that are kept follow. */
interface GapEvent {
  readonly type: 'gap'
  readonly at: string
  readonly sandbox: string | null
}

/** Why a server forgets a sandbox: a request to drop it, idle time, or room for others. */
export type ForgetReason = 'dropped' | 'idle' | 'sandboxes' | 'memory'

/** A sandbox and its data are gone. The next request with its name makes it anew. */
export interface SandboxForgottenEvent {
  readonly type: 'sandbox.forgotten'
  readonly at: string
  readonly sandbox: string
  readonly reason: ForgetReason
}

/** Watchers hear of these whatever types they pick. */
const alwaysTold: readonly string[] = ['gap', 'sandbox.forgotten']

/** An event as a watcher receives it. */
export interface FeedEvent {
  /** The epoch of the feed and a number that counts up; null for what can't be asked for again. */
  readonly id: string | null
  readonly type: FeedType
  /** The event as JSON; undefined where what it tells of is not kept any more. */
  readonly data: () => string | undefined
}

interface KeptEvent extends FeedEvent {
  readonly number: number
  readonly from: Controlled
}

export interface FeedOptions {
  /** Stands in front of the numbers of all events, and differs between feeds: an id of another feed is recognised. */
  readonly epoch?: string | undefined
  readonly capacity?: number | undefined
}

export interface Subscription {
  /** Only these; all when missing. */
  readonly types?: readonly FeedType[] | undefined
  /** The id of the last event that was seen, or `'0'` for none: what came after it is told first. */
  readonly after?: string | undefined
}

/** What an event costs in memory while it is kept. */
const keptEventBytes = 300

export class EventFeed {
  readonly epoch: string
  readonly #capacity: number
  readonly #listeners = new Set<() => void>()
  readonly #followed = new Map<Controlled, () => void>()
  #kept: KeptEvent[] = []
  #lastNumber = 0
  /** An exchange while its event is told: a journal that keeps nothing does not have it. */
  #fresh: { readonly id: number; readonly show: () => Exchange } | undefined

  constructor({ epoch = '0', capacity = 1_000 }: FeedOptions = {}) {
    this.epoch = epoch
    this.#capacity = capacity
  }

  /** Roughly how many bytes the kept events take. Requests are kept by the journal. */
  get bytes(): number {
    return this.#kept.length * keptEventBytes
  }

  /** Keeps the events of a mock from now on. */
  follow(mock: Controlled): void {
    if (this.#followed.has(mock)) return
    const stops = eventTypes
      .filter((type) => type !== 'request')
      .map((type) => mock.on(type, (event) => this.#hear(mock, event)))
    const { log } = mock[internals]
    stops.push(log.observe((entry) => this.#hearRequest(mock, entry.id, () => log.show(entry))))
    this.#followed.set(mock, () => {
      for (const stop of stops) stop()
    })
  }

  /** Lets go of a mock and of its events. */
  unfollow(mock: Controlled): void {
    this.#followed.get(mock)?.()
    this.#followed.delete(mock)
    this.#kept = this.#kept.filter(({ from }) => from !== mock)
  }

  /** Keeps an event that is not the mock's own. */
  tell(from: Controlled, event: SandboxForgottenEvent): void {
    this.#keep(from, event.type, () => JSON.stringify(event))
  }

  /** Calls back whenever there is a new event, until the returned function is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A reader of this feed, which starts behind the event that was seen last. */
  cursor(about: Controlled, { types, after }: Subscription = {}): FeedCursor {
    const number = after === undefined ? this.#lastNumber : this.#numberOf(after)
    return new FeedCursor(this, about, types, number)
  }

  /** The first kept event behind a number; events in between may be lost. */
  next(number: number): { readonly event: KeptEvent | undefined; readonly isGap: boolean } {
    const first = this.#lastNumber - this.#kept.length
    // Where mocks were let go, numbers are missing: the place is a guess, and right when nothing is missing.
    let index = Math.max(0, number - first)
    while (index > 0 && (this.#kept[index - 1]?.number ?? Number.POSITIVE_INFINITY) > number) index -= 1
    while (index < this.#kept.length && (this.#kept[index]?.number ?? 0) <= number) index += 1
    const event = this.#kept[index]
    return { event, isGap: number < this.#lastNumber && event?.number !== number + 1 }
  }

  get lastNumber(): number {
    return this.#lastNumber
  }

  /** Tells a listener of every event until the returned function is called. */
  subscribe(mock: Controlled, listener: (data: string) => void, subscription: Subscription = {}): () => void {
    const cursor = this.cursor(mock, subscription)
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
    // The journal was emptied, and counts anew: what it had is not what it will have under the same ids.
    if (event.type === 'reset') this.#kept = this.#kept.filter(({ from, type }) => from !== mock || type !== 'request')
    this.#keep(mock, event.type, () => JSON.stringify(event))
  }

  #hearRequest(mock: Controlled, id: number, show: () => Exchange): void {
    this.#fresh = { id, show }
    this.#keep(mock, 'request', () => {
      const request = this.#fresh?.id === id ? this.#fresh.show() : mock[internals].log.at(id)
      if (!request) return undefined
      const event: RequestEvent = { type: 'request', at: request.at, sandbox: request.sandbox, request }
      return JSON.stringify(event)
    })
    this.#fresh = undefined
  }

  #keep(from: Controlled, type: FeedType, data: () => string | undefined): void {
    this.#lastNumber += 1
    this.#kept.push({ number: this.#lastNumber, id: `${this.epoch}-${this.#lastNumber}`, from, type, data })
    if (this.#kept.length > this.#capacity) this.#kept.shift()
    for (const listener of this.#listeners) listener()
  }
}

/** Where a watcher is in a feed. It reads at its own speed; what is gone by then is told as a gap. */
export class FeedCursor {
  readonly #feed: EventFeed
  readonly #about: Controlled
  readonly #types: readonly FeedType[] | undefined
  /** The event that was read last; NaN for one of another feed. */
  #number: number

  constructor(feed: EventFeed, about: Controlled, types: readonly FeedType[] | undefined, number: number) {
    this.#feed = feed
    this.#about = about
    this.#types = types
    this.#number = number
  }

  /** Reads the next event that is wanted; undefined where there is none now. */
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
        // What the journal has let go is as lost as what the feed has.
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

  /** Its id is the place behind which the next event stands: whoever comes back with it misses nothing more. */
  #gap(): FeedEvent {
    const event: GapEvent = { type: 'gap', at: this.#about.clock.now(), sandbox: this.#about.info.sandbox }
    return { id: `${this.#feed.epoch}-${this.#number}`, type: 'gap', data: () => JSON.stringify(event) }
  }
}

/** The time of a mock, as watchers are told it. */
export function clockEvent(mock: Controlled): ClockEvent {
  const { now: at, mode, speed } = clockOf(mock)
  return { type: 'clock', at, mode, speed }
}
