import type { HistoryStep, RowChange } from '../contract/history.ts'
import { show } from '../contract/problems.ts'
import { changesOf } from './changes.ts'
import type { Step } from './history.ts'
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
   * Makes a sandbox that continues from now, or from the state before a step.
   * @example
   * const other = mock.history.fork('what-if')
   */
  fork(name: string, id?: number): Fork
}

/** What moves the history of a world. */
export class HistoryControls<Fork> implements MockHistory<Fork> {
  readonly #world: World
  readonly #wentBack: (undone: readonly number[]) => void
  readonly #fork: (name: string, id: number | undefined) => Fork

  constructor(
    world: World,
    wentBack: (undone: readonly number[]) => void,
    fork: (name: string, id: number | undefined) => Fork,
  ) {
    this.#world = world
    this.#wentBack = wentBack
    this.#fork = fork
  }

  all(): readonly HistoryStep[] {
    const { steps } = this.#world.history
    return steps.map((step, index) => this.#toEntry(step, steps.slice(index + 1)))
  }

  changes(id: number): readonly RowChange[] {
    const step = this.#find(id)
    return Object.freeze(changesOf(step, this.#world.history.since(id).slice(0, -1).toReversed(), this.#world.base))
  }

  back(id: number | undefined = this.#world.history.lastId ?? undefined): number {
    if (id === undefined) return 0
    this.#find(id)
    const undone = this.#world.back(id)
    this.#wentBack(undone)
    const { events, clock, settings } = this.#world
    events.push({ type: 'history', at: clock.timestamp, sandbox: settings.sandbox, undone })
    events.emit()
    return undone.length
  }

  fork(name: string, id?: number): Fork {
    if (id !== undefined) this.#find(id)
    return this.#fork(name, id)
  }

  #toEntry(step: Step, later: readonly Step[]): HistoryStep {
    const { id, at, cause, writes } = step
    const changes = step.replaced ? changesOf(step, later, this.#world.base).length : countRows(writes)
    return Object.freeze({ id, at, cause, changes })
  }

  #find(id: number): Step {
    const step = this.#world.history.find(id)
    if (step) return step
    const ids = this.#world.history.steps.map((one) => one.id)
    const range = ids.length === 0 ? 'the history is empty' : `the history has ${ids[0]} to ${ids.at(-1)}`
    throw new TypeError(`There is no step ${show(id)}; ${range}. mock.history.all() lists them`)
  }
}

function countRows(writes: Step['writes']): number {
  if (writes.length < 2) return writes.length
  return new Set(writes.map(({ model, before, after }) => `${model} ${(after ?? before)?.uuid}`)).size
}
