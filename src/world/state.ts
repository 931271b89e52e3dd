import type { Edition } from '../contract/editions.ts'
import type { CallOutcome, SimulatorSettings } from '../contract/simulator.ts'
import type { ClockSettings } from './clock.ts'
import type { Joins, JoinsBase } from './joins.ts'
import type { RandomState } from './random.ts'
import type { TableBases, Tables } from './tables.ts'

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

/** A base, and what was changed since. */
export interface WorldState {
  readonly base: WorldBase
  readonly tables: Tables
  readonly joins: Joins
  /** How many rows are different from the base. */
  readonly changes: number
}

export interface WorldSettings {
  readonly edition: Edition
  readonly clock: ClockSettings
  readonly sandbox: string | null
  readonly history: { readonly maxSteps: number; readonly maxBytes: number }
  readonly report: (error: unknown) => void
}
