import { expect } from 'vitest'
import type { CampaignList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'

interface Row {
  readonly uuid: string
}

async function request(method: string, path: string): Promise<unknown> {
  const response = await fetch(`http://callcamp.ai/api${path}`, { method })
  if (!response.ok && !(method === 'DELETE' && response.status === 404)) throw new Error(response.statusText)
  return response.json()
}

/** Deletes the ticked rows at once, and puts them back where that fails. */
async function brokenDelete(rows: readonly Row[], ticked: readonly string[]): Promise<readonly Row[]> {
  try {
    await Promise.all(ticked.map((uuid) => request('DELETE', `/campaigns/${uuid}`)))
    return rows.filter(({ uuid }) => !ticked.includes(uuid))
  } catch {
    return rows
  }
}

async function fixedDelete(rows: readonly Row[], ticked: readonly string[]): Promise<readonly Row[] | undefined> {
  await Promise.allSettled(ticked.map((uuid) => request('DELETE', `/campaigns/${uuid}`)))
  const { campaigns } = (await request('GET', '/campaigns?limit=100')) as CampaignList
  const left = new Set(campaigns.map(({ uuid }) => uuid))
  return rows.filter(({ uuid }) => left.has(uuid))
}

export default defineClient({
  name: 'a table shows deleted rows again when one of several cannot be deleted',
  options: { vary: { others: false, data: { only: ['campaigns'] } } },
  broken: brokenDelete,
  fixed: fixedDelete,
  test:
    (deleteRows) =>
    async ({ mock }) => {
      const page = await request('GET', '/campaigns').catch(() => undefined)
      if (!page) return
      const rows = (page as CampaignList).campaigns
      const left = await deleteRows(
        rows,
        rows.slice(0, 2).map(({ uuid }) => uuid),
      ).catch(() => undefined)
      for (const { uuid } of left ?? []) expect(mock.db.campaign.get(uuid)).not.toBeNull()
    },
})
