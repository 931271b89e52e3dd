import { fromKeptRegisters, toKeptRegisters } from './entries.ts'
import type { Head } from './log.ts'
import type { MockParts } from './parts.ts'

type State = Head['state']

/** What a mock remembers beside its rows: registers, clock and faults. The tab that changes one of them last decides. */
export class Remembered {
  readonly #parts: MockParts
  /** What was read or written last, and what that is in this mock. */
  #seen: State | undefined
  #agreed: State | undefined

  constructor(parts: MockParts) {
    this.#parts = parts
  }

  get state(): State {
    const { world, faults } = this.#parts
    return { registers: toKeptRegisters(world.registers), clock: world.clock.settings, faults: faults.kept }
  }

  /** Whether there is anything that was not written yet. */
  get isChanged(): boolean {
    return differ(this.state, this.#agreed)
  }

  /** This was written. */
  agree(state: State): void {
    this.#seen = this.#agreed = state
  }

  /** Takes over what another tab has changed, and this one has not. */
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
