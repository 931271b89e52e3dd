import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import { setupMockServer } from 'callcamp-mock/node'
import { addContact, listCampaigns } from './campaigns.js'

const { mock, listen, reset, close, isolate } = setupMockServer({ scenario: 'demo' })

before(() => listen())
afterEach(() => reset())
after(() => close())

test('lists the active campaigns', async () => {
  const campaigns = await listCampaigns('active')
  assert.ok(campaigns.length > 0)
  assert.ok(campaigns.every(({ status }) => status === 'active'))
})

test('tries again after a 503', async () => {
  const campaign = mock.db.campaign.create({ name: 'Spring', recordTypeUuid: null })
  mock.faults.add({ operation: 'orders.create', status: 503, times: 2 })
  const order = await addContact(campaign.uuid, { firstName: 'Ada', phoneNumber: '+14155550100' })
  assert.equal(order.status, 'planned')
  assert.equal(mock.requests.count({ operation: 'orders.create' }), 3)
})

describe('tests at the same time', { concurrency: true }, () => {
  for (const name of ['Spring', 'Summer', 'Autumn']) {
    test(`see their own data: ${name}`, () =>
      isolate(async () => {
        mock.load('empty')
        mock.db.campaign.create({ name, status: 'active' })
        await new Promise((resolve) => setTimeout(resolve, 10))
        assert.deepEqual(
          (await listCampaigns('active')).map((campaign) => campaign.name),
          [name],
        )
      }))
  }
})
