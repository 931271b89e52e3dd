import { expect } from 'vitest'
import type { Campaign, CampaignList } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

/** The weekday at a campaign, to find its calling hours. */
const brokenWeekday = ({ timezone }: Campaign, now: Date) =>
  new Intl.DateTimeFormat('en', { timeZone: String(timezone), weekday: 'short' }).format(now)

const fixedWeekday = ({ timezone }: Campaign, now: Date) =>
  new Intl.DateTimeFormat('en', { timeZone: timezone ?? 'UTC', weekday: 'short' }).format(now)

export default defineClient({
  name: 'a page breaks at a campaign without a time zone',
  broken: brokenWeekday,
  fixed: fixedWeekday,
  test: (weekday) => async (world) => {
    const page = await api<CampaignList>('/campaigns').catch(allowTroubles(world))
    for (const campaign of page?.campaigns ?? []) expect(weekday(campaign, new Date())).toMatch(/^\w{3}$/)
  },
})
