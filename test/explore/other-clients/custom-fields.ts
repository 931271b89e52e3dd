import { expect } from 'vitest'
import type { HostedRecordList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'

type Contact = HostedRecordList['records'][number]

/** A table of contacts with a column per custom field, sorted by one of them. */
const toRows = (text: (value: unknown) => string) => (contacts: readonly Contact[]) =>
  contacts.map(({ name, parameters }) => [
    name,
    ...Object.keys(parameters)
      .toSorted()
      .map((key) => text(parameters[key])),
  ])

export default defineClient({
  name: 'a table breaks at a custom field that is no text',
  options: { vary: { network: false } },
  broken: toRows((value) => (value as string).trim()),
  fixed: toRows((value) => (typeof value === 'string' ? value.trim() : JSON.stringify(value))),
  test: (rowsOf) => async () => {
    const { records }: HostedRecordList = await (await fetch('http://callcamp.ai/api/records')).json()
    expect(rowsOf(records).every((cells) => cells.every((cell) => typeof cell === 'string'))).toBe(true)
  },
})
