import type { HostedRecordList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'
import { byId, hasSameIds } from './rows.ts'

type Contact = HostedRecordList['records'][number]

class ExportError extends Error {}

interface Exported {
  readonly csv: string
  readonly uuids: readonly string[]
  /** Set if the number of rows is not the total that the API gave last. */
  readonly warning: string | null
}

const pageSize = 50

async function readPage(page: number): Promise<HostedRecordList> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const url = `http://callcamp.ai/api/records?page=${page}&limit=${pageSize}`
      const response = await fetch(url, { signal: AbortSignal.timeout(15_000) })
      if (!response.ok) throw new Error(`HTTP ${response.status}`)
      const body: HostedRecordList = await response.json()
      if (!Array.isArray(body?.records) || typeof body.total !== 'number') throw new Error('not a list of records')
      return body
    } catch (error) {
      if (attempt === 3) throw new ExportError(`page ${page} cannot be read`, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt))
    }
  }
}

/** Reads all pages, and hands on each contact that it reads. Returns the total. */
async function readAll(add: (contact: Contact) => void): Promise<number> {
  for (let page = 1; ; page += 1) {
    const { records, total } = await readPage(page)
    for (const contact of records) add(contact)
    if (records.length === 0 || page * pageSize >= total) return total
  }
}

const cell = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`
const lineOf = ({ uuid, name, email, phoneNumber, country }: Contact) =>
  [uuid, name, email, phoneNumber, country].map(cell).join(',')

function render(contacts: readonly Contact[], total: number): Exported {
  return {
    csv: ['uuid,name,email,phone,country', ...contacts.map(lineOf), ''].join('\r\n'),
    uuids: contacts.map(({ uuid }) => uuid),
    warning: contacts.length === total ? null : `${contacts.length} rows written, the API has ${total}`,
  }
}

/** Writes all contacts to a file. */
async function brokenExport(): Promise<Exported> {
  const contacts: Contact[] = []
  const total = await readAll((contact) => contacts.push(contact))
  return render(contacts, total)
}

async function fixedExport(): Promise<Exported> {
  const contacts = new Map<string, Contact>()
  const total = await readAll((contact) => contacts.set(contact.uuid, contact))
  return render([...contacts.values()], total)
}

export default defineClient({
  name: 'an export has a contact twice if someone creates one between two pages',
  broken: brokenExport,
  fixed: fixedExport,
  test:
    (exportContacts) =>
    async ({ mock }) => {
      const before = byId(mock.db.record.getAll())
      const result = await exportContacts().catch((error: unknown) => {
        if (!(error instanceof ExportError)) throw error
      })
      if (!result) return
      const after = byId(mock.db.record.getAll())
      const seen = new Set<string>()
      for (const uuid of result.uuids) {
        if (seen.has(uuid)) throw new Error(`contact ${uuid} is in the export twice`)
        seen.add(uuid)
      }
      // The export has to be complete if nobody creates or deletes a contact, and it gives no warning.
      if (!hasSameIds(before, after) || result.warning !== null || [...seen].some((uuid) => !before.has(uuid))) return
      for (const uuid of before.keys()) if (!seen.has(uuid)) throw new Error(`contact ${uuid} is not in the export`)
    },
})
