import { expect } from 'vitest'
import type { CampaignList } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

/** The local time of a campaign, as its card shows it. */
function brokenLocalTime(now: Date, timeZone: string): string {
  const local = Number(new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now))
  const offset = local - now.getUTCHours()
  const shifted = new Date(now.getTime() + offset * 3_600_000)
  return shifted.toISOString().slice(11, 16)
}

const fixedLocalTime = (now: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now)

export default defineClient({
  name: 'a card shows the wrong time in a zone of half an hour',
  broken: brokenLocalTime,
  fixed: fixedLocalTime,
  test: (localTime) => async (world) => {
    const page = await api<CampaignList>('/campaigns').catch(allowTroubles(world))
    const now = new Date()
    for (const { timezone } of page?.campaigns ?? []) {
      const timeZone = timezone ?? 'UTC'
      const text = now.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
      expect(localTime(now, timeZone)).toBe(text)
    }
  },
})
