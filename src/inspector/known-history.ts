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
  /** When the step was made, empty for the start: after a restart, other steps have the same ids. */
  readonly at: string
}

const storageKey = `checkpoints ${globalThis.location?.pathname}`

/** The history of the mock as far as it was read: only what is new is read again. */
export class KnownHistory {
  /** What was done, newest last. */
  steps: readonly HistoryStep[] = []
  /** What was undone and can be done again, the next step first. */
  ahead: readonly HistoryStep[] = []
  #checkpoints: readonly Checkpoint[] = recall(storageKey).split('\n').map(checkpointOf)
  #isStale = false

  /** The step after which the history must be read: 0 for all of it. */
  get readFrom(): number {
    return this.#isStale ? 0 : (this.last ?? 0)
  }

  get last(): number | null {
    return this.steps.at(-1)?.id ?? null
  }

  /** The checkpoints that can still be gone to. */
  get checkpoints(): readonly Checkpoint[] {
    return this.#checkpoints.filter(({ name, step, at }) => name && at === this.#timeOf(step))
  }

  /** Gives a name to the point where the mock is, which the browser keeps. */
  mark(name: string): void {
    const step = this.last ?? 0
    this.#checkpoints = [...this.checkpoints, { name, step, at: this.#timeOf(step) }]
    keep(storageKey, this.#checkpoints.map((point) => `${point.step} ${point.at} ${point.name}`).join('\n'))
  }

  #timeOf(step: number): string {
    return [...this.steps, ...this.ahead].find(({ id }) => id === step)?.at ?? ''
  }

  /** Takes the answer to a read of all steps after one. */
  take({ steps, ahead, first, last }: HistoryPage, after: number): void {
    const known = this.steps.filter(({ id }) => id <= Math.min(after, last ?? 0) && id >= (first ?? 0))
    this.steps = [...known, ...steps]
    this.ahead = ahead
    this.#isStale &&= after > 0
  }

  /** Makes the next read a complete one, as everything that is known may be out of date. */
  reread(): void {
    this.#isStale = true
  }
}

/**
 * Reads the line that the browser keeps of a checkpoint. A broken line gives one without a name, or with a time that no
 * step has, which is left out.
 */
function checkpointOf(line: string): Checkpoint {
  const [step, at = '', ...name] = line.split(' ')
  return { name: name.join(' '), step: Number(step), at }
}
