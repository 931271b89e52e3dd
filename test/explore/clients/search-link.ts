import { expect } from 'vitest'
import type { CampaignList } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

/** Campaigns with the name of another, for the hint "there is one of this name already". */
const brokenNamesakes = (name: string) => api<CampaignList>(`/campaigns?search=${name}&limit=100`)
const fixedNamesakes = (name: string) =>
  api<CampaignList>(`/campaigns?${new URLSearchParams({ search: name, limit: '100' })}`)

export default defineClient({
  name: 'a search does not escape what it looks for',
  options: { vary: { others: false } },
  broken: brokenNamesakes,
  fixed: fixedNamesakes,
  test: (namesakes) => async (world) => {
    const [first] = world.mock.db.campaign.getAll()
    if (!first) return
    const found = await namesakes(first.name).catch(allowTroubles(world))
    if (!found || first.name.trim() === '') return
    for (const { name } of found.campaigns) expect(name.toLowerCase()).toContain(first.name.trim().toLowerCase())
    expect(found.total).toBeGreaterThan(0)
  },
})
