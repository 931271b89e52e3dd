import { expect } from 'vitest'
import type { Campaign, CampaignList } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

/** Saves a form in which the description was edited. */
type Save = (loaded: Campaign, description: string) => Promise<unknown>

const brokenSave: Save = ({ uuid, name, type }, description) =>
  api(`/campaigns/${uuid}`, { method: 'PATCH', body: { name, type, description } })

const fixedSave: Save = ({ uuid }, description) => api(`/campaigns/${uuid}`, { method: 'PATCH', body: { description } })

export default defineClient({
  name: 'a form writes back the name that someone else has changed',
  options: { vary: { others: { only: ['other-edits'] } } },
  broken: brokenSave,
  fixed: fixedSave,
  test: (save) => async (world) => {
    const { mock } = world
    const edit = async () => {
      const { campaigns } = await api<CampaignList>('/campaigns?limit=1')
      const [loaded] = campaigns
      if (!loaded) return
      const before = mock.db.campaign.get(loaded.uuid)?.name
      await save(loaded, 'Before noon')
      const renamed = mock.history.all().some(({ cause }) => cause.type === 'db' && cause.call === 'campaign.update')
      const after = mock.db.campaign.get(loaded.uuid)?.name
      if (!renamed) expect(after).toBe(before)
      else expect([after, ...mock.db.campaign.getAll().map(({ name }) => name)]).toContain('Renamed by someone else')
    }
    await edit().catch(allowTroubles(world))
  },
})
