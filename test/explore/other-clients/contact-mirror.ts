import { expect } from 'vitest'
import type { HostedRecordList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'

/** A copy of all contacts in a database of the app's own. Contacts that are gone in Call Camp are removed from it. */
class ContactMirror {
  readonly rows = new Map<string, string>()

  async sync(): Promise<'synced' | 'failed'> {
    const seen = new Set<string>()
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      try {
        const response = await fetch(`http://callcamp.ai/api/records?page=${page}&limit=5`)
        if (!response.ok) throw new Error(`HTTP ${response.status}`)
        const body: HostedRecordList = await response.json()
        pages = body.totalPages
        for (const contact of body.records) {
          seen.add(contact.uuid)
          this.rows.set(contact.uuid, contact.name)
        }
      } catch {
        if (this.isFatal()) return 'failed'
        break
      }
    }
    for (const uuid of this.rows.keys()) if (!seen.has(uuid)) this.rows.delete(uuid)
    return 'synced'
  }

  protected isFatal(): boolean {
    return false
  }
}

class FixedContactMirror extends ContactMirror {
  protected override isFatal(): boolean {
    return true
  }
}

export default defineClient({
  name: 'a copy of all contacts loses those of a page that failed',
  options: { vary: { others: false } },
  broken: ContactMirror,
  fixed: FixedContactMirror,
  test:
    (Mirror) =>
    async ({ mock }) => {
      const mirror = new Mirror()
      if ((await mirror.sync()) === 'synced')
        expect([...mirror.rows.keys()].toSorted()).toEqual(
          mock.db.record
            .getAll()
            .map(({ uuid }) => uuid)
            .toSorted(),
        )
    },
})
