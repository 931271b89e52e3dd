import type { HistoryStep } from '../contract/history.ts'
import { keep, recall } from './memory.ts'

/** What the control API returns of the history. */
export interface HistoryPage {
  readonly steps: readonly HistoryStep[]
  readonly ahead: readonly HistoryStep[]
  readonly first: number | null
  readonly last: number | null
}

/** A point to which somebody gave a name: that after a step, and 0 for the start. */
export interface Checkpoint {
  readonly name: string
  readonly step: number
  /** When the step was made: after a restart, other steps have the same ids. */
  readonly at: string | undefined
}

const storageKey = `checkpoints ${globalThis.location?.pathname}`

/** The history of the mock as far as it was read: only what is new is read again. */
export class KnownHistory {
  /** What was done, newest last. */
  steps: readonly HistoryStep[] = []
  /** What was undone and can be done again, the next step first. */
  ahead: readonly HistoryStep[] = []
  #checkpoints: readonly Checkpoint[] = JSON.parse(recall(storageKey) || '[]')
  #isStale = false

  /** The address of what is new. */
  get path(): string {
    return `/history?after=${this.#isStale ? 0 : (this.last ?? 0)}`
  }

  get last(): number | null {
    return this.steps.at(-1)?.id ?? null
  }

  /** The checkpoints that can still be gone to. */
  get checkpoints(): readonly Checkpoint[] {
    return this.#checkpoints.filter(({ step, at }) => at === this.#timeOf(step))
  }

  /** Gives a name to the point where the mock is, which the browser keeps. */
  mark(name: string): void {
    const step = this.last ?? 0
    this.#checkpoints = [...this.#checkpoints, { name, step, at: this.#timeOf(step) }]
    keep(storageKey, JSON.stringify(this.#checkpoints))
  }

  #timeOf(step: number): string | undefined {
    return [...this.steps, ...this.ahead].find(({ id }) => id === step)?.at
  }

  take({ steps, ahead, first, last }: HistoryPage): void {
    const known = this.#isStale ? [] : this.steps.filter(({ id }) => id >= (first ?? Infinity) && id <= (last ?? 0))
    const newest = known.at(-1)?.id ?? 0
    this.steps = [...known, ...steps.filter(({ id }) => id > newest)]
    this.ahead = ahead
    this.#isStale = false
  }

  /** Makes the next read a complete one, as everything that is known may be out of date. */
  reread(): void {
    this.#isStale = true
  }
}
