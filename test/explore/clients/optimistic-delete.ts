import { expect } from 'vitest'
import type { CampaignList } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'

type Rows = CampaignList['campaigns']

/** A list from which rows disappear at once, and come back where the API refuses. */
class CampaignStore {
  rows: Rows = []

  async load(): Promise<void> {
    this.rows = (await api<CampaignList>('/campaigns?limit=100')).campaigns
  }

  async remove(uuid: string): Promise<void> {
    const before = this.rows
    this.rows = this.rows.filter((row) => row.uuid !== uuid)
    try {
      await api(`/campaigns/${uuid}`, { method: 'DELETE' })
    } catch {
      await this.undo(before, uuid)
    }
  }

  protected async undo(before: Rows, _uuid: string): Promise<void> {
    this.rows = before
  }
}

class FixedCampaignStore extends CampaignStore {
  protected override async undo(before: Rows, uuid: string): Promise<void> {
    const row = before.find((one) => one.uuid === uuid)
    const isThere = await api(`/campaigns/${uuid}`).then(
      () => true,
      () => false,
    )
    if (row && isThere) this.rows = [...this.rows, row]
  }
}

export default defineClient({
  name: 'a row that was deleted comes back with another',
  options: {
    vary: { others: false, data: { never: ['campaigns'] }, network: { never: ['campaigns.list', 'campaigns.get'] } },
  },
  broken: CampaignStore,
  fixed: FixedCampaignStore,
  test:
    (Store) =>
    async ({ mock }) => {
      const store = new Store()
      await store.load()
      const [one, another] = store.rows
      if (!one || !another) return
      await Promise.all([store.remove(one.uuid), store.remove(another.uuid)])
      const shown = store.rows.map(({ uuid }) => uuid).toSorted()
      expect(shown).toEqual(
        mock.db.campaign
          .getAll()
          .map(({ uuid }) => uuid)
          .toSorted(),
      )
    },
})
