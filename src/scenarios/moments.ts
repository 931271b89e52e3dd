import { toTimestamp } from '../contract/timestamps.ts'

/** A moment as documents write it. Virtual time has milliseconds, rows have whole seconds. */
export function toMoment(ms: number): string {
  return ms % 1_000 === 0 ? toTimestamp(ms) : new Date(ms).toISOString()
}
