import { test } from 'callcamp-mock/vitest'
import { describe, expect } from 'vitest'
import { addContact, listCampaigns } from './client'

test('begins with nothing', async () => {
  expect(await listCampaigns()).toEqual([])
})

test('adds a contact to a campaign', async ({ mock }) => {
  const campaign = mock.db.campaign.create({ name: 'Spring', recordTypeUuid: null })
  await addContact(campaign.uuid, { status: 'planned', record: { firstName: 'Ada', phoneNumber: '+14155550100' } })
  expect(mock).toHaveReceived('orders.create', { record: { firstName: 'Ada' } })
  expect(mock).toHaveOrder({ status: 'planned', record: { phoneNumber: '+14155550100' } })
})

describe('with the demo data', () => {
  test.override({ scenario: 'demo' })

  test('lists campaigns', async () => {
    expect((await listCampaigns()).length).toBeGreaterThan(0)
  })
})

describe.concurrent('tests at the same time', () => {
  test.for(['Spring', 'Summer', 'Autumn'])('see their own data (%s)', async (name, { mock, expect }) => {
    mock.db.campaign.create({ name })
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect((await listCampaigns()).map((campaign) => campaign.name)).toEqual([name])
  })
})
