import type { Campaign, CampaignList, OrderList } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'
import { byId, isUntouched } from './rows.ts'

/** What is shown of a campaign. What could not be found out is null. */
interface Tile {
  readonly campaignUuid: string
  readonly orders: number | null
  readonly contacted: number | null
}

async function getJson<Answer>(path: string): Promise<Answer> {
  const response = await fetch(`http://callcamp.ai/api${path}`, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(15_000),
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.json()
}

async function allCampaigns(): Promise<Campaign[]> {
  const found = new Map<string, Campaign>()
  for (let page = 1; ; page += 1) {
    const { campaigns, total } = await getJson<CampaignList>(`/campaigns?page=${page}&limit=100`)
    if (!Array.isArray(campaigns)) throw new Error('unexpected answer')
    for (const campaign of campaigns) found.set(campaign.uuid, campaign)
    if (campaigns.length === 0 || page * 100 >= total) return [...found.values()]
  }
}

async function countOrders(campaignUuid: string, filter: string): Promise<number> {
  const { total } = await getJson<OrderList>(`/campaigns/${encodeURIComponent(campaignUuid)}/orders?limit=1${filter}`)
  if (typeof total !== 'number') throw new Error('unexpected answer')
  return total
}

/** Does some work for all items, and for so many at a time. */
async function inParallel<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const left = items.entries()
  const worker = async () => {
    for (const [index, item] of left) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: width }, worker))
  return results
}

/** Loads a tile for each campaign; undefined if that fails. */
const dashboard = (unknown: number | null) => async (): Promise<Tile[] | undefined> => {
  try {
    return await inParallel(await allCampaigns(), 4, async ({ uuid }) => {
      const [orders, contacted] = await Promise.all([
        countOrders(uuid, '').catch(() => unknown),
        countOrders(uuid, '&status=contacted').catch(() => unknown),
      ])
      return { campaignUuid: uuid, orders, contacted }
    })
  } catch {
    return undefined
  }
}

export default defineClient({
  name: 'a dashboard shows zero orders of a campaign whose orders could not be counted',
  broken: dashboard(0),
  fixed: dashboard(null),
  test:
    (load) =>
    async ({ mock }) => {
      const before = byId(mock.db.order.getAll())
      const tiles = await load()
      const after = byId(mock.db.order.getAll())
      // Others may create and delete orders meanwhile. So a tile has to show at least those that nobody touched.
      const untouched = [...before.values()].filter(({ uuid }) => isUntouched(before, after, uuid))
      for (const { campaignUuid, orders, contacted } of tiles ?? []) {
        const own = untouched.filter((order) => order.campaignUuid === campaignUuid)
        const least = { orders: own.length, contacted: own.filter(({ status }) => status === 'contacted').length }
        if (orders !== null && !(orders >= least.orders))
          throw new Error(`${orders} orders are shown for ${campaignUuid}, but it has at least ${least.orders}`)
        if (contacted !== null && !(contacted >= least.contacted))
          throw new Error(
            `${contacted} contacted are shown for ${campaignUuid}, but it has at least ${least.contacted}`,
          )
      }
    },
})
