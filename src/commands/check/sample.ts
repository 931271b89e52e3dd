import { type Row, uuidOf } from '../values.ts'
import { factsOf, testFacts, type Testing } from './facts.ts'
import { isQuiet } from './facts/filters.ts'
import { askList, type ListOf, listOf } from './lists.ts'

/** Picks rows of the server for the tests of facts. */

export interface Sample {
  readonly campaigns: readonly Row[]
  readonly records: readonly Row[]
}

/** Returns the rows of a list, or none if it can't be read. The facts about that list report why. */
export async function rowsOf(testing: Testing, list: ListOf): Promise<readonly Row[]> {
  const rows: Row[] = []
  const collect = factsOf('paging')(list.operation, 'a page may have 100 rows', async (questioner) => {
    rows.push(...(await askList(questioner, list, { limit: 100 })).rows)
    return []
  })
  await testFacts([collect], testing)
  return rows.filter((row) => uuidOf(row) !== undefined)
}

/** How many campaigns are searched for one with orders. */
const maxCampaigns = 10

/** Returns the best campaign for tests: one that makes no calls and has orders of several statuses. */
export async function busiestOf(testing: Testing, campaigns: readonly Row[]): Promise<Row | undefined> {
  const { contract } = testing.client
  const candidates = campaigns.toSorted((a, b) => Number(isQuiet(b)) - Number(isQuiet(a))).slice(0, maxCampaigns)
  let best: { readonly campaign: Row; readonly worth: number } | undefined
  for (const campaign of candidates) {
    const rows = await rowsOf(testing, listOf(contract, 'orders.list', { uuid: uuidOf(campaign) ?? '' }))
    const statuses = new Set(rows.map((row) => row['status']))
    const worth = Math.min(rows.length, 10) + 2 * Math.min(statuses.size, 3) + (isQuiet(campaign) ? 2 : 0)
    if (!best || worth > best.worth) best = { campaign, worth }
  }
  return best?.campaign
}
