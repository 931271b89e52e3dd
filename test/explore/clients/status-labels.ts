import { expect } from 'vitest'
import type { CampaignList, CampaignStatus } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

/** What the badge of a campaign says. */
const brokenLabels: Partial<Record<CampaignStatus, string>> = {
  draft: 'Draft',
  active: 'Running',
  paused: 'Paused',
  closed: 'Closed',
}

const fixedLabels: Partial<Record<CampaignStatus, string>> = {
  ...brokenLabels,
  completed: 'Done',
  archived: 'Archived',
}

export default defineClient({
  name: 'a badge does not know completed campaigns',
  broken: brokenLabels,
  fixed: fixedLabels,
  test: (labels) => async (world) => {
    const page = await api<CampaignList>('/campaigns').catch(allowTroubles(world))
    for (const { status } of page?.campaigns ?? []) expect(labels[status]?.toUpperCase(), status).toBeTruthy()
  },
})
