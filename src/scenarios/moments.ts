import { toTimestamp } from '../contract/formats.ts'

/** A moment as documents write it. Virtual time may lie within a second; rows never do. */
export function toMoment(ms: number): string {
  return ms % 1_000 === 0 ? toTimestamp(ms) : new Date(ms).toISOString()
}
