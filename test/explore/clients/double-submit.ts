import { expect } from 'vitest'
import type { Campaign, CampaignList } from 'callcamp-mock'
import { api, ApiError, wait } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

const draft = { name: 'Autumn renewal', status: 'draft', type: 'outbound' } as const

/** Creates a campaign, and tries again where the network fails. */
async function brokenSubmit(): Promise<Campaign> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await api<Campaign>('/campaigns', { method: 'POST', body: draft })
    } catch (error) {
      if (attempt === 3 || !(error instanceof ApiError) || error.status !== 0) throw error
      await wait(attempt * 500)
    }
  }
}

async function fixedSubmit(): Promise<Campaign> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await api<Campaign>('/campaigns', { method: 'POST', body: draft })
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 0) throw error
      await wait(attempt * 500)
      const { campaigns } = await api<CampaignList>(`/campaigns?search=${encodeURIComponent(draft.name)}`)
      const made = campaigns.find(({ name }) => name === draft.name)
      if (made) return made
      if (attempt === 3) throw error
    }
  }
}

export default defineClient({
  name: 'a form submits twice when the answer is lost',
  broken: brokenSubmit,
  fixed: fixedSubmit,
  test: (submit) => async (world) => {
    await submit().catch(allowTroubles(world))
    expect(world.mock.db.campaign.count({ where: { name: { equals: draft.name } } })).toBeLessThanOrEqual(1)
  },
})
