import { fromKeptRegisters, toKeptRegisters } from './entries.ts'
import type { Head } from './log.ts'
import type { MockParts } from './mock-parts.ts'

type State = Head['state']

/**
 * Follows the state of a mock besides its rows: registers, clock and faults. The tab that changed one of them last wins.
 */
export class StateTracker {
  readonly #parts: MockParts
  /** The stored state as it was last read or written. */
  #stored: State | undefined
  /** The state of this mock right after that. A part that this tab changed before stays as it was. */
  #ownWhenStored: State | undefined

  constructor(parts: MockParts) {
    this.#parts = parts
  }

  get state(): State {
    const { world, faults } = this.#parts
    return { registers: toKeptRegisters(world.registers), clock: world.clock.settings, faults: faults.kept }
  }

  /** Whether the state changed since it was written. */
  get isChanged(): boolean {
    return differ(this.state, this.#ownWhenStored)
  }

  /** Notes that this state was written. */
  noteWritten(state: State): void {
    this.#stored = this.#ownWhenStored = state
  }

  /** Applies what another tab has changed, unless this tab has changed it, too. */
  take(
    state: State,
    { withRegisters, hasSteps }: { readonly withRegisters: boolean; readonly hasSteps: boolean },
  ): void {
    const { world, faults } = this.#parts
    const { clock } = world
    const [stored, ownWhenStored, mine] = [this.#stored, this.#ownWhenStored, this.state]
    if (withRegisters && differ(state.registers, stored?.registers)) {
      const registers = fromKeptRegisters(state.registers)
      const isAhead = clock.settings.mode === 'ticking' && !hasSteps && clock.now > registers.now
      world.registers = isAhead ? { ...registers, now: clock.now } : registers
    }
    const isClockMine = ownWhenStored !== undefined && differ(mine.clock, ownWhenStored.clock)
    const areFaultsMine = ownWhenStored !== undefined && differ(mine.faults, ownWhenStored.faults)
    if (!isClockMine && differ(state.clock, stored?.clock)) clock.settings = Object.freeze(state.clock)
    if (!areFaultsMine && differ(state.faults, stored?.faults)) faults.kept = state.faults
    const now = this.state
    this.#ownWhenStored = {
      registers: now.registers,
      clock: isClockMine ? ownWhenStored.clock : now.clock,
      faults: areFaultsMine ? ownWhenStored.faults : now.faults,
    }
    this.#stored = state
  }
}

function differ(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other)
}
