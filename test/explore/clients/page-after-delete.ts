import { expect } from 'vitest'
import type { CampaignList } from 'callcamp-mock'
import { api, ApiError } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

/** A table of campaigns with buttons for pages, and one that deletes. */
class CampaignTable {
  rows: CampaignList['campaigns'] = []
  total = 0
  page = 1
  protected totalPages = 1

  async load(page: number): Promise<void> {
    const answer = await api<CampaignList>(`/campaigns?page=${page}&limit=10`)
    this.rows = answer.campaigns
    this.total = answer.total
    this.totalPages = answer.totalPages
    this.page = page
  }

  async showLastPage(): Promise<void> {
    await this.load(1)
    if (this.totalPages > 1) await this.load(this.totalPages)
  }

  async remove(uuid: string): Promise<void> {
    await api(`/campaigns/${uuid}`, { method: 'DELETE' }).catch((error: unknown) => {
      if (!(error instanceof ApiError && error.status === 404)) throw error
    })
    await this.load(this.page)
  }
}

class FixedCampaignTable extends CampaignTable {
  override async load(page: number): Promise<void> {
    await super.load(page)
    if (this.rows.length === 0 && this.totalPages > 0 && page > 1) await this.load(this.totalPages)
  }
}

export default defineClient({
  name: 'a table stays on a page that is gone after a delete',
  broken: CampaignTable,
  fixed: FixedCampaignTable,
  test: (Table) => async (world) => {
    const table = new Table()
    const use = async () => {
      await table.showLastPage()
      const [row] = table.rows
      if (row) await table.remove(row.uuid)
      return table
    }
    const shown = await use().catch(allowTroubles(world))
    if (shown) expect(shown.rows.length > 0).toBe(shown.total > 0)
  },
})
