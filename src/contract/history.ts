import type { ModelName, Models } from './models.ts'

/** What a step of the history was caused by. */
export type Cause =
  | { readonly type: 'request'; readonly method: string; readonly path: string; readonly operation: string | null }
  /** A call of the test API, such as `order.update`. */
  | { readonly type: 'db'; readonly call: string }
  /** A move of the clock, such as `clock.advance`; `tick` for a clock that ticks. */
  | { readonly type: 'clock'; readonly call: string }
  /** A call of the simulator's controls, such as `simulator.step`. */
  | { readonly type: 'simulator'; readonly call: string }
  /** A new start: `reset`, `load` or `restore`. */
  | { readonly type: 'start'; readonly call: string }

/** One step of the history. */
export interface HistoryStep {
  readonly id: number
  /** Virtual time when the step began. */
  readonly at: string
  readonly cause: Cause
  /** How many rows the step changed. */
  readonly changes: number
}

/** A row that a step changed: `before` is null for a new row, `after` for a removed one. */
export type RowChange = {
  readonly [Name in ModelName]: {
    readonly model: Name
    readonly uuid: string
    readonly before: Models[Name] | null
    readonly after: Models[Name] | null
  }
}[ModelName]
