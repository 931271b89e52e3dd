import { campaignDefaults, type CampaignRow, weekdays } from '../contract/campaigns.ts'
import type { Week, WeekSlot } from '../contract/control/week.ts'
import { dayMs, firstMondayMs, minuteMs, weekMs } from '../contract/durations.ts'
import { type Problem, problems, show } from '../contract/problems.ts'
import { isReached } from '../contract/statuses.ts'
import { earliest, toTimestamp } from '../contract/timestamps.ts'
import { toWall } from '../simulator/wall-time.ts'
import type { Controlled } from './controlled.ts'

/** The calls of one week by day and half hour, beside the hours in which the campaign may call. */

const slotMs = 30 * minuteMs
const quarterMs = 15 * minuteMs

export function weekOf(mock: Controlled, campaign: CampaignRow, wanted: number | undefined): Week | Problem {
  const zone = campaign.timezone ?? campaignDefaults.timezone
  const calls = mock.db.call.getAll().filter(({ campaignUuid }) => campaignUuid === campaign.uuid)
  const wallOf = (iso: string) => toWall(Date.parse(iso), zone)
  const now = wallOf(mock.clock.now())
  const latest = calls.reduce((last, { startedAt }) => Math.max(last, wallOf(startedAt)), -Infinity)
  const back = wanted ?? (latest === -Infinity ? 0 : Math.max(0, weekIndexOf(now) - weekIndexOf(latest)))
  const most = weekIndexOf(now) - weekIndexOf(earliest)
  if (back > most) {
    const first = `that is the week of ${toTimestamp(earliest)}`
    const message = `must be a whole number from 0 to ${most}: ${first}; received ${show(String(back))}`
    return problems.invalid([{ field: 'back', message }])
  }
  const monday = firstMondayMs + (weekIndexOf(now) - back) * weekMs
  const days = weekdays.map((weekday, index) => {
    const { start, end } = campaign.schedule?.[weekday] ?? {}
    const hours = start === undefined || end === undefined ? null : { start: quarterOf(start), end: quarterOf(end) }
    return {
      date: toDate(monday + index * dayMs),
      hours: campaign.schedule ? hours : { start: 0, end: 96 },
      slots: new Array<WeekSlot>(),
    }
  })
  for (const { startedAt, outcome } of calls) {
    const sinceMonday = wallOf(startedAt) - monday
    const day = days[Math.floor(sinceMonday / dayMs)]
    if (!day) continue
    const slot = Math.floor((sinceMonday % dayMs) / slotMs)
    let counts = day.slots.find((one) => one.slot === slot)
    if (!counts) day.slots.push((counts = { slot, reached: 0, others: 0, going: 0 }))
    if (outcome === null) counts.going += 1
    else if (isReached(outcome)) counts.reached += 1
    else counts.others += 1
  }
  const today = Math.floor(now / dayMs) * dayMs
  return { back, zone, days, now: { date: toDate(now), quarter: (now - today) / quarterMs } }
}

/** The number of the week of a wall time; weeks begin on Monday. */
function weekIndexOf(wall: number): number {
  return Math.floor((wall - firstMondayMs) / weekMs)
}

/** The last days of 9999 are followed by some of the year 10000, whose dates are longer. */
function toDate(wall: number): string {
  const text = new Date(wall).toISOString()
  return text.slice(0, text.indexOf('T'))
}

/** `09:30` as the quarters of an hour since midnight. */
function quarterOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 4 + minutes / 15
}
