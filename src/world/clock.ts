import { earliest, latest, parseMoment, toTimestamp } from '../contract/formats.ts'
import { show } from '../contract/problems.ts'

/** The only source of time. It stands still until it is moved, or ticks along with the machine's clock. */

/** A span of time: milliseconds, `'90s'` `'15m'` `'2h'` `'3d'` `'1w'`, or an ISO 8601 duration such as `'PT1H30M'`. */
export type Duration = number | string

/** A moment: ISO 8601 with an offset, milliseconds since 1970, or a Date. */
export type Moment = string | number | Date

/** How virtual time moves: only on demand, or along with the machine's time. */
export interface ClockSettings {
  readonly mode: 'frozen' | 'ticking'
  /** Virtual seconds in a real one, while ticking. */
  readonly speed: number
}

const units: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const isoDuration =
  /^P(?=.)(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?=.)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i

/** Milliseconds of a duration; a TypeError says what is understood when it is none. */
export function toMilliseconds(duration: Duration): number {
  const ms =
    typeof duration === 'number' ? duration : typeof duration === 'string' ? readDuration(duration.trim()) : undefined
  if (ms === undefined || !Number.isFinite(ms) || ms < 0) {
    throw new TypeError(
      `Not a duration: ${show(duration)}. Write milliseconds, '90s', '15m', '2h', '3d', '1h30m', or an ISO 8601 duration such as 'PT1H30M'`,
    )
  }
  return Math.round(ms)
}

function readDuration(text: string): number | undefined {
  const iso = isoDuration.exec(text)
  if (iso) {
    const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = iso.slice(1).map((part) => Number(part ?? 0))
    return weeks * 604_800_000 + days * 86_400_000 + hours * 3_600_000 + minutes * 60_000 + seconds * 1_000
  }
  if (!/^(?:\d+(?:\.\d+)?\s*(?:ms|[smhdw])\s*)+$/.test(text)) return undefined
  let total = 0
  for (const [, amount, unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)\s*(ms|[smhdw])/g))
    total += Number(amount) * (units[unit] ?? 0)
  return total
}

/** Milliseconds of a moment; a TypeError says what is understood when it is none. */
export function toInstant(moment: Moment): number {
  const ms = typeof moment === 'string' ? parseMoment(moment) : moment instanceof Date ? moment.getTime() : moment
  if (typeof ms !== 'number' || !(ms >= earliest && ms <= latest)) {
    throw new TypeError(
      `Not a moment between 1970 and 9999: ${moment instanceof Date && Number.isNaN(ms) ? 'an invalid date' : show(moment)}. Write ISO 8601 with an offset such as '2026-05-04T08:00:00Z', milliseconds since 1970, or a Date`,
    )
  }
  return Math.floor(ms)
}

/** Taken when the module loads: fake timers that a test installs later neither stop a ticking clock nor hurry it. */
const readMachine = performance.now.bind(performance)

/** Reads the machine's clock. Used by a ticking clock, and to measure; never by the data. */
export function machineTime(): number {
  return readMachine()
}

/** Milliseconds since 1970 by the machine's calendar: for logs and for ids that differ between runs; never for the data. */
export function wallTime(): number {
  return Date.now()
}

export class Clock {
  #now: number
  #settings: ClockSettings
  /** A present, and where the machine's clock stood then: a ticking clock counts from here. */
  #anchor: { readonly now: number; readonly machine: number }
  #second = -1
  #text = ''

  constructor(now: number, settings: ClockSettings = { mode: 'frozen', speed: 1 }) {
    this.#now = now
    this.#settings = settings
    this.#anchor = { now, machine: settings.mode === 'ticking' ? machineTime() : 0 }
  }

  /** The present, in milliseconds since 1970: where `moveTo` left it. */
  get now(): number {
    return this.#now
  }

  /** The present as the API writes it. */
  get timestamp(): string {
    const second = Math.floor(this.#now / 1_000)
    if (second !== this.#second) {
      this.#second = second
      this.#text = toTimestamp(this.#now)
    }
    return this.#text
  }

  /** Where the present should be by now: ahead of `now` while ticking, the same while frozen. */
  get due(): number {
    if (this.#settings.mode === 'frozen') return this.#now
    const { now, machine } = this.#anchor
    return Math.max(this.#now, Math.min(latest, Math.floor(now + (machineTime() - machine) * this.#settings.speed)))
  }

  moveTo(ms: number): void {
    this.#now = ms
  }

  /** Makes a ticking clock count from the present: after a jump. */
  anchor(): void {
    if (this.#settings.mode === 'ticking') this.#anchor = { now: this.#now, machine: machineTime() }
  }

  get settings(): ClockSettings {
    return this.#settings
  }

  set settings(settings: ClockSettings) {
    this.#settings = settings
    this.anchor()
  }
}
