import { dayMs, firstMondayMs, minuteMs, weekMs } from '../contract/durations.ts'
import { campaignDefaults, type Schedule, weekdays } from '../contract/campaigns.ts'
import { latest } from '../contract/timestamps.ts'
import { type Zone, zoneOf } from './zones.ts'

/**
 * When a campaign may call: a weekly schedule on the wall clock of a time zone.
 *
 * It is open at a moment whose local day and time lie in a window, start included and end not. So a window
 * that starts in the hour that spring skips opens with the first moment after it, and one within the hour
 * that autumn repeats is open both times.
 */

/** A stretch of time, its start included and its end not. */
export interface Span {
  readonly start: number
  readonly end: number
}

export class CallingWindows {
  /** In order, in milliseconds since Monday 00:00 on the wall clock; undefined for a campaign that may always call. */
  readonly #windows: readonly Span[] | undefined
  readonly #zone: Zone
  /** The last result of `next`, as a cache: closed from `#closed` on, open from `#open` up to `#end`. */
  #closed = Infinity
  #open = Infinity
  #end = Infinity

  /** Without a time zone, the schedule is in UTC. */
  constructor(schedule: Schedule | null, timezone: string | null) {
    this.#windows = schedule === null ? undefined : toWindows(schedule)
    this.#zone = zoneOf(timezone ?? campaignDefaults.timezone)
  }

  /** The first moment at or after `ms` at which the campaign may call; Infinity when there is none. */
  next(ms: number): number {
    if (!this.#windows) return ms
    if (ms < this.#closed || ms >= this.#end) this.#findWindow(ms, this.#windows)
    return ms > this.#open ? ms : this.#open
  }

  /** The open time between two moments, piece by piece. */
  *spans(from: number, to: number): Generator<Span> {
    for (let start = this.next(from); start < to; start = this.next(this.#end)) {
      const end = this.#windows ? this.#end : to
      yield { start, end: Math.min(end, to) }
      if (end >= to) return
    }
  }

  /** When this much open time has passed since `ms`; Infinity when that takes more than `most` windows. */
  after(ms: number, work: number, most = 10_000): number {
    let from = this.next(ms)
    if (!this.#windows) return from + work
    let left = work
    for (let count = 0; count < most && from !== Infinity; count += 1) {
      if (this.#end - from >= left) return from + left
      left -= this.#end - from
      from = this.next(this.#end)
    }
    return Infinity
  }

  #findWindow(ms: number, windows: readonly Span[]): void {
    this.#closed = ms
    this.#open = Infinity
    this.#end = Infinity
    const first = windows[0]
    if (!first) return
    let from = ms
    while (from <= latest) {
      const { to, offset } = this.#zone.at(from)
      const wall = modulo(from + offset - firstMondayMs, weekMs)
      const window = windows.find(({ end }) => wall < end) ?? { start: first.start + weekMs, end: first.end + weekMs }
      const open = from + Math.max(0, window.start - wall)
      if (open > latest) return
      if (open < to) {
        this.#open = open
        this.#end = Math.min(from + window.end - wall, to)
        return
      }
      from = to
    }
  }
}

function toWindows(schedule: Schedule): Span[] {
  return weekdays.flatMap((name, index) => {
    const window = schedule[name]
    const at = (time: string) => index * dayMs + toMinutes(time) * minuteMs
    return window ? [{ start: at(window.start), end: at(window.end) }] : []
  })
}

function toMinutes(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
