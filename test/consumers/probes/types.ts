import {
  createMock,
  type Campaign,
  type Mock,
  type Operations,
  type Scenario,
  schemas,
  type Snapshot,
} from 'callcamp-mock'
import { setupMockServer } from 'callcamp-mock/node'
import { test } from 'callcamp-mock/vitest'
import { setupServer } from 'msw/node'
import { describe, expect } from 'vitest'

const mock: Mock = createMock({ scenario: 'demo', seed: 1, latency: { 'campaigns.list': [10, 50] } })
setupServer(...mock.handlers).listen()

const { isolate, server } = setupMockServer()
server.use(...mock.handlers)
const inside: Promise<number> = isolate((own) => own.db.campaign.count())

const campaign: Campaign = schemas.campaign.parse(await (await mock.fetch('/api/campaigns/c1')).json()) as Campaign
const order: Operations['orders.create']['body'] = { record: { phoneNumber: '+14155550100' } }
const scenario: Scenario = { name: 'mine', now: '2026-05-04T08:00:00Z', seed: 1, campaigns: [{ name: 'Spring' }] }
const snapshot: Snapshot = mock.snapshot()
mock.on('order.status', ({ orderUuid, from, to }) => console.log(orderUuid, from === 'busy', to))
// @ts-expect-error misspelt
createMock({ sede: 1 })
// @ts-expect-error no such operation
mock.on('order.lost', () => undefined)

describe('types', () => {
  test.override({ scenario, seed: 2 })

  test('are known', async ({ mock, server }) => {
    server.use(...mock.handlers)
    const own: Mock = mock
    expect(own).toHaveReceived('orders.create', { record: { firstName: 'Ada' } })
    expect(own).not.toHaveOrder({ status: 'busy', record: { firstName: 'Ada' } })
    // @ts-expect-error no such operation
    expect(own).toHaveReceived('orders.lose')
    // @ts-expect-error no such status
    expect(own).toHaveOrder({ status: 'lost' })
  })
})

export { campaign, inside, order, snapshot }
