import type { HistoryStep, RowChange } from '../contract/history.ts'
import { show } from '../contract/problems.ts'
import { changesOf } from './changes.ts'
import type { Step } from './history.ts'
import type { WorldBase } from './state.ts'
import { rowKey } from './tables.ts'
import type { World } from './world.ts'

/** The history of a mock: every change in order, with what caused it. */
export interface MockHistory<Fork> {
  /**
   * The steps, newest last.
   * @example
   * mock.history.all().map(({ cause }) => cause.type)
   */
  all(): readonly HistoryStep[]
  /**
   * The rows that a step changed, each as it was before and after the step.
   * @example
   * const [change] = mock.history.changes(step.id)
   */
  changes(id: number): readonly RowChange[]
  /**
   * Undoes the newest step, or a step and all that came after it: rows, clock, chance and what is due. Requests stay in
   * the journal and are marked as undone. Returns how many steps were undone.
   * @example
   * mock.history.back()
   */
  back(id?: number): number
  /**
   * The undone steps that `forward` can redo, the next one first. A new change empties this list.
   * @example
   * mock.history.ahead().length
   */
  ahead(): readonly HistoryStep[]
  /**
   * Redoes the step that was undone last, or all undone steps up to one. Requests of those steps are not
   * marked as undone any more. Returns how many steps were redone.
   * @example
   * mock.history.back()
   * mock.history.forward()
   */
  forward(id?: number): number
  /**
   * Makes a sandbox that continues from now, or from the state before a step.
   * @example
   * const other = mock.history.fork('what-if')
   */
  fork(name: string, id?: number): Fork
}

/** The history of a world as users control it. */
export class HistoryControls<Fork> implements MockHistory<Fork> {
  readonly #world: World
  readonly #moved: (undone: readonly number[], redone: readonly number[]) => void
  readonly #fork: (name: string, id: number | undefined) => Fork

  constructor(
    world: World,
    moved: (undone: readonly number[], redone: readonly number[]) => void,
    fork: (name: string, id: number | undefined) => Fork,
  ) {
    this.#world = world
    this.#moved = moved
    this.#fork = fork
  }

  all(): readonly HistoryStep[] {
    return toEntries(this.#made)
  }

  changes(id: number): readonly RowChange[] {
    const { steps, base } = this.#undone.steps.some((step) => step.id === id) ? this.#undone : this.#made
    const step = this.#find(id, steps)
    return Object.freeze(changesOf(step, steps.slice(steps.indexOf(step) + 1), base))
  }

  back(id: number | undefined = this.#world.history.lastId ?? undefined): number {
    if (id === undefined) return 0
    this.#find(id)
    const undone = this.#world.back(id)
    this.#announce(undone, [])
    return undone.length
  }

  ahead(): readonly HistoryStep[] {
    return toEntries(this.#undone)
  }

  forward(id: number | undefined = this.#world.history.undone[0]?.step.id): number {
    if (id === undefined) return 0
    const ids = this.#undone.steps.map((step) => step.id)
    if (!ids.includes(id))
      throw new TypeError(
        `The step ${show(id)} cannot be done again: ${ids.length === 0 ? 'nothing is undone, or something new was done since' : `what can be is ${ids[0]} to ${ids.at(-1)}`}`,
      )
    const redone = this.#world.forward(id)
    this.#announce([], redone)
    return redone.length
  }

  fork(name: string, id?: number): Fork {
    if (id !== undefined) this.#find(id)
    return this.#fork(name, id)
  }

  #announce(undone: readonly number[], redone: readonly number[]): void {
    this.#moved(undone, redone)
    const { events, clock, settings } = this.#world
    events.push({ type: 'history', at: clock.timestamp, sandbox: settings.sandbox, undone, redone })
    events.emit()
  }

  get #made(): Steps {
    return { steps: this.#world.history.steps, base: this.#world.base }
  }

  get #undone(): Steps {
    const { undone } = this.#world.history
    return { steps: undone.map(({ step }) => step), base: undone.at(-1)?.base ?? this.#world.base }
  }

  #find(id: number, steps = this.#world.history.steps): Step {
    const step = steps.find((one) => one.id === id)
    if (step) return step
    const ids = steps.map((one) => one.id)
    const range = ids.length === 0 ? 'the history is empty' : `the history has ${ids[0]} to ${ids.at(-1)}`
    throw new TypeError(`There is no step ${show(id)}; ${range}`)
  }
}

/** Steps in their order, and the base of the world after the last of them. */
interface Steps {
  readonly steps: readonly Step[]
  readonly base: WorldBase
}

function toEntries({ steps, base }: Steps): HistoryStep[] {
  return steps.map((step, index) => {
    const { id, at, cause, replaced, writes } = step
    const changes = replaced ? changesOf(step, steps.slice(index + 1), base).length : countRows(writes)
    return Object.freeze({ id, at, cause, changes })
  })
}

function countRows(writes: Step['writes']): number {
  if (writes.length < 2) return writes.length
  return new Set(writes.map(rowKey)).size
}
