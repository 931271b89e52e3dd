import { expect } from 'vitest'
import type { HostedRecordList } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'

/** The state behind a search box. */
class ContactSearch {
  term = ''
  results: HostedRecordList['records'] = []
  failed = false

  async type(term: string): Promise<void> {
    this.term = term
    try {
      const { records } = await api<HostedRecordList>(`/records?search=${encodeURIComponent(term)}`)
      this.show(term, records)
    } catch {
      if (this.term === term) this.failed = true
    }
  }

  protected show(_term: string, records: HostedRecordList['records']): void {
    this.results = records
    this.failed = false
  }
}

class FixedContactSearch extends ContactSearch {
  protected override show(term: string, records: HostedRecordList['records']): void {
    if (term === this.term) super.show(term, records)
  }
}

export default defineClient({
  name: 'a search box shows the answer that came last',
  options: { vary: { others: false } },
  broken: ContactSearch,
  fixed: FixedContactSearch,
  test:
    (Search) =>
    async ({ mock }) => {
      const box = new Search()
      await Promise.all([box.type('Contact'), box.type('Contact 2')])
      if (box.failed) return
      expect(box.results.every(({ name }) => name.includes('Contact 2'))).toBe(true)
      expect(mock.requests.count()).toBe(2)
    },
})
