import { expect } from 'vitest'
import type { HostedRecordList } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

type Contact = HostedRecordList['records'][number]

/** Renders a list as a framework does: a row that has the key of another takes its place. */
const render = (keyOf: (contact: Contact) => string) => (contacts: readonly Contact[]) =>
  [...new Map(contacts.map((contact) => [keyOf(contact), contact])).values()].map(({ name }) => name)

export default defineClient({
  name: 'two contacts with one number share a row',
  broken: render(({ phoneNumber }) => phoneNumber),
  fixed: render(({ uuid }) => uuid),
  test: (show) => async (world) => {
    const page = await api<HostedRecordList>('/records?limit=50').catch(allowTroubles(world))
    if (page) expect(show(page.records)).toEqual(page.records.map(({ name }) => name))
  },
})
