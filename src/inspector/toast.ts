import type { Fault } from './answers.ts'

/** What was done, and the step of the history from which it can be undone; null where no history is kept. */
export interface Toast {
  readonly text: string
  readonly step: number | null
  /** Whether the step was undone, and can be done again. */
  readonly isUndone?: boolean
  /** The state before, where no step of the history leads back to it. */
  readonly state?: unknown
  /** The faults that there were: a new start takes them away, and no step of the history brings them back. */
  readonly faults: readonly Fault[]
}
