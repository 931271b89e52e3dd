import { expect } from 'vitest'
import type { HostedRecordList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'

type Contact = HostedRecordList['records'][number]

/** Hands on contacts that changed since the last run. */
class ChangeFeed {
  readonly names = new Map<string, string>()
  protected since = 0

  async run(): Promise<void> {
    const started = Date.now()
    const contacts = await this.all()
    for (const { uuid, name, updatedAt } of contacts)
      if (Date.parse(updatedAt) >= this.since) this.names.set(uuid, name)
    this.since = this.next(started)
  }

  /** From when on the next run looks for changes. */
  protected next(_started: number): number {
    return Date.now()
  }

  private async all(): Promise<Contact[]> {
    const contacts: Contact[] = []
    for (let page = 1; ; page += 1) {
      const response = await fetch(`http://callcamp.ai/api/records?page=${page}&limit=100`)
      const body: HostedRecordList = await response.json()
      contacts.push(...body.records)
      if (page >= body.totalPages) return contacts
      // Be gentle with the API.
      await new Promise((resolve) => setTimeout(resolve, 2_000))
    }
  }
}

class FixedChangeFeed extends ChangeFeed {
  protected override next(started: number): number {
    // Timestamps have no milliseconds.
    return Math.floor(started / 1_000) * 1_000
  }
}

export default defineClient({
  name: 'a feed of changes misses a contact that changed while it ran',
  options: { vary: { network: false, data: { only: ['records'] }, others: { only: ['other-edits'] } } },
  broken: ChangeFeed,
  fixed: FixedChangeFeed,
  test:
    (Feed) =>
    async ({ mock }) => {
      const feed = new Feed()
      await feed.run()
      await feed.run()
      const changed = mock.db.record.getAll().filter(({ firstName }) => firstName === 'Renamed')
      // A change after the last run is for the next one.
      await feed.run()
      for (const { uuid, name } of changed) expect(feed.names.get(uuid)).toBe(name)
    },
})
