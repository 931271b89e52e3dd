import { expect } from 'vitest'
import type { Campaign, CampaignStatus } from 'callcamp-mock'
import { api, ApiError, wait } from './api.ts'
import { defineClient } from './client.ts'

type Ending = CampaignStatus | 'gone'

/** Waits until a campaign has called everyone. */
async function brokenWait(uuid: string): Promise<Ending> {
  for (;;) {
    const found = await api<Campaign>(`/campaigns/${uuid}`).catch(() => undefined)
    if (found?.status === 'completed') return found.status
    await wait(60_000)
  }
}

async function fixedWait(uuid: string): Promise<Ending> {
  for (;;) {
    const found = await api<Campaign>(`/campaigns/${uuid}`).catch((error: unknown) =>
      error instanceof ApiError && error.status === 404 ? ('gone' as const) : undefined,
    )
    if (found === 'gone') return found
    if (found && found.status !== 'active') return found.status
    await wait(60_000)
  }
}

export default defineClient({
  name: 'a wait for the end of a campaign does not end',
  options: { vary: { data: { only: ['order-busy', 'order-canceled', 'campaign-paused'] } } },
  broken: brokenWait,
  fixed: fixedWait,
  test:
    (waitForEnd) =>
    async ({ mock }) => {
      const [campaign] = mock.db.campaign.getAll()
      if (campaign) expect(await waitForEnd(campaign.uuid)).not.toBe('active')
    },
})
