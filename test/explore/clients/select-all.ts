import { expect } from 'vitest'
import type { OrderList } from 'callcamp-mock'
import { api, ApiError } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

const campaign = 'c0000000-0000-4000-8000-000000000000'
const orders = `/campaigns/${campaign}/orders`

const cancel = (uuid: string) =>
  api(`${orders}/${uuid}`, { method: 'PATCH', body: { status: 'canceled' } }).catch((error: unknown) => {
    if (!(error instanceof ApiError && error.status === 404)) throw error
  })

/** Cancels all planned calls of a campaign. */
async function brokenCancelAll(): Promise<void> {
  const { orders: planned } = await api<OrderList>(`${orders}?status=planned&limit=100`)
  for (const { uuid } of planned) await cancel(uuid)
}

async function fixedCancelAll(): Promise<void> {
  for (;;) {
    const { orders: planned } = await api<OrderList>(`${orders}?status=planned&limit=100`)
    if (planned.length === 0) return
    for (const { uuid } of planned) await cancel(uuid)
  }
}

export default defineClient({
  name: 'cancel all leaves out what is beyond the first hundred',
  options: {
    vary: { others: false, calls: false, data: { only: ['orders', 'order-do-not-call', 'order-busy'] } },
    setup: (mock) => void mock.db.campaign.create({ uuid: campaign, status: 'draft' }),
  },
  broken: brokenCancelAll,
  fixed: fixedCancelAll,
  test: (cancelAll) => async (world) => {
    const done = await cancelAll().then(() => true, allowTroubles(world))
    if (done) expect(world.mock.db.order.count({ where: { status: { equals: 'planned' } } })).toBe(0)
  },
})
