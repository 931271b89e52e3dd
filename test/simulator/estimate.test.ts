import { createMock, type Mock } from 'callcamp-mock'
import { expect, test } from 'vitest'
import { chanceOf } from '../../src/simulator/outcomes.ts'

/** Active, always open, with orders that nobody has been called for yet. */
function campaignWith(...orders: object[]): { mock: Mock; end: () => string | null } {
  // Without delays, the end depends on the work alone.
  const mock = createMock({ now: '2026-05-04T08:00:00Z', simulator: { retryDelays: [0] } })
  const { uuid } = mock.db.campaign.create({ status: 'active', type: 'outbound', schedule: null })
  for (const order of orders) mock.db.order.create({ campaignUuid: uuid, scheduledTime: null, ...order })
  return { mock, end: () => mock.stats(uuid).estimatedEnd }
}

const many = (count: number, order: object) => Array.from({ length: count }, () => order)

// On the average a call takes .58 × 165 s talking, .25 × 25 s ringing and .17 × 3 s: 102.46 s. Of each, .37 are made
// again, and of those again: 1.5069 calls for a contact, ten at a time.
test('a campaign is expected to end when all its calls are made, as many at a time as may be', () => {
  expect(campaignWith(...many(40, { status: 'planned' })).end()).toBe('2026-05-04T08:10:18Z')
  expect(campaignWith(...many(80, { status: 'planned' })).end()).toBe('2026-05-04T08:20:36Z')
})

test('those who wait for another call are expected to take as long, after their time has come', () => {
  const { end } = campaignWith(...many(200, { status: 'planned' }), ...many(100, { status: 'busy' }))
  expect(end()).toBe(campaignWith(...many(300, { status: 'planned' })).end())
  expect(campaignWith({ status: 'scheduled', scheduledTime: '2026-05-06T10:00:00Z' }).end()).toBe(
    '2026-05-06T10:01:42Z',
  )
})

test('the delays of those who have to be called again and again are expected, too', () => {
  const mock = createMock({ scenario: 'retry-storm', seed: 1 })
  const start = Date.parse(mock.clock.now())
  const expected = Date.parse(mock.stats().estimatedEnd ?? '') - start
  mock.simulator.runToEnd()
  const real = Date.parse(mock.clock.now()) - start
  expect(expected / real).toBeGreaterThan(0.8)
  expect(expected / real).toBeLessThan(1.25)
})

test('nothing is expected where there is nothing to do, or where calls wait to be stepped', () => {
  expect(campaignWith({ status: 'contacted' }).end()).toBeNull()
  const { mock, end } = campaignWith({ status: 'planned' })
  expect(end()).not.toBeNull()
  mock.simulator.configure({ progression: 'manual' })
  expect(end()).toBeNull()
  expect(mock.stats().estimatedEnd).toBeNull()
})

test('the chance of a call is the same in every version: the seed, the order and the attempt decide', () => {
  expect([
    chanceOf(1, 'order_a', 1),
    chanceOf(1, 'order_a', 2),
    chanceOf(1, 'order_b', 1),
    chanceOf(2, 'order_a', 1),
  ]).toEqual([-1_766_364_214, 1_202_300_825, 1_402_188_983, -1_309_628_563])
})

test('without a simulator there is nothing to expect, and orders are counted all the same', () => {
  const mock = createMock({ simulator: false })
  const { uuid } = mock.db.campaign.create({ status: 'active', type: 'outbound', schedule: null })
  mock.db.order.create({ campaignUuid: uuid, status: 'planned' })
  expect(mock.stats()).toMatchObject({ orders: { planned: 1, total: 1 }, next: null, estimatedEnd: null })
})
