import type { EventOf, MockEvent } from '../contract/events.ts'

type Listener = (event: MockEvent) => void

/** Tells listeners what happened. One that throws is reported, and keeps nobody from hearing the rest. */
export class Events {
  /** Made when the first one listens. */
  #listeners: Map<MockEvent['type'], Set<Listener>> | undefined
  readonly #report: (error: unknown) => void

  constructor(report: (error: unknown) => void) {
    this.#report = report
  }

  /** Listens until the function it answers is called. */
  on<Type extends MockEvent['type']>(type: Type, listener: (event: EventOf<Type>) => void): () => void {
    this.#listeners ??= new Map()
    const listeners = this.#listeners.get(type) ?? new Set<Listener>()
    this.#listeners.set(type, listeners)
    const one: Listener = (event) => {
      if (isOf(event, type)) listener(event)
    }
    listeners.add(one)
    return () => listeners.delete(one)
  }

  /** Whether anyone listens: what nobody hears need not be put into words. */
  heard(type: MockEvent['type']): boolean {
    return (this.#listeners?.get(type)?.size ?? 0) > 0
  }

  emit(event: MockEvent): void {
    for (const listener of this.#listeners?.get(event.type) ?? []) {
      try {
        listener(event)
      } catch (error) {
        this.#report(error)
      }
    }
  }
}

function isOf<Type extends MockEvent['type']>(event: MockEvent, type: Type): event is EventOf<Type> {
  return event.type === type
}
