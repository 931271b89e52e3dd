import { expect } from 'vitest'
import type { HostedRecordList } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

const pageSize = 10

/** A list that grows as one scrolls. */
class ContactFeed {
  contacts: HostedRecordList['records'] = []
  isEmpty = false
  hasMore = true
  protected page = 0

  async loadMore(): Promise<void> {
    const { records } = await api<HostedRecordList>(`/records?limit=${pageSize}&page=${this.page + 1}`)
    this.page += 1
    this.contacts = [...this.contacts, ...records]
    this.isEmpty = records.length === 0
    this.hasMore = records.length === pageSize
  }
}

class FixedContactFeed extends ContactFeed {
  override async loadMore(): Promise<void> {
    await super.loadMore()
    this.isEmpty = this.contacts.length === 0
  }
}

export default defineClient({
  name: 'a feed looks empty after exactly ten rows',
  options: { vary: { others: false } },
  broken: ContactFeed,
  fixed: FixedContactFeed,
  test: (Feed) => async (world) => {
    const feed = new Feed()
    const scroll = async () => {
      while (feed.hasMore) await feed.loadMore()
      return feed
    }
    const shown = await scroll().catch(allowTroubles(world))
    if (shown) expect(shown.isEmpty).toBe(world.mock.db.record.count() === 0)
  },
})
