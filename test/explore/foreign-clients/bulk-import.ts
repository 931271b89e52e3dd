import type { HostedRecordCreate } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'

type ImportRow = Omit<HostedRecordCreate, 'recordTypeUuid'>

interface Outcome {
  readonly row: number
  /** `unknown`: the contact may have been created or not. */
  readonly state: 'created' | 'refused' | 'unknown'
}

/** `busy`: refused for the moment, and certainly not carried out. */
type Posted = 'created' | 'refused' | 'lost' | { readonly busyMs: number }

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function pauseOf(response: Response): number {
  const seconds = Number(response.headers.get('retry-after') ?? '1')
  return Math.min(Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : 200, 2_000)
}

async function post(recordTypeUuid: string, row: ImportRow): Promise<Posted> {
  try {
    const response = await fetch('http://callcamp.ai/api/records', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ recordTypeUuid, ...row }),
      signal: AbortSignal.timeout(10_000),
    })
    if (response.status === 429) return { busyMs: pauseOf(response) }
    if (response.status >= 500 || response.status === 408) return 'lost'
    const body = await response.json().catch(() => null)
    if (!response.ok) return 'refused'
    return typeof body?.uuid === 'string' ? 'created' : 'lost'
  } catch {
    return 'lost'
  }
}

/** Makes contacts of the rows of a spreadsheet, four at a time. */
const importer =
  (sendsLostAgain: boolean) =>
  async (recordTypeUuid: string, rows: readonly ImportRow[]): Promise<Outcome[]> => {
    const one = async (row: ImportRow): Promise<Outcome['state']> => {
      for (let attempt = 1; ; attempt += 1) {
        const posted = await post(recordTypeUuid, row)
        if (posted === 'created' || posted === 'refused') return posted
        if (attempt === 3 || (posted === 'lost' && !sendsLostAgain)) return 'unknown'
        await sleep(posted === 'lost' ? 100 * attempt : posted.busyMs)
      }
    }
    const outcomes: Outcome[] = []
    const left = rows.entries()
    const worker = async () => {
      for (const [index, row] of left) outcomes.push({ row: index, state: await one(row) })
    }
    await Promise.all(Array.from({ length: 4 }, worker))
    return outcomes
  }

export default defineClient({
  name: 'an import sends a contact again that was created, but not confirmed',
  broken: importer(true),
  fixed: importer(false),
  test:
    (importContacts) =>
    async ({ mock }) => {
      const types = mock.db.recordType.getAll()
      const old = mock.db.record.getAll()
      const type = types.find(({ fields }) => !fields.some(({ required }) => required)) ?? types[0]
      if (!type) return
      // A type with required fields takes those of a contact that has the type. If there is none, all rows are refused.
      const needsFields = type.fields.some(({ required }) => required)
      const example = needsFields ? old.find(({ recordTypeUuid }) => recordTypeUuid === type.uuid) : undefined
      const rows = Array.from({ length: 12 }, (_, index) => ({
        firstName: `Row ${index}`,
        lastName: 'Imported',
        phoneNumber: `+1202555${String(100 + index).padStart(4, '0')}`,
        parameters: example?.parameters ?? {},
      }))
      const outcomes = await importContacts(type.uuid, rows)
      const known = new Set(old.map(({ uuid }) => uuid))
      const fresh = mock.db.record.getAll().filter(({ uuid, lastName }) => !known.has(uuid) && lastName === 'Imported')
      for (const [index, { phoneNumber }] of rows.entries()) {
        if (!outcomes.some(({ row }) => row === index)) throw new Error(`row ${index} has no outcome`)
        const copies = fresh.filter((contact) => contact.phoneNumber === phoneNumber)
        if (copies.length > 1) throw new Error(`row ${index} has become ${copies.length} contacts`)
      }
    },
})
