import type { Edition } from '../contract/editions.ts'
import type { SimulatorSettings } from '../contract/simulator.ts'
import type { ClockSettings } from '../contract/clock-settings.ts'
import type { JoinBases } from './joins-base.ts'
import type { RandomState } from './random.ts'
import type { Scripts } from './scripts.ts'
import type { TableBases, Write } from './tables.ts'

/** The state of a world besides its rows. All values are immutable: a change replaces one. */
export interface Registers {
  readonly now: number
  readonly random: RandomState
  readonly scripts: Scripts
  /** Settings of the call simulator. */
  readonly simulator: SimulatorSettings
}

/** The state that a world starts from and returns to. It is shared by a mock and its sandboxes, and never changes. */
export interface WorldBase extends Registers {
  /** The name of the shipped scenario that it was made from; undefined for any other document. */
  readonly shipped: string | undefined
  readonly scenario: string
  readonly seed: number
  readonly tables: TableBases
  readonly joins: JoinBases
  /** An estimate of the memory of its rows. */
  readonly bytes: number
}

/** Applies the consequences of a transaction's writes, within the same transaction. It may write more rows. */
export type Consequences = (writes: readonly Write[]) => void

/** A world before it was started again: its base, the rows that differed from it, and the base of its `reset`. */
export interface ReplacedWorld {
  readonly base: WorldBase
  readonly writes: readonly Write[]
  readonly home: WorldBase
}

export interface WorldSettings {
  readonly edition: Edition
  readonly clock: ClockSettings
  readonly sandbox: string | null
  readonly history: { readonly maxSteps: number; readonly maxBytes: number }
  readonly report: (error: unknown) => void
}
