import { type EventOf, eventTypes, type MockEvent } from '../contract/events.ts'
import { show } from '../contract/problems.ts'
import { isThenable } from '../contract/promises.ts'
import { deepFreeze } from './freeze.ts'

type Listener = (event: MockEvent) => unknown

/**
 * Emits events to listeners, one after another: what a listener causes is emitted after what is waiting already.
 * A listener that throws is reported, and stops nothing.
 */
export class Events {
  /** Made when the first one listens. */
  #listeners: Map<MockEvent['type'], Set<Listener>> | undefined
  #waiting: MockEvent[] = []
  #isEmitting = false
  #holds = 0
  /** Where the events of the outermost hold begin. */
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

  /** Whether anyone listens: an event without a listener need not be made. */
  heard(type: MockEvent['type']): boolean {
    return (this.#listeners?.get(type)?.size ?? 0) > 0
  }

  /** Whether a listener is being called right now. */
  get isEmitting(): boolean {
    return this.#isEmitting
  }

  /** Puts an event behind those that wait. `emit` emits it. */
  push(event: MockEvent): void {
    if (this.heard(event.type)) this.#waiting.push(deepFreeze(event))
  }

  /** Puts an event in front of those that were pushed since `hold` began: for the cause of what follows. */
  pushCause(event: MockEvent): void {
    if (this.heard(event.type)) this.#waiting.splice(this.#holdStart, 0, deepFreeze(event))
  }

  /** Emits all that waits. Called by a listener, it returns at once: the call that emits goes on with the rest. */
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

  /** Runs something during which nothing is emitted; what it pushed is emitted when it has returned. */
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

  /** Drops what waits: it is about a world that is no more. */
  clear(): void {
    this.#waiting = []
    this.#holdStart = 0
  }

  #call(event: MockEvent): void {
    const listeners = this.#listeners?.get(event.type)
    if (!listeners) return
    // Listeners come and go meanwhile: one that has gone is not called, one that has come hears the next event.
    const present = Array.from(listeners)
    for (const listener of present) {
      if (!listeners.has(listener)) continue
      try {
        const later = listener(event)
        // Nobody waits for an asynchronous listener. An error of it is reported all the same.
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
