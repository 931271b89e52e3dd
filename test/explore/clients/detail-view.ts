import { expect } from 'vitest'
import type { Campaign, CampaignList } from 'callcamp-mock'
import { api, ApiError, send } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

/** Opens the first campaign of the list. */
async function brokenOpen(uuid: string): Promise<string> {
  const response = await send(`/campaigns/${uuid}`).catch(() => {
    throw new ApiError(0, 'offline')
  })
  if (response.status === 401 || response.status === 429 || response.status >= 500)
    throw new ApiError(response.status, 'failed')
  const text = await response.text().catch(() => '')
  const campaign = parsed(text)
  if (!campaign) throw new ApiError(response.status, 'broken')
  return `${campaign.name.trim()} (${campaign.status})`
}

function parsed(text: string): Campaign | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function fixedOpen(uuid: string): Promise<string> {
  try {
    const { name, status } = await api<Campaign>(`/campaigns/${uuid}`)
    return `${name.trim()} (${status})`
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return 'This campaign is gone'
    throw error
  }
}

export default defineClient({
  name: 'a page of a campaign breaks when someone deleted it',
  broken: brokenOpen,
  fixed: fixedOpen,
  test: (open) => async (world) => {
    const use = async () => {
      const { campaigns } = await api<CampaignList>('/campaigns?limit=1')
      return campaigns[0] && open(campaigns[0].uuid)
    }
    const text = await use().catch(allowTroubles(world))
    if (text !== undefined) expect(text).not.toContain('undefined')
  },
})
