import { expect } from 'vitest'
import type { CampaignList } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

/** A field of a file that spreadsheets open. */
const brokenField = (text: string) => `"${text}"`
const fixedField = (text: string) => `"${text.replaceAll('"', '""')}"`

/** Reads a line as a spreadsheet does. */
const fieldsOf = (line: string) =>
  [...line.matchAll(/"((?:[^"]|"")*)"(?:;|$)/g)].map(([, text = '']) => text.replaceAll('""', '"'))

export default defineClient({
  name: 'an export is torn by a name in quotation marks',
  broken: brokenField,
  fixed: fixedField,
  test: (field) => async (world) => {
    const page = await api<CampaignList>('/campaigns').catch(allowTroubles(world))
    for (const { name, status } of page?.campaigns ?? []) {
      expect(fieldsOf([name, status].map(field).join(';'))).toEqual([name, status])
    }
  },
})
