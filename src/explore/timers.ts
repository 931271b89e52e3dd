import { setImmediate as startTurn, setTimeout as startWait } from 'node:timers'

/** The timers of the client under test, and real time beside them. */

/** How the fake timers of a runner are moved. `page.clock` of Playwright fits through `advance`. */
export interface ExploredTimers {
  /** Moves time on by so many milliseconds, and fires what is due. */
  readonly advance: (ms: number) => unknown
  /** Sets the time that `Date` tells; left out where the client does not look at it. */
  readonly setTime?: ((ms: number) => unknown) | undefined
}

/** Fake timers that a world is run with. */
export interface ClientTimers extends ExploredTimers {
  /** Milliseconds until the next timer fires; null where none is set, undefined where nobody knows. */
  readonly next: () => number | null | undefined
  /** Takes away the timers that were set since the world began. */
  readonly clear: () => void
}

// Taken when the module loads: what a test installs later does not stop the search.
const [turn, wait] = [startTurn, startWait]

/** Lets everything run that is ready to. */
export function realTurn(): Promise<void> {
  return new Promise((resolve) => void turn(resolve))
}

export function realWait(ms: number): Promise<void> {
  return new Promise((resolve) => void wait(resolve, ms))
}

/** The part of @sinonjs/fake-timers that is used: what vitest and jest install. */
interface FakeClock {
  readonly now: number
  readonly timers?: Readonly<Record<string, { readonly callAt: number }>> | undefined
  readonly tick: (ms: number) => unknown
  readonly setSystemTime: (ms: number) => unknown
  readonly clearTimeout: (id: number) => unknown
}

function isFakeClock(value: unknown): value is FakeClock {
  return typeof value === 'object' && value !== null && 'tick' in value && 'setSystemTime' in value && 'now' in value
}

/** The fake timers that are installed: those of vitest and jest are found, others are given. */
export function clientTimers(given: ExploredTimers | undefined): ClientTimers | undefined {
  if (given) return { ...given, next: () => undefined, clear: () => {} }
  const clock: unknown = Reflect.get(globalThis.setTimeout, 'clock')
  if (!isFakeClock(clock)) return undefined
  const before = new Set(Object.keys(clock.timers ?? {}))
  const isDateFake =
    Reflect.get(globalThis.Date, 'clock') !== undefined || Reflect.get(globalThis.Date, 'isFake') === true
  return {
    advance: (ms) => clock.tick(ms),
    setTime: isDateFake ? (ms) => clock.setSystemTime(ms) : undefined,
    next: () => {
      const moments = Object.values(clock.timers ?? {}).map(({ callAt }) => callAt)
      return moments.length === 0 ? null : Math.max(0, Math.min(...moments) - clock.now)
    },
    clear: () => {
      for (const id of Object.keys(clock.timers ?? {})) if (!before.has(id)) clock.clearTimeout(Number(id))
    },
  }
}
