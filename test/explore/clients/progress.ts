import { expect } from 'vitest'
import type { OrderList } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

const campaign = 'c0000000-0000-4000-8000-000000000000'

const countOf = async (query: string) => (await api<OrderList>(`/campaigns/${campaign}/orders?limit=1${query}`)).total

/** How far a campaign is, in percent. */
async function brokenProgress(): Promise<string> {
  const [all, contacted] = await Promise.all([countOf(''), countOf('&status=contacted')])
  return `${Math.round((contacted / all) * 100)} %`
}

async function fixedProgress(): Promise<string> {
  const [all, contacted] = await Promise.all([countOf(''), countOf('&status=contacted')])
  return all === 0 ? '0 %' : `${Math.min(100, Math.round((contacted / all) * 100))} %`
}

export default defineClient({
  name: 'the progress of an empty campaign is no number',
  options: { setup: (mock) => void mock.db.campaign.create({ uuid: campaign, status: 'draft' }) },
  broken: brokenProgress,
  fixed: fixedProgress,
  test: (progress) => async (world) => {
    const text = await progress().catch(allowTroubles(world))
    if (text !== undefined) expect(text).toMatch(/^\d+ %$/)
  },
})
