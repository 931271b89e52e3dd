import { clearTimeout as endWait, setImmediate as startTurn, setTimeout as startWait } from 'node:timers'
import { z } from 'zod'
import { aFunction } from '../contract/options.ts'

/** The timers of the client under test, and real time beside them. */

export const exploredTimers = z.object({
  /** Moves time on by so many milliseconds, and fires what is due. */
  advance: aFunction<(ms: number) => unknown>(),
  /** Sets the time of `Date`. Leave it out if the client does not read the date. */
  setTime: aFunction<(ms: number) => unknown>().optional(),
})
/** How the fake timers of a runner are moved. `page.clock` of Playwright fits through `advance`. */
export interface ExploredTimers extends Readonly<z.input<typeof exploredTimers>> {}

/** Fake timers that a world is run with. */
export interface ClientTimers extends ExploredTimers {
  /** Milliseconds until the next timer fires; null where none is set, undefined where nobody knows. */
  readonly next: () => number | null | undefined
  /** Runs what waits for the end of the current step of the program, where that is fake as well: it is by default in jest. */
  readonly flush: () => void
  /** Takes away the timers that were set since the world began. */
  readonly clear: () => void
}

// Taken when the module loads: what a test installs later does not stop the search.
const [turn, wait, stopWait] = [startTurn, startWait, endWait]

/** Lets everything run that is ready to. */
export function realTurn(): Promise<void> {
  return new Promise((resolve) => void turn(resolve))
}

export function realWait(ms: number): Promise<void> {
  return new Promise((resolve) => void wait(resolve, ms))
}

/** Tells whether so many milliseconds of real time have passed; `end` stops it. Without a number, they never pass. */
export function realLimit(ms: number | undefined): { readonly isOver: () => boolean; readonly end: () => void } {
  let isOver = false
  const waiting = ms === undefined ? undefined : wait(() => (isOver = true), ms)
  return { isOver: () => isOver, end: () => stopWait(waiting) }
}

interface FakeTimer {
  readonly id: number
  readonly callAt: number
}

/** The part of @sinonjs/fake-timers that is used: what vitest and jest install. */
interface FakeClock {
  readonly now: number
  /** A record of them, and a map since version 15.5. */
  readonly timers?: Readonly<Record<string, FakeTimer>> | ReadonlyMap<number, FakeTimer> | undefined
  readonly tick: (ms: number) => unknown
  readonly setSystemTime: (ms: number) => unknown
  readonly clearTimeout: (id: number) => unknown
  readonly runMicrotasks?: (() => unknown) | undefined
}

function isFakeClock(value: unknown): value is FakeClock {
  return typeof value === 'object' && value !== null && 'tick' in value && 'setSystemTime' in value && 'now' in value
}

function timersOf({ timers }: FakeClock): FakeTimer[] {
  if (timers === undefined) return []
  return isMap(timers) ? [...timers.values()] : Object.values(timers)
}

/** In jest, the map is of another realm. */
function isMap(value: object): value is ReadonlyMap<number, FakeTimer> {
  return typeof Reflect.get(value, 'values') === 'function'
}

/** What vitest and jest have installed in place of the timers; undefined where timers are real. */
export function fakeClock(): FakeClock | undefined {
  const clock: unknown = Reflect.get(globalThis.setTimeout, 'clock')
  return isFakeClock(clock) ? clock : undefined
}

/** The fake timers that are installed: those of vitest and jest are found, others are given. */
export function clientTimers(given: ExploredTimers | undefined): ClientTimers | undefined {
  if (given) return { ...given, next: () => undefined, flush: () => {}, clear: () => {} }
  const clock = fakeClock()
  if (!clock) return undefined
  const before = new Set(timersOf(clock).map(({ id }) => id))
  const isDateFake =
    Reflect.get(globalThis.Date, 'clock') !== undefined || Reflect.get(globalThis.Date, 'isFake') === true
  return {
    advance: (ms) => clock.tick(ms),
    setTime: isDateFake ? (ms) => clock.setSystemTime(ms) : undefined,
    next: () => {
      const moments = timersOf(clock).map(({ callAt }) => callAt)
      return moments.length === 0 ? null : Math.max(0, Math.min(...moments) - clock.now)
    },
    flush: () => clock.runMicrotasks?.(),
    clear: () => {
      for (const { id } of timersOf(clock)) if (!before.has(id)) clock.clearTimeout(id)
    },
  }
}
