import type { Edition } from '../contract/editions.ts'
import type { CallOutcome, SimulatorSettings } from '../contract/simulator.ts'
import type { ClockSettings } from './clock.ts'
import type { JoinsBase } from './joins.ts'
import type { RandomState } from './random.ts'
import type { TableBases, Write } from './tables.ts'

/** What a world remembers beside its rows. All of it are values: a change replaces one. */
export interface Registers {
  readonly now: number
  readonly random: RandomState
  /** Outcomes that were laid down for the next calls of an order or a phone number. */
  readonly scripts: Readonly<Record<string, readonly CallOutcome[]>>
  /** Settings of the call simulator. */
  readonly simulator: SimulatorSettings
}

/** What a world starts from, and goes back to: shared by the mock and its sandboxes, never changed. */
export interface WorldBase extends Registers {
  /** The shipped scenario that it is made of; undefined for any other document. */
  readonly shipped: string | undefined
  readonly scenario: string
  readonly seed: number
  readonly tables: TableBases
  readonly joins: JoinsBase
}

/** A world that started anew, as it was before: its base, and the rows that were different from it. */
export interface ReplacedWorld {
  readonly base: WorldBase
  readonly writes: readonly Write[]
}

export interface WorldSettings {
  readonly edition: Edition
  readonly clock: ClockSettings
  readonly sandbox: string | null
  readonly history: { readonly maxSteps: number; readonly maxBytes: number }
  readonly report: (error: unknown) => void
}
