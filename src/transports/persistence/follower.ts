import type { World } from '../../world/world.ts'
import type { Change } from './entries.ts'
import { type Head, logOf } from './log.ts'
import type { OwnChanges } from './own-changes.ts'
import type { MockParts } from './mock-parts.ts'
import { redo } from './redo.ts'
import { StateTracker } from './state-tracker.ts'
import { Replay, type ReplayTarget } from './replay.ts'

/** Brings the world of this tab up to date with the log. */
export class Follower {
  readonly #parts: MockParts
  readonly #place: string
  readonly #warn: (message: string) => void
  readonly #stateTracker: StateTracker
  #generation = ''
  #known = -1
  #isReplaying = false

  constructor(parts: MockParts, place: string, warn: (message: string) => void) {
    this.#parts = parts
    this.#place = place
    this.#warn = warn
    this.#stateTracker = new StateTracker(parts)
  }

  /** The generation that this tab read or wrote last. */
  get generation(): string {
    return this.#generation
  }

  /** The number of the last entry that the world contains; -1 before the log was opened. */
  get known(): number {
    return this.#known
  }

  /** Whether the world is changing because of the log. Such changes are not written again. */
  get isReplaying(): boolean {
    return this.#isReplaying
  }

  /** The registers, the clock and the faults as they are now. */
  get state(): Head['state'] {
    return this.#stateTracker.state
  }

  /** Whether registers, clock or faults changed since they were written. */
  get isStateChanged(): boolean {
    return this.#stateTracker.isChanged
  }

  /** Notes that the log contains all changes of this tab up to an entry. */
  wrote({ generation, last, state }: Pick<Head, 'generation' | 'last' | 'state'>): void {
    this.#stateTracker.noteWritten(state)
    this.#generation = generation
    this.#known = last
  }

  /** Notes that this tab replaced the generation by one with the same content. */
  compacted(generation: string): void {
    this.#generation = generation
  }

  /** Whether the world is an earlier state of this log, so that newer entries lead to its current state. */
  follows({ generation, last, made }: Head): boolean {
    if (logOf(generation) !== logOf(this.#generation)) return false
    return this.#known <= last && (generation === this.#generation || this.#known >= made)
  }

  /** Continues as a world that was read from the log. */
  adopt(world: World, head: Head): void {
    this.#replaying(() => {
      this.#parts.world.adopt(world)
      this.#take(head, true)
    })
  }

  /**
   * Applies the entries of other tabs, and makes the changes of this tab again after them. Returns false if that is not
   * possible: then the world must be read anew.
   */
  catchUp(head: Head, news: readonly unknown[], own: OwnChanges): boolean {
    const { world, startOf, startAs, back } = this.#parts
    if (news.length === 0) {
      this.#replaying(() => this.#take(head, own.isEmpty))
      return true
    }
    if (own.undoWritten) return false
    const begin: ReplayTarget['begin'] = (call, origin) => startAs(call, startOf(origin))
    const changes = own.take()
    return world.events.hold(() => {
      try {
        this.#replaying(() => {
          if (changes.length > 0)
            world.discard(changes.flatMap((change) => ('step' in change ? change.step : [])).toReversed())
          const replay = new Replay(world, this.#place, { begin, back }, { from: this.#known + 1 })
          for (const one of news) replay.take(one)
          this.#take(head, true)
        })
        return true
      } catch {
        return false
      } finally {
        this.redo(changes)
      }
    })
  }

  /** Makes changes of this tab again. A change that does not fit any more is dropped with a warning. */
  redo(changes: readonly Change[]): void {
    for (const change of changes) {
      const reason = redo(this.#parts, change)
      if (reason !== undefined)
        this.#warn(
          `A change of this tab (${causeOf(change)}) is undone, as it does not fit what another tab has changed: ${reason}.`,
        )
    }
  }

  #replaying(run: () => void): void {
    this.#isReplaying = true
    try {
      run()
    } finally {
      this.#isReplaying = false
    }
  }

  #take({ state, generation, last }: Head, withRegisters: boolean): void {
    this.#stateTracker.take(state, { withRegisters, hasSteps: last > this.#known })
    this.#generation = generation
    this.#known = last
  }
}

function causeOf(change: Change): string {
  if ('undone' in change) return 'history.back'
  const { cause } = change.step
  return cause.type === 'request' ? `${cause.method} ${cause.path}` : cause.call
}
