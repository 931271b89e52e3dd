import { expect } from 'vitest'
import type { MockEvent } from '../../src/contract/events.ts'
import { orderStatuses } from '../../src/contract/order-statuses.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'

/** What holds of a mock at any moment, worked out from its rows alone. */

export const textOf = (mock: Mock) => JSON.stringify(mock.snapshot())

/** Indexes equal a scan of the rows, totals equal counts, and a mock made of the snapshot is the same and goes on the same. */
export async function expectWhole(mock: Mock): Promise<void> {
  const { orders, calls, campaigns, records } = mock.snapshot()
  const stats = mock.stats()
  for (const status of orderStatuses)
    expect(stats.orders[status], status).toBe(orders.filter((order) => order.status === status).length)
  expect(stats.orders.total).toBe(orders.length)
  expect(stats.calls.total).toBe(calls.length)
  for (const campaign of campaigns) {
    const mine = orders.filter(({ campaignUuid }) => campaignUuid === campaign.uuid)
    const page = await (await mock.fetch(`/api/campaigns/${encodeURIComponent(campaign.uuid)}/orders?limit=100`)).json()
    expect(page.total).toBe(mine.length)
    const contacts = new Set(mine.map(({ recordUuid }) => recordUuid))
    const list = await (await mock.fetch(`/api/records?${new URLSearchParams({ campaignUuid: campaign.uuid })}`)).json()
    expect(list.total).toBe(contacts.size)
  }
  for (const order of orders) {
    const open = calls.filter((call) => call.orderUuid === order.uuid && call.endedAt === null)
    expect(open.length, order.uuid).toBeLessThanOrEqual(order.status === 'calling' ? 1 : 0)
    const waits = ['scheduled', 'busy', 'no-answer'].includes(order.status)
    expect(order.dueAt !== null, `${order.status} ${order.uuid}`).toBe(waits)
    for (const call of open) expect(call.endsAt).not.toBeNull()
  }
  for (const record of records)
    expect(mock.db.record.findFirst({ where: { uuid: { equals: record.uuid } } })).toBe(record)
  const copy = createMock({ scenario: mock.snapshot() })
  expect(textOf(copy)).toBe(textOf(mock))
  expect(copy.simulator.next()).toEqual(mock.simulator.next())
}

/** Listens to the statuses of orders, and returns what is wrong with the chain of one order's events. `inTime`: the clock is never set back. */
export function watchChains(mock: Mock, inTime = true): () => string[] {
  const last = new Map<string, Extract<MockEvent, { type: 'order.status' }>>()
  const wrong: string[] = []
  mock.on('reset', () => last.clear())
  mock.on('history', () => last.clear())
  mock.on('order.status', (event) => {
    const before = last.get(event.orderUuid)
    if (before && before.to !== event.from)
      wrong.push(`${event.orderUuid} went from ${event.from} after it had become ${before.to}`)
    if (inTime && before && before.at > event.at) wrong.push(`${event.orderUuid} told ${event.at} after ${before.at}`)
    last.set(event.orderUuid, event)
  })
  return () => wrong
}
