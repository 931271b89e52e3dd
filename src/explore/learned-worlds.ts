import { type Deviation, toPath } from './deviation.ts'
import type { Kind } from './kinds/catalog.ts'
import { type ExploredModel, modelsOf } from './kinds/meanwhile.ts'
import { allRows, sizeKinds } from './kinds/rows.ts'
import type { WorldOutcome } from './world-runner.ts'
import type { Transition } from './transitions.ts'

/** What a search has learned: which worlds have shown something new, and what may still be different in them. */

/** A world that is worth varying further, and the number of requests that the client sent in it. */
interface Kept {
  readonly world: readonly Deviation[]
  readonly requests: number
}

/** The sweep disturbs only this many first requests. Later ones are disturbed when kept worlds are varied. */
const maxSweptRequests = 8
/** In this many worlds with more requests than any before, the additional requests are disturbed one by one. */
const maxExtended = 3
const maxExtendedRequests = 2
/** An account without any rows, and one with a single row of each model, are tried right after the plain world. */
const smallestSizes = [0, 1]

export class LearnedWorlds {
  readonly #kinds: readonly Kind[]
  readonly #kept: Kept[] = []
  readonly transitions = new Map<string, Transition>()
  readonly #models = new Set<ExploredModel>()
  /** The paths of the simpler worlds in which the test held, after it had failed in another one. */
  readonly #held = new Set<string>()
  /** Worlds that are tried before all others. Each has one deviation more than a known world. */
  readonly #sweep: (readonly Deviation[])[] = []
  #next = 0
  #mostRequests = 0
  #extended = 0

  constructor(kinds: readonly Kind[]) {
    this.#kinds = kinds
  }

  /** Counts what a world has reached. */
  see({ transitions }: WorldOutcome): void {
    for (const [key, transition] of transitions) this.transitions.set(key, transition)
  }

  /** Notes a world that is simpler than the failing one, and in which the test held. */
  hold({ world }: WorldOutcome): void {
    this.#held.add(toPath(world))
  }

  hasHeld(world: readonly Deviation[]): boolean {
    return this.#held.has(toPath(world))
  }

  /** Learns from a world in which the test held. */
  learn(outcome: WorldOutcome): void {
    const { world, operations } = outcome
    const before = this.transitions.size
    this.see(outcome)
    for (const operation of operations)
      if (operation !== null) for (const model of modelsOf(operation)) this.#models.add(model)
    const isNew = this.transitions.size > before
    const requests = operations.length
    if (isNew && requests > 0) this.#kept.push({ world, requests })
    if (world.length === 0) {
      const timed = this.#timed(1, Math.min(requests, maxSweptRequests))
      this.#sweep.push(...this.#smallest(), ...inTurns(timed, this.#fromStart()).map((one) => [one]))
    } else if (isNew && requests > this.#mostRequests && this.#extended < maxExtended) {
      this.#extended += 1
      const first = this.#mostRequests + 1
      const timed = this.#timed(first, Math.min(requests, first + maxExtendedRequests - 1))
      this.#sweep.push(...timed.map((one) => world.concat(one)))
    }
    this.#mostRequests = Math.max(this.#mostRequests, requests)
  }

  /** The next world of the sweep; undefined at its end. */
  nextStep(): readonly Deviation[] | undefined {
    const step = this.#sweep[this.#next]
    this.#next += 1
    return step
  }

  /** The kinds that apply from the start and concern this client. */
  get startKinds(): readonly Kind[] {
    return this.#relevant.filter(({ isTimed }) => !isTimed)
  }

  /** The kinds that happen at requests and concern this client. */
  get timedKinds(): readonly Kind[] {
    return this.#relevant.filter(({ isTimed }) => isTimed)
  }

  /** The worlds that have shown something new. */
  get kept(): readonly Kept[] {
    return this.#kept
  }

  /** All kinds but those of models that the client never asks for: they change nothing for it. */
  get #relevant(): readonly Kind[] {
    return this.#kinds.filter(({ model }) => model === undefined || this.#models.size === 0 || this.#models.has(model))
  }

  /** All deviations that can happen at a range of requests. */
  #timed(first: number, last: number): Deviation[] {
    const requests = Array.from({ length: last - first + 1 }, (_, index) => first + index)
    const all = this.timedKinds.flatMap(({ name: kind, picks }) =>
      picks.flatMap((pick) => requests.map((at) => ({ kind, at, pick }))),
    )
    // Every kind is tried once before any is tried again.
    return all.toSorted((one, other) => one.pick - other.pick || one.at - other.at)
  }

  /** Worlds in which all models that the client asks for have equally few rows. The sweep has those of a single model anyway. */
  #smallest(): (readonly Deviation[])[] {
    const ofSize = this.startKinds.filter(({ name }) => Object.hasOwn(sizeKinds, name))
    if (ofSize.length < 2) return []
    return smallestSizes.map((pick) => ofSize.map(({ name: kind }) => ({ kind, pick })))
  }

  #fromStart(): Deviation[] {
    const deviations = (kinds: readonly Kind[], picksOf: (picks: readonly number[]) => readonly number[]) =>
      kinds.flatMap(({ name: kind, picks }) => picksOf(picks).map((pick) => ({ kind, pick })))
    const ofRows = this.startKinds.filter(({ isOfRow }) => isOfRow)
    const others = this.startKinds.filter(({ isOfRow }) => !isOfRow)
    return [
      ...deviations(others, (picks) => picks),
      // Lists begin with the newest row. What is odd about an older one is found if all rows are odd.
      ...deviations(ofRows, (picks) => picks.slice(0, 1)),
      ...deviations(ofRows, (picks) => picks.filter((pick) => pick === allRows)),
    ]
  }
}

/** Both lists in one, spread evenly. */
function inTurns<Item>(first: readonly Item[], second: readonly Item[]): Item[] {
  const place = (list: readonly Item[]) => list.map((item, index) => ({ item, at: (index + 0.5) / list.length }))
  return [...place(first), ...place(second)].toSorted((one, other) => one.at - other.at).map(({ item }) => item)
}
