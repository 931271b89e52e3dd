import type { HistoryStep } from '../contract/history.ts'

/** What the control API returns of the history. */
export interface HistoryPage {
  readonly steps: readonly HistoryStep[]
  readonly ahead: readonly HistoryStep[]
  readonly first: number | null
  readonly last: number | null
}

/** The history of the mock as far as it was read: only what is new is read again. */
export class KnownHistory {
  /** What was done, newest last. */
  steps: readonly HistoryStep[] = []
  /** What was undone and can be done again, the next step first. */
  ahead: readonly HistoryStep[] = []
  /** Points to which people gave names: those after these steps. */
  checkpoints: readonly { readonly name: string; readonly step: number }[] = []
  #isStale = false

  /** The address of what is new. */
  get path(): string {
    return `/history?after=${this.#isStale ? 0 : (this.last ?? 0)}`
  }

  get last(): number | null {
    return this.steps.at(-1)?.id ?? null
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
