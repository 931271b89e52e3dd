import { expect } from 'vitest'
import type { CampaignList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'

const api = 'http://callcamp.ai/api'

/** A cache of answers, as query libraries keep it. A change takes away what it makes stale. */
class QueryCache {
  readonly #answers = new Map<string, unknown>()

  async get<Answer>(path: string): Promise<Answer> {
    if (!this.#answers.has(path)) {
      const response = await fetch(api + path)
      if (!response.ok) throw new Error(`HTTP ${response.status}`)
      this.#answers.set(path, await response.json())
    }
    return this.#answers.get(path) as Answer
  }

  async patch(path: string, body: object): Promise<void> {
    const headers = { 'Content-Type': 'application/json' }
    const response = await fetch(api + path, { method: 'PATCH', headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    const collection = path.slice(0, path.lastIndexOf('/'))
    for (const key of this.#answers.keys()) if (this.isStale(key, path, collection)) this.#answers.delete(key)
  }

  protected isStale(key: string, path: string, collection: string): boolean {
    return key === path || key === collection
  }
}

class FixedQueryCache extends QueryCache {
  protected override isStale(key: string, path: string, collection: string): boolean {
    return key === path || key.split('?')[0] === collection
  }
}

export default defineClient({
  name: 'a filtered list is not loaded again after a change',
  options: { vary: { others: false } },
  broken: QueryCache,
  fixed: FixedQueryCache,
  test: (Cache) => async () => {
    const cache = new Cache()
    const active = () => cache.get<CampaignList>('/campaigns?status=active')
    const use = async () => {
      const [campaign] = (await active()).campaigns
      if (!campaign) return undefined
      await cache.patch(`/campaigns/${campaign.uuid}`, { status: 'closed' })
      return { closed: campaign.uuid, shown: await active() }
    }
    const used = await use().catch(() => undefined)
    if (used) expect(used.shown.campaigns.map(({ uuid }) => uuid)).not.toContain(used.closed)
  },
})
