import { z } from 'zod'
import { latest } from '../contract/formats.ts'
import { checkOptions, mockOptions } from '../contract/options.ts'
import { show } from '../contract/problems.ts'
import type { CallOutcome, SimulatorSettings } from '../contract/simulator.ts'
import { type ClockSettings, type Duration, type Moment, toInstant, toMilliseconds } from '../world/clock.ts'
import type { World } from '../world/world.ts'
import type { Simulator } from './simulator.ts'

/** What time and calls are steered with, as users of a mock see it. */

const clockOptions = z.strictObject({ mode: mockOptions.shape.clock, speed: mockOptions.shape.speed })

/**
 * Virtual time. It stands still until it is moved, unless the clock ticks.
 * @example
 * mock.clock.set('2026-05-07T09:00:00Z')
 * mock.clock.advance('90m')
 */
export interface MockClock {
  /**
   * The present, as the API writes it.
   * @example
   * mock.clock.now() // '2026-05-06T10:30:00Z'
   */
  now(): string
  /**
   * The present in milliseconds since 1970.
   * @example
   * const inAnHour = new Date(mock.clock.ms() + 3_600_000)
   */
  ms(): number
  /**
   * Jumps to a moment; on the way forward, everything happens that is due.
   * @example
   * mock.clock.set('2026-05-07T09:00:00Z')
   */
  set(moment: Moment): void
  /**
   * Moves on by a duration, such as `'90s'`, `'2h'`, `'3d'` or `'PT1H'`; everything happens that is due.
   * @example
   * mock.clock.advance('2h')
   */
  advance(duration: Duration): void
  /**
   * Lets time stand, or tick; with a speed, so many virtual seconds in a real one.
   * @example
   * mock.clock.configure({ mode: 'ticking', speed: 60 })
   */
  configure(settings: { readonly mode?: 'frozen' | 'ticking' | undefined; readonly speed?: number | undefined }): void
  /**
   * Whether time stands or ticks, and how fast.
   * @example
   * mock.clock.settings.mode // 'frozen'
   */
  readonly settings: ClockSettings
}

/**
 * The call simulator: who is called next, and how it ends.
 * @example
 * mock.simulator.outcome(order.uuid, ['no-answer', 'contacted'])
 * mock.simulator.runToEnd()
 */
export interface MockSimulator {
  /** False when the mock was made with `simulator: false`. */
  readonly enabled: boolean
  /** What was set; the defaults hold for all else, and a campaign's own go before both. */
  readonly settings: SimulatorSettings
  /**
   * When something next happens by itself, in milliseconds since 1970: a call ends, or a campaign has something to do.
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
   * Runs the next event, whenever it is due; false when there is none.
   * @example
   * while (mock.simulator.step()) console.log(mock.clock.now())
   */
  step(): boolean
  /**
   * Runs until nothing is left to happen.
   * @example
   * mock.simulator.runToEnd()
   * expect(mock.stats(campaign.uuid).calls.calling).toBe(0)
   */
  runToEnd(): void
}

/** The clock of a mock: moving it runs what is due on the way. `tick` lets a ticking one catch up first. */
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
      const { mode, speed } = checkOptions(clockOptions, changes, 'clock.configure')
      tick()
      const { settings } = world.clock
      world.clock.settings = Object.freeze({ mode: mode ?? settings.mode, speed: speed ?? settings.speed })
    },
    get settings() {
      return world.clock.settings
    },
  }
}
