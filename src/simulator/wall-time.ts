import { dayMs, firstMondayMs } from '../contract/durations.ts'
import { weekdays } from '../contract/campaigns.ts'
import { zoneOf } from './zones.ts'

/** Converts between moments and the wall clock of a time zone, and formats moments for people. */

/** What the wall clock of a zone shows at a moment, as milliseconds as if it were UTC. */
export function toWall(ms: number, timezone: string): number {
  return ms + zoneOf(timezone).at(ms).offset
}

/**
 * The moment at which a wall clock shows a time, in milliseconds. `wall` is that time as if it were UTC. When clocks
 * are set back, the first of two such moments; a time that is skipped when they are set forward counts on from before.
 * @example
 * fromWallTime(Date.parse('2026-05-10T16:30:00Z'), 'Europe/Berlin') === Date.parse('2026-05-10T14:30:00Z')
 */
export function fromWallTime(wall: number, timezone: string): number {
  const zone = zoneOf(timezone)
  const before = wall - zone.at(wall - dayMs).offset
  const after = wall - zone.at(wall + dayMs).offset
  const shown = [before, after].filter((ms) => toWall(ms, timezone) === wall)
  return shown.length > 0 ? Math.min(...shown) : before
}

/** A moment as `09:32`, `Tue 09:00` within a week, or `2026-05-12 09:00`; `now` is where it is seen from. */
export function toWallText(ms: number, now: number, timezone: string): string {
  const wall = toWall(ms, timezone)
  const [date = '', time = ''] = new Date(wall).toISOString().split('T')
  const clock = wall % 60_000 === 0 ? time.slice(0, 5) : time.slice(0, 8)
  const days = Math.floor(wall / dayMs) - Math.floor(toWall(now, timezone) / dayMs)
  if (days === 0) return clock
  return days > 0 && days < 7 ? `${weekdayOf(wall)} ${clock}` : `${date} ${clock}`
}

/** The weekday of a moment, as a schedule names it. */
export function weekdayAt(ms: number, timezone: string): (typeof weekdays)[number] {
  return weekdayIn(toWall(ms, timezone))
}

function weekdayOf(wall: number): string {
  const name = weekdayIn(wall)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function weekdayIn(wall: number): (typeof weekdays)[number] {
  return weekdays[((Math.floor((wall - firstMondayMs) / dayMs) % 7) + 7) % 7] ?? 'mon'
}

/** Whether two moments lie on the same day. */
export function isSameDay(one: number, other: number, timezone: string): boolean {
  return Math.floor(toWall(one, timezone) / dayMs) === Math.floor(toWall(other, timezone) / dayMs)
}
