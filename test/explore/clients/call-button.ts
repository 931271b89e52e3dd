import { expect } from 'vitest'
import type { CampaignOrder, OrderList, OrderStatus } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

const campaign = 'c0000000-0000-4000-8000-000000000000'

/** Whether an order has a button "Call now". */
const brokenCanCall = ({ status }: CampaignOrder) =>
  status !== 'calling' && status !== 'contacted' && status !== 'completed'

const callable = new Set<OrderStatus>([
  'registered',
  'planned',
  'scheduled',
  'busy',
  'no-answer',
  'failed',
  'canceled',
  'completed',
])
const fixedCanCall = ({ status }: CampaignOrder) => callable.has(status)

export default defineClient({
  name: 'a button offers to call someone who asked for no calls',
  options: { setup: (mock) => void mock.db.campaign.create({ uuid: campaign, status: 'draft' }) },
  broken: brokenCanCall,
  fixed: fixedCanCall,
  test: (canCall) => async (world) => {
    const page = await api<OrderList>(`/campaigns/${campaign}/orders?limit=100`).catch(allowTroubles(world))
    for (const order of page?.orders ?? []) if (order.status === 'do-not-call') expect(canCall(order)).toBe(false)
  },
})
