import { dayMs, weekMs } from '../contract/durations.ts'

/**
 * What a clock on the wall shows in a time zone: an offset from UTC, constant between two changes.
 * `Intl` takes several microseconds for each moment, so that whole weeks are computed once and cached.
 */

/** A stretch of time, from `from` up to `to`, in which a zone keeps one offset. All in milliseconds. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly offset: number
}

const unbounded: Stretch = { from: -Infinity, to: Infinity, offset: 0 }
/** The most weeks that are cached for a zone: a century, more than any simulation needs. */
const maxWeeks = 5_200

export class Zone {
  readonly #wall: Intl.DateTimeFormat | undefined
  readonly #weeks = new Map<number, readonly Stretch[]>()
  #latest: Stretch | undefined

  constructor(name: string) {
    if (/^(?:Etc\/)?(?:UTC|GMT)$/i.test(name)) return
    const digits = '2-digit'
    this.#wall = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
      second: digits,
    })
  }

  /** The stretch that a moment lies in; cut at the ends of a week. */
  at(ms: number): Stretch {
    const known = this.#latest
    if (known && ms >= known.from && ms < known.to) return known
    if (!this.#wall) return unbounded
    const index = Math.floor(ms / weekMs)
    let stretches = this.#weeks.get(index)
    if (!stretches) {
      stretches = this.#stretchesOfWeek(index * weekMs)
      if (this.#weeks.size >= maxWeeks) this.#weeks.clear()
      this.#weeks.set(index, stretches)
    }
    for (const stretch of stretches) if (ms < stretch.to) return (this.#latest = stretch)
    return unbounded
  }

  /** Goes through a week day by day. No zone changes its offset there and back within a day. */
  #stretchesOfWeek(start: number): Stretch[] {
    const stretches: Stretch[] = []
    let from = start
    let offset = this.#offset(start)
    for (let step = start + dayMs; step <= start + weekMs; step += dayMs) {
      const next = this.#offset(step)
      if (next === offset) continue
      const change = this.#change(step - dayMs, step, offset)
      if (change > from) stretches.push({ from, to: change, offset })
      from = change
      offset = next
    }
    if (from < start + weekMs) stretches.push({ from, to: start + weekMs, offset })
    return stretches
  }

  /** The first second after `low`, up to `high`, with another offset. */
  #change(low: number, high: number, offset: number): number {
    let before = low / 1_000
    let after = high / 1_000
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2)
      if (this.#offset(middle * 1_000) === offset) before = middle
      else after = middle
    }
    return after * 1_000
  }

  #offset(ms: number): number {
    const shown = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)/.exec(this.#wall?.format(ms) ?? '')
    if (!shown) return 0
    const [month = 0, date = 0, year = 0, hour = 0, minute = 0, second = 0] = shown.slice(1).map(Number)
    return Date.UTC(year, month - 1, date, hour, minute, second) - ms
  }
}

/** Zones are shared by all mocks: they never change, and a formatter takes more memory than a sandbox. */
const zones = new Map<string, Zone>()

export function zoneOf(name: string): Zone {
  let zone = zones.get(name)
  if (!zone) {
    zone = new Zone(name)
    zones.set(name, zone)
  }
  return zone
}
