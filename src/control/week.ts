import type { CampaignRow } from '../contract/campaigns.ts'
import { weekdays } from '../contract/campaigns.ts'
import type { Week } from '../contract/control/week.ts'
import { isOutcome, outcomes } from '../contract/statuses.ts'
import { zoneOf } from '../simulator/zones.ts'
import type { Controlled } from './controlled.ts'

/** The calls of one week by day and half hour, beside the hours in which the campaign may call. */

const dayMs = 86_400_000
const slotMs = 1_800_000
const quarterMs = 900_000

export function weekOf(mock: Controlled, campaign: CampaignRow, wanted: number | undefined): Week {
  const zone = campaign.timezone ?? 'UTC'
  const calls = mock.db.call.getAll().filter(({ campaignUuid }) => campaignUuid === campaign.uuid)
  const toWall = (iso: string) => Date.parse(iso) + zoneOf(zone).at(Date.parse(iso)).offset
  const now = toWall(mock.clock.now())
  const latest = calls.reduce((last, { startedAt }) => Math.max(last, toWall(startedAt)), -Infinity)
  const back = wanted ?? (latest === -Infinity ? 0 : Math.max(0, mondayOf(now) - mondayOf(latest)) / 7)
  const monday = mondayOf(now) - back * 7
  const days = weekdays.map((weekday, index) => {
    const { start, end } = campaign.schedule?.[weekday] ?? {}
    const hours = start === undefined || end === undefined ? null : { start: quarterOf(start), end: quarterOf(end) }
    return {
      date: toDate((monday + index) * dayMs),
      hours: campaign.schedule ? hours : { start: 0, end: 96 },
      slots: [] as { slot: number; reached: number; others: number; going: number }[],
    }
  })
  for (const { startedAt, outcome } of calls) {
    const wall = toWall(startedAt)
    const day = days[Math.floor(wall / dayMs) - monday]
    if (!day) continue
    const slot = Math.floor((((wall % dayMs) + dayMs) % dayMs) / slotMs)
    let counts = day.slots.find((one) => one.slot === slot)
    if (!counts) day.slots.push((counts = { slot, reached: 0, others: 0, going: 0 }))
    if (outcome === null) counts.going += 1
    else if (isOutcome(outcome) && outcomes[outcome].reached) counts.reached += 1
    else counts.others += 1
  }
  return { back, zone, days, now: { date: toDate(now), quarter: (((now % dayMs) + dayMs) % dayMs) / quarterMs } }
}

/** The day of a week's Monday, counted from 1970, which began on a Thursday. */
function mondayOf(wall: number): number {
  const day = Math.floor(wall / dayMs)
  return day - ((((day + 3) % 7) + 7) % 7)
}

const toDate = (wall: number): string => new Date(wall).toISOString().slice(0, 10)

/** `HH:MM` in quarter hours. */
function quarterOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 4 + minutes / 15
}
