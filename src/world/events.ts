import { type EventOf, eventTypes, type MockEvent } from '../contract/events.ts'
import { show } from '../contract/problems.ts'
import { isThenable } from '../contract/promises.ts'
import { deepFreeze } from './freeze.ts'

type Listener = (event: MockEvent) => unknown

/** This many changes of listeners in answer to each other take seconds. */
const maxReactions = 100_000

/**
 * Emits events to listeners in order. Events that a listener causes are emitted after those that wait already.
 * An error of a listener is reported, and the other listeners are still called.
 */
export class Events {
  /** Created by the first subscription. */
  #listeners: Map<MockEvent['type'], Set<Listener>> | undefined
  #waiting: MockEvent[] = []
  #isEmitting = false
  /** How many transactions listeners have opened since the first of the events that are being emitted. */
  #reactions = 0
  #holds = 0
  /** The index of the first event that was pushed during the outermost hold. */
  #holdStart = 0
  readonly #report: (error: unknown) => void

  constructor(report: (error: unknown) => void) {
    this.#report = report
  }

  /** Subscribes a listener; returns a function that unsubscribes it. */
  on<Type extends MockEvent['type']>(type: Type, listener: (event: EventOf<Type>) => unknown): () => void {
    if (!eventTypes.includes(type))
      throw new TypeError(`There is no event ${show(type)}; the events are ${eventTypes.join(', ')}`)
    if (typeof listener !== 'function')
      throw new TypeError(`A listener of ${type} must be a function; received ${show(listener)}`)
    this.#listeners ??= new Map()
    const listeners = this.#listeners.get(type) ?? new Set<Listener>()
    this.#listeners.set(type, listeners)
    const one: Listener = (event) => (isOf(event, type) ? listener(event) : undefined)
    listeners.add(one)
    return () => listeners.delete(one)
  }

  /** Whether there is a listener. Events without one are not created. */
  hasListeners(type: MockEvent['type']): boolean {
    return (this.#listeners?.get(type)?.size ?? 0) > 0
  }

  /** Whether a listener is being called right now. */
  get isEmitting(): boolean {
    return this.#isEmitting
  }

  /** To be called when a transaction opens. Stops listeners that answer each other's changes for ever. */
  countReaction(limit: number): void {
    this.#reactions = this.#isEmitting ? this.#reactions + 1 : 0
    const most = Math.min(limit, maxReactions)
    if (this.#reactions <= most) return
    const listened = eventTypes.filter((type) => this.hasListeners(type)).join(' and ')
    throw new Error(
      `Listeners made ${most} changes in answer to each other, and would perhaps never end. Look at what listens to ${listened}${limit < maxReactions ? ', or raise simulator.loopLimit' : ''}`,
    )
  }

  /** Queues an event for the next `emit`. */
  push(event: MockEvent): void {
    if (this.hasListeners(event.type)) this.#waiting.push(deepFreeze(event))
  }

  /** Queues an event before those that were pushed since `hold` began, because it caused them. */
  pushCause(event: MockEvent): void {
    if (this.hasListeners(event.type)) this.#waiting.splice(this.#holdStart, 0, deepFreeze(event))
  }

  /** Emits the queued events. A call from inside a listener returns at once, because the outer call emits the rest. */
  emit(): void {
    if (this.#isEmitting || this.#holds > 0 || this.#waiting.length === 0) return
    this.#isEmitting = true
    try {
      for (let next = 0; next < this.#waiting.length; next += 1) {
        // `clear` replaces the list.
        const waiting = this.#waiting
        this.#call(waiting[next] as MockEvent)
        if (waiting !== this.#waiting) next = -1
      }
    } finally {
      this.#waiting = []
      this.#isEmitting = false
    }
  }

  /** Runs a function and emits the events that it pushed after it has returned. */
  hold<Result>(run: () => Result): Result {
    if (this.#holds === 0) this.#holdStart = this.#waiting.length
    this.#holds += 1
    try {
      return run()
    } finally {
      this.#holds -= 1
      this.emit()
    }
  }

  /** Drops the queued events, which belong to a world that was replaced. */
  clear(): void {
    this.#waiting = []
    this.#holdStart = 0
  }

  #call(event: MockEvent): void {
    const listeners = this.#listeners?.get(event.type)
    if (!listeners) return
    // A listener may add and remove others. A removed one is not called any more; a new one receives the next event.
    const present = Array.from(listeners)
    for (const listener of present) {
      if (!listeners.has(listener)) continue
      try {
        const later = listener(event)
        // Asynchronous listeners are not awaited, but their errors are reported.
        if (isThenable(later)) later.then(undefined, this.#report)
      } catch (error) {
        this.#report(error)
      }
    }
  }
}

function isOf<Type extends MockEvent['type']>(event: MockEvent, type: Type): event is EventOf<Type> {
  return event.type === type
}
