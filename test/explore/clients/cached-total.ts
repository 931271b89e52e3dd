import { expect } from 'vitest'
import type { CampaignList } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

/** Pages of campaigns, with a cache as a query library has one. */
class CampaignQueries {
  readonly #pages = new Map<number, CampaignList>()
  readonly #isStaleAfterWrite: boolean

  constructor(isStaleAfterWrite: boolean) {
    this.#isStaleAfterWrite = isStaleAfterWrite
  }

  async page(page: number): Promise<CampaignList> {
    const cached = this.#pages.get(page)
    if (cached) return cached
    const loaded = await api<CampaignList>(`/campaigns?page=${page}&limit=10`)
    this.#pages.set(page, loaded)
    return loaded
  }

  async archive(uuid: string): Promise<void> {
    try {
      await api(`/campaigns/${uuid}`, { method: 'DELETE' })
    } finally {
      if (this.#isStaleAfterWrite) this.#pages.delete(1)
      else this.#pages.clear()
    }
  }
}

export default defineClient({
  name: 'a cache keeps the total of the page that one came from',
  options: { vary: { others: false } },
  broken: () => new CampaignQueries(true),
  fixed: () => new CampaignQueries(false),
  test: (open) => async (world) => {
    const queries = open()
    const use = async () => {
      const first = await queries.page(1)
      const last = first.totalPages > 1 ? await queries.page(first.totalPages) : first
      const [campaign] = last.campaigns
      if (campaign) await queries.archive(campaign.uuid)
      return queries.page(Math.max(1, first.totalPages))
    }
    const shown = await use().catch(allowTroubles(world))
    if (shown) expect(shown.total).toBe(world.mock.db.campaign.count())
  },
})
