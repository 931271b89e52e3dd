import { expect } from 'vitest'
import type { CampaignList } from 'callcamp-mock'
import { api, ApiError } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

const remove = (uuid: string) =>
  api(`/campaigns/${uuid}`, { method: 'DELETE' }).catch((error: unknown) => {
    if (!(error instanceof ApiError && error.status === 404)) throw error
  })

/** Deletes every campaign of a test account, page by page. */
async function brokenCleanUp(): Promise<void> {
  const { totalPages } = await api<CampaignList>('/campaigns')
  for (let page = 1; page <= totalPages; page += 1) {
    const { campaigns } = await api<CampaignList>(`/campaigns?page=${page}`)
    for (const { uuid } of campaigns) await remove(uuid)
  }
}

async function fixedCleanUp(): Promise<void> {
  for (;;) {
    const { campaigns } = await api<CampaignList>('/campaigns')
    if (campaigns.length === 0) return
    for (const { uuid } of campaigns) await remove(uuid)
  }
}

export default defineClient({
  name: 'a clean-up skips rows because it deletes them',
  options: {
    vary: { others: { never: ['other-creates'] }, data: { only: ['campaigns', 'campaign-paused', 'same-second'] } },
  },
  broken: brokenCleanUp,
  fixed: fixedCleanUp,
  test: (cleanUp) => async (world) => {
    const done = await cleanUp().then(() => true, allowTroubles(world))
    if (done) expect(world.mock.db.campaign.count()).toBe(0)
  },
})
