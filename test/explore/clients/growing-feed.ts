import { expect } from 'vitest'
import type { CampaignList } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

type Rows = CampaignList['campaigns']

/** Adds a page to the rows that are shown. */
const brokenAppend = (shown: Rows, page: Rows): Rows => [...shown, ...page]
const fixedAppend = (shown: Rows, page: Rows): Rows => {
  const known = new Set(shown.map(({ uuid }) => uuid))
  return [...shown, ...page.filter(({ uuid }) => !known.has(uuid))]
}

export default defineClient({
  name: 'a feed shows a row twice when someone adds one',
  broken: brokenAppend,
  fixed: fixedAppend,
  test: (append) => async (world) => {
    let rows: Rows = []
    const scroll = async () => {
      for (let page = 1, pages = 1; page <= pages; page += 1) {
        const answer = await api<CampaignList>(`/campaigns?page=${page}`)
        pages = answer.totalPages
        rows = append(rows, answer.campaigns)
      }
    }
    await scroll().catch(allowTroubles(world))
    expect(new Set(rows.map(({ uuid }) => uuid)).size).toBe(rows.length)
  },
})
