import { clockChanges, type ClockChanges, type ClockSettings } from '../contract/clock-settings.ts'
import { latest } from '../contract/timestamps.ts'
import { checkOptions } from '../contract/options.ts'
import { show } from '../contract/problems.ts'
import type { CallOutcome, SimulatorSettings } from '../contract/simulator.ts'
import { type Duration, type Moment, toInstant, toMilliseconds } from '../contract/moments.ts'
import type { World } from '../world/world.ts'
import type { Simulator } from './simulator.ts'

/** The clock and the simulator as users see them. */

/**
 * Virtual time. It stands still until it is moved, unless the option `clock` is `'ticking'`.
 * @example
 * mock.clock.set('2026-05-07T09:00:00Z')
 * mock.clock.advance('90m')
 */
export interface MockClock {
  /**
   * The virtual time as a timestamp of the API.
   * @example
   * mock.clock.now() // '2026-05-06T10:30:00Z'
   */
  now(): string
  /**
   * The virtual time in milliseconds since 1970.
   * @example
   * const inAnHour = new Date(mock.clock.ms() + 3_600_000)
   */
  ms(): number
  /**
   * Moves the clock to a moment. Everything that is due on the way happens. A move back undoes nothing.
   * @example
   * mock.clock.set('2026-05-07T09:00:00Z')
   */
  set(moment: Moment): void
  /**
   * Moves the clock by a duration such as `'90s'`, `'2h'`, `'3d'` or `'PT1H'`. Everything that is due meanwhile
   * happens.
   * @example
   * mock.clock.advance('2h')
   */
  advance(duration: Duration): void
  /**
   * Freezes the clock or lets it tick. `speed` is the number of virtual seconds in a real one.
   * @example
   * mock.clock.configure({ mode: 'ticking', speed: 60 })
   */
  configure(settings: ClockChanges): void
  /**
   * Whether the clock is frozen or ticks, and how fast.
   * @example
   * mock.clock.settings.mode // 'frozen'
   */
  readonly settings: ClockSettings
}

/**
 * The call simulator: it decides which order is called next and how the call ends.
 * @example
 * mock.simulator.outcome(order.uuid, ['no-answer', 'contacted'])
 * mock.simulator.runToEnd()
 */
export interface MockSimulator {
  /** False when the mock was made with `simulator: false`. */
  readonly enabled: boolean
  /** The settings that were made. Those of a campaign take precedence; defaults fill in the rest. */
  readonly settings: SimulatorSettings
  /**
   * The next event: a call ends, or a campaign begins a call or completes. `at` is in milliseconds since 1970.
   * @example
   * const next = mock.simulator.next()
   * if (next) mock.clock.set(next.at)
   */
  next(): { readonly at: number; readonly type: 'call.end' | 'campaign' } | undefined
  /**
   * Changes settings from now on.
   * @example
   * mock.simulator.configure({ maxAttempts: 2, retryDelays: [15] })
   */
  configure(settings: SimulatorSettings): void
  /**
   * Scripts the next calls of one contact, by order id or phone number.
   * @example
   * mock.simulator.outcome(order.uuid, ['no-answer', 'contacted'])
   */
  outcome(target: string, outcomes: readonly CallOutcome[]): void
  /**
   * Moves the clock to the next event and runs it. Returns false if there is none.
   * @example
   * while (mock.simulator.step()) console.log(mock.clock.now())
   */
  step(): boolean
  /**
   * Runs events until none is left.
   * @example
   * mock.simulator.runToEnd()
   * expect(mock.stats(campaign.uuid).calls.calling).toBe(0)
   */
  runToEnd(): void
}

/** The clock of a mock. `tick` moves a ticking clock to the time that is due. */
export function createClock(world: World, simulator: Simulator, tick: () => void): MockClock {
  return {
    now() {
      tick()
      return world.clock.timestamp
    },
    ms() {
      tick()
      return world.clock.now
    },
    set: (moment) => simulator.advanceTo(toInstant(moment), 'clock.set'),
    advance(duration) {
      const ms = toMilliseconds(duration)
      tick()
      if (world.clock.now + ms > latest)
        throw new TypeError(
          `Too long a duration: ${show(duration)} from ${world.clock.timestamp} leads beyond the year 9999`,
        )
      simulator.advanceTo(world.clock.now + ms)
    },
    configure(changes) {
      const { mode, speed } = checkOptions(clockChanges, changes, 'clock.configure')
      world.guard.assertFree()
      tick()
      const { settings } = world.clock
      world.clock.settings = Object.freeze({ mode: mode ?? settings.mode, speed: speed ?? settings.speed })
    },
    get settings() {
      return world.clock.settings
    },
  }
}
