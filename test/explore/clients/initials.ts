import { expect } from 'vitest'
import type { HostedRecordList } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

type Contact = HostedRecordList['records'][number]

/** The two letters in the circle beside a contact. */
const brokenInitials = ({ firstName, lastName }: Contact) =>
  `${String(firstName!.trim()[0])}${String(lastName!.trim()[0])}`.toUpperCase()

const fixedInitials = ({ firstName, lastName }: Contact) => {
  const letters = [firstName, lastName].map((name) => Array.from(name?.trim() ?? '')[0] ?? '').join('')
  return letters === '' ? '#' : letters.toUpperCase()
}

export default defineClient({
  name: 'an avatar needs a first and a last name',
  broken: brokenInitials,
  fixed: fixedInitials,
  test: (initials) => async (world) => {
    const page = await api<HostedRecordList>('/records?limit=100').catch(allowTroubles(world))
    for (const contact of page?.records ?? []) expect(initials(contact)).not.toBe('')
  },
})
