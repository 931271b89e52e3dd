import type { ClockSettings } from '../contract/clock-settings.ts'
import { latest, toTimestamp } from '../contract/timestamps.ts'

/** The only source of time. It stands still until it is moved, or ticks along with the machine's clock. */

/** Read when the module loads, so that fake timers which a test installs later do not affect a ticking clock. */
const readMachine = performance.now.bind(performance)

/** Reads the machine's clock: for a ticking clock and for measurements. Never for data. */
export function machineTime(): number {
  return readMachine()
}

/** Milliseconds since 1970 by the machine's clock: for logs, and for ids that differ between runs. Never for data. */
export function wallTime(): number {
  return Date.now()
}

export class Clock {
  #now: number
  #settings: ClockSettings
  /** A virtual time and the machine time at that moment. A ticking clock counts from this pair. */
  #anchor: { readonly now: number; readonly machine: number }
  #second = -1
  #text = ''

  constructor(now: number, settings: ClockSettings) {
    this.#now = now
    this.#settings = settings
    this.#anchor = { now, machine: settings.mode === 'ticking' ? machineTime() : 0 }
  }

  /** The virtual time in milliseconds since 1970, as `moveTo` set it. */
  get now(): number {
    return this.#now
  }

  /** The virtual time as a timestamp of the API. */
  get timestamp(): string {
    const second = Math.floor(this.#now / 1_000)
    if (second !== this.#second) {
      this.#second = second
      this.#text = toTimestamp(this.#now)
    }
    return this.#text
  }

  /** The time that a ticking clock has reached by now. A frozen clock returns `now`. */
  get due(): number {
    if (this.#settings.mode === 'frozen') return this.#now
    const { now, machine } = this.#anchor
    return Math.max(this.#now, Math.min(latest, Math.floor(now + (machineTime() - machine) * this.#settings.speed)))
  }

  moveTo(ms: number): void {
    this.#now = ms
  }

  /** Restarts a ticking clock from the current virtual time, after a jump. */
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
