import { expect } from 'vitest'
import type { Campaign, CampaignList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

/** A badge on each campaign: whether it may call at this moment (all campaigns of this team are in UTC). */
function brokenIsOpen({ schedule }: Campaign, now: Date): boolean {
  if (!schedule) return true
  const { start, end } = schedule[weekdays[now.getUTCDay()] ?? 'mon']!
  const time = now.toISOString().slice(11, 16)
  return time >= start && time < end
}

function fixedIsOpen({ schedule }: Campaign, now: Date): boolean {
  if (!schedule) return true
  const hours = schedule[weekdays[now.getUTCDay()] ?? 'mon']
  const time = now.toISOString().slice(11, 16)
  return hours ? time >= hours.start && time < hours.end : false
}

export default defineClient({
  name: 'a badge of calling hours breaks on a day without any',
  options: { vary: { network: false } },
  broken: brokenIsOpen,
  fixed: fixedIsOpen,
  test: (isOpen) => async () => {
    const response = await fetch('http://callcamp.ai/api/campaigns?limit=50')
    const { campaigns }: CampaignList = await response.json()
    for (const campaign of campaigns) expect(isOpen(campaign, new Date())).toBeTypeOf('boolean')
  },
})
