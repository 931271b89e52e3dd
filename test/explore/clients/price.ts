import { expect } from 'vitest'
import type { CampaignOrder, OrderList } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

const campaign = 'c0000000-0000-4000-8000-000000000000'

/** The column "Price" of the orders of a campaign. */
const brokenPrice = ({ price, currencyCode }: CampaignOrder) =>
  price ? `${price.toFixed(2)} ${currencyCode ?? ''}`.trim() : 'not agreed'

const fixedPrice = ({ price, currencyCode }: CampaignOrder) =>
  price === null ? 'not agreed' : `${price.toFixed(2)} ${currencyCode ?? ''}`.trim()

export default defineClient({
  name: 'a price of nothing counts as none',
  options: { setup: (mock) => void mock.db.campaign.create({ uuid: campaign, status: 'draft' }) },
  broken: brokenPrice,
  fixed: fixedPrice,
  test: (priceOf) => async (world) => {
    const page = await api<OrderList>(`/campaigns/${campaign}/orders`).catch(allowTroubles(world))
    for (const order of page?.orders ?? [])
      if (order.price !== null) expect(priceOf(order)).toContain(String(order.price))
  },
})
