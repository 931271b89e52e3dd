import { eventTypes, type MockEvent } from '../contract/events.ts'
import { clockOf } from './clock.ts'
import type { Controlled } from './controlled.ts'

/** What happens in a mock, as it happens, and for those who come back also what they missed. */

/** The time has moved. Told as often as somebody beats the drum, and never kept for later. */
interface ClockEvent {
  readonly type: 'clock'
  readonly at: string
  readonly mode: 'frozen' | 'ticking'
  readonly speed: number
}

/** Events after the last one that was seen are not kept any more; those that are follow. */
interface GapEvent {
  readonly type: 'gap'
  readonly at: string
  readonly sandbox: string | null
}

export const feedTypes = [...eventTypes, 'clock', 'gap'] as const
export type FeedType = (typeof feedTypes)[number]

export interface FeedEntry {
  /** Counts up; null for what can't be asked for again. */
  readonly id: number | null
  readonly type: FeedType
  /** The event as JSON. */
  readonly data: string
}

type Listener = (entry: FeedEntry) => void

export interface Subscription {
  /** Only these, and gaps; all when missing. */
  readonly types?: readonly FeedType[] | undefined
  /** The last entry that was seen, 0 for none: what came after it is told first. */
  readonly after?: number | undefined
}

/** The events of one mock. It listens from the first subscription on until it is stopped: what nobody hears costs nothing. */
export class EventFeed {
  readonly #mock: Controlled
  readonly #capacity: number
  readonly #listeners = new Set<Listener>()
  #entries: FeedEntry[] = []
  // Counts the first time that it listens, too.
  #lastId = -1
  #stopListening: (() => void) | undefined
  #toldClock = ''

  constructor(mock: Controlled, capacity = 1_000) {
    this.#mock = mock
    this.#capacity = capacity
  }

  get subscribers(): number {
    return this.#listeners.size
  }

  /** Tells a listener of every event until the function it answers is called. Whoever missed more than was kept is told of a gap. */
  subscribe(listener: Listener, { types, after }: Subscription = {}): () => void {
    this.#start()
    const wanted: Listener = types
      ? (entry) => (entry.type === 'gap' || types.includes(entry.type)) && listener(entry)
      : listener
    if (after !== undefined) for (const entry of this.#since(after)) wanted(entry)
    wanted(this.#clock())
    this.#listeners.add(wanted)
    return () => this.#listeners.delete(wanted)
  }

  /** Tells the time, if it has changed since the last beat. */
  beat(): void {
    if (this.#listeners.size === 0) return
    const entry = this.#clock()
    if (entry.data === this.#toldClock) return
    this.#toldClock = entry.data
    this.#tell(entry)
  }

  /** Forgets what was kept, and listens no more until somebody subscribes. */
  stop(): void {
    this.#stopListening?.()
    this.#stopListening = undefined
    this.#entries = []
  }

  #start(): void {
    if (this.#stopListening) return
    const stops = eventTypes.map((type) => this.#mock.on(type, (event) => this.#keep(event)))
    // What happened meanwhile is lost, and whoever saw the last entry must be able to know.
    this.#lastId += 1
    this.#stopListening = () => {
      for (const stop of stops) stop()
    }
  }

  #keep(event: MockEvent): void {
    this.#lastId += 1
    const entry = { id: this.#lastId, type: event.type, data: JSON.stringify(event) }
    this.#entries.push(entry)
    if (this.#entries.length > this.#capacity) this.#entries.shift()
    this.#tell(entry)
  }

  #tell(entry: FeedEntry): void {
    for (const listener of this.#listeners) listener(entry)
  }

  #since(id: number): readonly FeedEntry[] {
    const before = this.#lastId - this.#entries.length
    if (id > this.#lastId || id < before) return [this.#gap(before), ...this.#entries]
    return this.#entries.slice(id - before)
  }

  /** Whoever has heard of it comes back for what follows. */
  #gap(id: number): FeedEntry {
    const event: GapEvent = { type: 'gap', at: this.#mock.clock.now(), sandbox: this.#mock.info.sandbox }
    return { id, type: 'gap', data: JSON.stringify(event) }
  }

  #clock(): FeedEntry {
    const { now: at, mode, speed } = clockOf(this.#mock)
    const event: ClockEvent = { type: 'clock', at, mode, speed }
    return { id: null, type: 'clock', data: JSON.stringify(event) }
  }
}
