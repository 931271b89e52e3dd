import { createMock } from 'callcamp-mock'
import { expect, onTestFinished, test, vi } from 'vitest'

/** Messages say what happened, and nothing that is untrue. */

const campaigns = '/api/campaigns'

test('a journal that is off does not say that there were no requests', async () => {
  const mock = createMock({ scenario: 'empty', journal: 0 })
  await mock.fetch(campaigns)
  const waiting = mock.requests.waitFor({ operation: 'campaigns.list' }, { timeout: 1 })
  await expect(waiting).rejects.toThrow('The journal is off, so it keeps no earlier requests')
})

test('a fault whose function failed is named', async () => {
  const print = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => print.mockRestore())
  const mock = createMock({ scenario: 'empty' })
  const { id } = mock.faults.add({
    status: 503,
    when() {
      throw new Error('Too early')
    },
  })
  expect((await mock.fetch(campaigns)).status).toBe(200)
  const [, error] = print.mock.calls[0] ?? []
  expect(String(error)).toContain(`The fault ${id} strikes nothing, as its function when failed: Too early`)
})

test('a value of a wrong type is told once what it must be', () => {
  expect(() => createMock({ auth: { keys: '' } as never })).toThrow(
    /^createMock: auth\.keys must be a list; received ""$/,
  )
})

test('at the end of time, no call is promised', () => {
  const mock = createMock({ scenario: 'empty', now: '9999-12-31T23:59:00Z' })
  const { uuid } = mock.db.campaign.create({ status: 'active', type: 'outbound', schedule: null })
  mock.db.order.createMany(12, { campaignUuid: uuid, status: 'planned' })
  mock.simulator.runToEnd()
  expect(mock.stats().next).toBeNull()
  expect(mock.why(uuid).sentence).toBe('No call begins any more: time ends at 9999-12-31T23:59:59Z.')
})
