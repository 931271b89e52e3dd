import { type EventOf, eventTypes, type MockEvent } from '../contract/events.ts'
import { show } from '../contract/problems.ts'
import { isThenable } from '../contract/promises.ts'

type Listener = (event: MockEvent) => unknown

/** Tells listeners what happened. One that throws is reported, and keeps nobody from hearing the rest. */
export class Events {
  /** Made when the first one listens. */
  #listeners: Map<MockEvent['type'], Set<Listener>> | undefined
  readonly #report: (error: unknown) => void

  constructor(report: (error: unknown) => void) {
    this.#report = report
  }

  /** Listens until the function it answers is called. */
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

  /** Whether anyone listens: what nobody hears need not be put into words. */
  heard(type: MockEvent['type']): boolean {
    return (this.#listeners?.get(type)?.size ?? 0) > 0
  }

  emit(event: MockEvent): void {
    const listeners = this.#listeners?.get(event.type)
    if (!listeners) return
    // Listeners come and go while they are told: who has gone hears nothing more, who comes hears the next one.
    const present = Array.from(listeners)
    for (const listener of present) {
      if (!listeners.has(listener)) continue
      try {
        const later = listener(event)
        // Nobody waits for a listener that is asynchronous; what it throws in the end is told all the same.
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
