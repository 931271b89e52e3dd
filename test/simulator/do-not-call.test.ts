import { describe, expect, test } from 'vitest'
import { createMock, type Mock, type Scenario } from 'callcamp-mock'
import { statusesThatLeadToCalls } from './do-not-call-actions.ts'
import { asJson } from '../json-request.ts'

/** While an order is do-not-call, nobody calls its number. */

const number = '+442071838750'
const scenario: Scenario = {
  name: 'never',
  now: '2026-05-04T08:00:00Z',
  seed: 1,
  campaigns: [
    { uuid: 'a', name: 'A' },
    { uuid: 'b', name: 'B' },
  ],
  records: [
    { uuid: 'nora', phoneNumber: number },
    { uuid: 'nils', phoneNumber: number },
  ],
  orders: [
    { uuid: 'never', campaignUuid: 'a', recordUuid: 'nora', status: 'do-not-call' },
    { uuid: 'other', campaignUuid: 'b', recordUuid: 'nils', status: 'registered' },
  ],
}
const start = () => createMock({ scenario })

async function patch(mock: Mock, campaign: string, order: string, status: string) {
  const response = await mock.fetch(`/api/campaigns/${campaign}/orders/${order}`, asJson({ status }, 'PATCH'))
  return { status: response.status, text: await response.text() }
}

describe('a request', () => {
  test.each(statusesThatLeadToCalls)('cannot set the order of another campaign to %s', async (status) => {
    const mock = start()
    mock.db.order.update({ where: { uuid: 'other' }, data: { scheduledTime: '2026-05-05T08:00:00Z' } })
    const answer = await patch(mock, 'b', 'other', status)
    expect(answer.status).toBe(409)
    expect(answer.text).toContain(`the order never says that ${number} is never to be called`)
  })

  test('can set such an order to a status that leads to no call', async () => {
    expect((await patch(start(), 'b', 'other', 'canceled')).status).toBe(200)
  })
})

describe('the rows of mock.db', () => {
  test('may wait for a call, which the simulator does not make', () => {
    const mock = start()
    mock.db.order.update({ where: { uuid: 'other' }, data: { status: 'planned' } })
    mock.clock.advance('1d')
    expect(mock.db.order.get('other')?.status).toBe('do-not-call')
    expect(mock.db.call.count()).toBe(0)
  })

  test('have no call that goes on', () => {
    const mock = start()
    mock.db.order.update({ where: { uuid: 'other' }, data: { status: 'calling' } })
    expect(() => mock.db.call.create({ orderUuid: 'other' })).toThrow(
      `endedAt would let a call go on that is forbidden: the order never says that ${number} is never to be called`,
    )
    expect(mock.db.call.create({ orderUuid: 'other', outcome: 'contacted' }).outcome).toBe('contacted')
  })
})

test('a call that goes on does not move to a contact whose number is forbidden', () => {
  const mock = start()
  const order = mock.db.order.create({ campaignUuid: 'b', status: 'planned' })
  mock.clock.advance(0)
  mock.db.order.delete({ where: { uuid: 'other' } })
  expect(() => mock.db.order.update({ where: { uuid: order.uuid }, data: { recordUuid: 'nils' } })).toThrow(
    'recordUuid would let a call go on that is forbidden',
  )
})

describe('a scenario', () => {
  const calls = [{ orderUuid: 'other', startedAt: '2026-05-04T07:59:00Z' }]
  const orders = scenario.orders?.map((order) =>
    order.uuid === 'other' ? { ...order, status: 'calling' as const } : order,
  )

  test('has no call that goes on', () => {
    expect(() => createMock({ scenario: { ...scenario, orders, calls } })).toThrow(
      `calls[0].endedAt would let a call go on that is forbidden: the order never says that ${number} is never to be called`,
    )
  })

  test('may have an order that waits for a call, which the simulator does not make', () => {
    const mock = createMock({ scenario: { ...scenario, orders } })
    mock.clock.advance('1d')
    expect(mock.db.order.get('other')?.status).toBe('do-not-call')
  })
})

test('a call that began before the number was forbidden goes on to its end', async () => {
  const mock = start()
  await patch(mock, 'a', 'never', 'registered')
  await patch(mock, 'b', 'other', 'planned')
  mock.clock.advance(0)
  await patch(mock, 'a', 'never', 'do-not-call')
  mock.clock.advance('1d')
  expect(mock.db.call.getAll().map(({ outcome }) => outcome)).toEqual([expect.not.stringMatching('canceled')])
})
