import type { HostedRecordList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'
import { byId, hasSameIds, isUntouched } from './rows.ts'

type Contact = HostedRecordList['records'][number]

/** All contacts. Throws if the total changes between two pages, as contacts may be left out then. */
async function readAll(): Promise<Contact[]> {
  const contacts = new Map<string, Contact>()
  let expected: number | undefined
  for (let page = 1; ; page += 1) {
    const url = `http://callcamp.ai/api/records?limit=20&page=${page}`
    const response = await fetch(url, { signal: AbortSignal.timeout(15_000) })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    const body: HostedRecordList = await response.json()
    if (!Array.isArray(body?.records)) throw new Error('unexpected answer')
    expected ??= body.total
    if (body.total !== expected) throw new Error('the list changed while it was read')
    for (const contact of body.records) contacts.set(contact.uuid, contact)
    if (body.records.length === 0 || page * 20 >= expected) return [...contacts.values()]
  }
}

/** A job that copies contacts to another system, and writes only those that have changed. */
class MirrorSync {
  readonly copies = new Map<string, Contact>()
  protected latest = ''

  /** Returns whether the run succeeded. */
  async run(): Promise<boolean> {
    const contacts = await readAll().catch(() => undefined)
    if (!contacts) return false
    let { latest } = this
    for (const contact of contacts) {
      if (contact.updatedAt > latest) latest = contact.updatedAt
      if (!this.isKnown(contact)) this.copies.set(contact.uuid, contact)
    }
    const existing = new Set(contacts.map(({ uuid }) => uuid))
    for (const uuid of this.copies.keys()) if (!existing.has(uuid)) this.copies.delete(uuid)
    this.latest = latest
    return true
  }

  protected isKnown({ uuid, updatedAt }: Contact): boolean {
    return this.copies.has(uuid) && updatedAt <= this.latest
  }
}

class FixedMirrorSync extends MirrorSync {
  protected override isKnown(contact: Contact): boolean {
    return JSON.stringify(this.copies.get(contact.uuid)) === JSON.stringify(contact)
  }
}

const fields = ['firstName', 'lastName', 'email', 'phoneNumber', 'country', 'status'] as const

export default defineClient({
  name: 'a copy of contacts misses a change in the second in which another contact changed',
  broken: MirrorSync,
  fixed: FixedMirrorSync,
  test:
    (Sync) =>
    async ({ mock }) => {
      const job = new Sync()
      for (let run = 1; run <= 5; run += 1) {
        const before = byId(mock.db.record.getAll())
        const isDone = await job.run()
        const after = byId(mock.db.record.getAll())
        // If contacts are created or deleted between two pages, no client can see all.
        if (!isDone || !hasSameIds(before, after)) continue
        for (const [uuid, contact] of before) {
          if (!isUntouched(before, after, uuid)) continue
          const copy = job.copies.get(uuid)
          if (!copy) throw new Error(`run ${run} succeeded, but contact ${uuid} was not copied`)
          for (const field of fields)
            if ((copy[field] ?? null) !== (contact[field] ?? null))
              throw new Error(`run ${run} succeeded, but ${field} of ${uuid} is ${copy[field]}, not ${contact[field]}`)
        }
      }
    },
})
