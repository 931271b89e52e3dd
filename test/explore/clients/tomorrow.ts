import { expect } from 'vitest'
import type { CampaignOrder } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

const zone = 'Europe/Berlin'
const campaign = 'c0000000-0000-4000-8000-000000000000'
const order = 'order_tomorrow000000000000'

const dayIn = (timeZone: string, at: Date) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at)

/** The day after a moment, as people in a time zone count. */
function brokenTomorrow(now: Date): string {
  return dayIn(zone, new Date(now.getTime() + 24 * 3_600_000))
}

function fixedTomorrow(now: Date): string {
  const today = new Date(`${dayIn(zone, now)}T12:00:00Z`)
  today.setUTCDate(today.getUTCDate() + 1)
  return today.toISOString().slice(0, 10)
}

/** Moves a call to noon of tomorrow. */
const postpone = (tomorrow: typeof brokenTomorrow) => async (now: Date) => {
  const body = { status: 'scheduled', scheduledTime: `${tomorrow(now)}T12:00:00Z`, scheduledTimeTimezone: zone }
  return api<CampaignOrder>(`/campaigns/${campaign}/orders/${order}`, { method: 'PATCH', body })
}

export default defineClient({
  name: 'a call is postponed to the wrong day when the clocks change',
  options: {
    setup: (mock) => {
      mock.db.campaign.create({ uuid: campaign, timezone: zone, status: 'draft' })
      mock.db.order.create({ uuid: order, campaignUuid: campaign })
    },
  },
  broken: postpone(brokenTomorrow),
  fixed: postpone(fixedTomorrow),
  test: (run) => async (world) => {
    const now = new Date(world.mock.clock.ms())
    const [year = 0, month = 1, day = 1] = dayIn(zone, now).split('-').map(Number)
    const nextDay = new Date(Date.UTC(year, month - 1, day + 1)).toISOString().slice(0, 10)
    const changed = await run(now).catch(allowTroubles(world))
    if (changed) expect(changed.scheduledTime?.slice(0, 10)).toBe(nextDay)
  },
})
