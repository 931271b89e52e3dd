import { expect } from 'vitest'
import type { Campaign, CampaignList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'

const campaigns = 'http://callcamp.ai/api/campaigns'

/** "Duplicate" in the menu of a campaign. */
const duplicate = (toDraft: (original: Campaign) => object) =>
  async function copy(original: Campaign): Promise<number> {
    const { status } = await fetch(campaigns, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(toDraft(original)),
    })
    return status
  }

const copied = ({ name, description, type, timezone, schedule }: Campaign) => ({
  name: `${name} (copy)`,
  description,
  type,
  timezone,
  schedule,
})

export default defineClient({
  name: 'a campaign that is paused cannot be copied',
  options: { vary: { others: false, network: false } },
  broken: duplicate((original) => ({ ...copied(original), status: original.status })),
  fixed: duplicate((original) => ({
    ...copied(original),
    timezone: original.timezone ?? undefined,
    description: original.description ?? undefined,
    schedule: original.schedule ?? undefined,
    status: 'draft',
  })),
  test: (copy) => async () => {
    const list: CampaignList = await (await fetch(campaigns)).json()
    const [original] = list.campaigns
    if (original) expect(await copy(original)).toBe(201)
  },
})
