import type { HostedRecordList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'
import { byId, groupBy, isUntouched } from './rows.ts'

type Contact = HostedRecordList['records'][number]

class AuditError extends Error {}

const pageSize = 100

async function allContacts(): Promise<Contact[]> {
  const found = new Map<string, Contact>()
  let expected: number | undefined
  for (let page = 1; ; page += 1) {
    const url = `http://callcamp.ai/api/records?page=${page}&limit=${pageSize}`
    const body = await fetch(url, { signal: AbortSignal.timeout(15_000) })
      .then((response): Promise<HostedRecordList> | undefined => (response.ok ? response.json() : undefined))
      .catch(() => undefined)
    if (!Array.isArray(body?.records) || typeof body.total !== 'number') throw new AuditError(`page ${page} is missing`)
    expected ??= body.total
    if (body.total !== expected) throw new AuditError('the list changed while it was read, run it again')
    for (const contact of body.records) found.set(contact.uuid, contact)
    if (body.records.length === 0 || page * pageSize >= expected) return [...found.values()]
  }
}

const addressOf = ({ email }: { readonly email?: string | null }) => (email ?? '').trim().toLowerCase()

/** Reports contacts that have the same email address, as groups of ids. */
const audit = (isCompared: (address: string) => boolean) => async (): Promise<string[][]> => {
  const contacts = (await allContacts()).filter((contact) => isCompared(addressOf(contact)))
  return [...groupBy(contacts, addressOf).values()]
    .filter((group) => group.length > 1)
    .map((group) => group.map(({ uuid }) => uuid))
}

export default defineClient({
  name: 'an audit reports contacts without an email address as duplicates',
  broken: audit(() => true),
  fixed: audit((address) => address !== ''),
  test:
    (findDuplicates) =>
    async ({ mock }) => {
      const before = byId(mock.db.record.getAll())
      const groups = await findDuplicates().catch((error: unknown) => {
        if (!(error instanceof AuditError)) throw error
      })
      if (!groups) return
      const after = byId(mock.db.record.getAll())
      const groupOf = new Map<string, string[]>()
      for (const group of groups) {
        for (const uuid of group) {
          if (groupOf.has(uuid)) throw new Error(`contact ${uuid} is reported twice`)
          groupOf.set(uuid, group)
        }
        const untouched = [...before.values()].filter(
          ({ uuid }) => group.includes(uuid) && isUntouched(before, after, uuid),
        )
        const addresses = new Set(untouched.map(addressOf))
        if (addresses.has('')) throw new Error('contacts without an email address are reported as duplicates')
        if (addresses.size > 1)
          throw new Error(`contacts with several addresses are reported: ${[...addresses].join(', ')}`)
      }
      // If the whole table is as it was, all who share an address have to be in one group.
      if (before.size !== after.size || [...before.keys()].some((uuid) => !isUntouched(before, after, uuid))) return
      for (const [address, sharing] of groupBy(before.values(), addressOf)) {
        if (address === '' || sharing.length < 2) continue
        const found = new Set(sharing.map(({ uuid }) => groupOf.get(uuid)))
        if (found.size > 1 || found.has(undefined))
          throw new Error(`contacts that share ${address} are not reported together`)
      }
    },
})
