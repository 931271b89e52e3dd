import { fromKeptRegisters, toKeptRegisters } from './entries.ts'
import type { Head } from './log.ts'
import type { MockParts } from './parts.ts'

type State = Head['state']

/** The state of a mock besides its rows: registers, clock and faults. The tab that changed one of them last wins. */
export class Remembered {
  readonly #parts: MockParts
  /** The stored state as it was last read or written, and the state of this mock right after that. */
  #seen: State | undefined
  #agreed: State | undefined

  constructor(parts: MockParts) {
    this.#parts = parts
  }

  get state(): State {
    const { world, faults } = this.#parts
    return { registers: toKeptRegisters(world.registers), clock: world.clock.settings, faults: faults.kept }
  }

  /** Whether the state changed since it was written. */
  get isChanged(): boolean {
    return differ(this.state, this.#agreed)
  }

  /** Notes that this state was written. */
  agree(state: State): void {
    this.#seen = this.#agreed = state
  }

  /** Applies what another tab has changed, unless this tab has changed it, too. */
  take(
    state: State,
    { withRegisters, hasSteps }: { readonly withRegisters: boolean; readonly hasSteps: boolean },
  ): void {
    const { world, faults } = this.#parts
    const { clock } = world
    const [seen, agreed, mine] = [this.#seen, this.#agreed, this.state]
    if (withRegisters && differ(state.registers, seen?.registers)) {
      const registers = fromKeptRegisters(state.registers)
      const isAhead = clock.settings.mode === 'ticking' && !hasSteps && clock.now > registers.now
      world.registers = isAhead ? { ...registers, now: clock.now } : registers
    }
    const isClockMine = agreed !== undefined && differ(mine.clock, agreed.clock)
    const areFaultsMine = agreed !== undefined && differ(mine.faults, agreed.faults)
    if (!isClockMine && differ(state.clock, seen?.clock)) clock.settings = Object.freeze(state.clock)
    if (!areFaultsMine && differ(state.faults, seen?.faults)) faults.kept = state.faults
    const now = this.state
    this.#agreed = {
      registers: now.registers,
      clock: isClockMine ? agreed.clock : now.clock,
      faults: areFaultsMine ? agreed.faults : now.faults,
    }
    this.#seen = state
  }
}

function differ(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) !== JSON.stringify(other)
}
