import { test } from 'callcamp-mock/vitest'
import { describe, expect } from 'vitest'
import { createCampaign, createOrder, listCampaigns } from './api.ts'

const ada = { firstName: 'Ada', lastName: 'Lovelace', phoneNumber: '+14155550100' }

describe('toHaveReceived', () => {
  test('knows whether an operation was asked for', async ({ mock }) => {
    expect(mock).not.toHaveReceived('campaigns.list')
    await listCampaigns()
    expect(mock).toHaveReceived('campaigns.list')
    expect(mock).not.toHaveReceived('campaigns.create')
  })

  test('compares any part of the body, of the path and of the query', async ({ mock }) => {
    const { uuid } = await createCampaign('Spring')
    await createOrder(uuid, ada)
    await listCampaigns('?page=2&search=spr')
    expect(mock).toHaveReceived('orders.create', { uuid, record: { firstName: 'Ada' } })
    expect(mock).toHaveReceived('campaigns.list', { page: 2, search: 'spr' })
    expect(mock).toHaveReceived('orders.create', { record: { phoneNumber: expect.stringMatching(/^\+1/) } })
    expect(mock).not.toHaveReceived('orders.create', { record: { firstName: 'Grace' } })
    expect(mock).not.toHaveReceived('campaigns.list', { page: 3 })
  })

  test('shows what came instead', async ({ mock }) => {
    await createOrder('nowhere', ada)
    expect(() => expect(mock).toHaveReceived('campaigns.list')).toThrow(
      ['Expected the mock to have received campaigns.list.', 'It received only:', '  POST /api/campaigns/nowhere/orders → 404'].join('\n'),
    )
    expect(() => expect(mock).toHaveReceived('orders.create', { status: 'busy' })).toThrow('It received orders.create 1 time:\n  POST /api/campaigns/nowhere/orders → 404  {"status":"planned"')
  })

  test('says what is another in the request that comes nearest', async ({ mock }) => {
    await createOrder('here', ada)
    await createOrder('there', ada)
    const expected = { uuid: 'there', status: 'busy', campaignUuid: 'there', record: ada } as const
    expect(() => expect(mock).toHaveReceived('orders.create', expected)).toThrow(
      /\nIn the nearest of them,\n {2}status is "planned", and not "busy"\n {2}campaignUuid is missing: a request has uuid, .*record[^\n]*$/,
    )
  })

  test('says what came that should not have come', async ({ mock }) => {
    await listCampaigns()
    expect(() => expect(mock).not.toHaveReceived('campaigns.list')).toThrow('Expected the mock not to have received campaigns.list.\nIt received campaigns.list 1 time:\n  GET /api/campaigns → 200')
  })

  test('says where a request said nothing at all', async ({ mock }) => {
    await listCampaigns()
    expect(() => expect(mock).toHaveReceived('campaigns.list', { search: 'spring' })).toThrow('search is missing: a request has nothing')
  })

  test('says nothing of what differs where there is nothing to compare', async ({ mock }) => {
    await listCampaigns()
    expect(() => expect(mock).toHaveReceived('orders.create', { status: 'busy' })).toThrow(/It received only:\n {2}GET \/api\/campaigns → 200$/)
  })

  test('says what to look at when nothing came', ({ mock }) => {
    expect(() => expect(mock).toHaveReceived('campaigns.list')).toThrow('It received nothing. Does the code under test use the base URL of the mock, and is the mock listening?')
  })

  test('refuses operations that do not exist, and what is no mock', ({ mock }) => {
    // @ts-expect-error no such operation
    expect(() => expect(mock).toHaveReceived('campaign.list')).toThrow('There is no operation "campaign.list"; the operations are campaigns.list,')
    expect(() => expect({}).toHaveReceived('campaigns.list')).toThrow('toHaveReceived is for a mock')
  })
})

describe('toHaveReceivedTimes', () => {
  test('counts', async ({ mock }) => {
    expect(mock).toHaveReceivedTimes('campaigns.list', 0)
    await listCampaigns()
    await listCampaigns()
    expect(mock).toHaveReceivedTimes('campaigns.list', 2)
    expect(() => expect(mock).not.toHaveReceivedTimes('campaigns.list', 2)).toThrow('Expected the mock not to have received campaigns.list 2 times.\n')
    expect(() => expect(mock).toHaveReceivedTimes('campaigns.list', 1)).toThrow('Expected the mock to have received campaigns.list 1 time.\nIt received campaigns.list 2 times:')
  })
})

describe('toHaveCampaign, toHaveRecord and toHaveOrder', () => {
  test('find rows that are like what is expected', async ({ mock }) => {
    const { uuid } = await createCampaign('Spring')
    await createOrder(uuid, ada)
    expect(mock).toHaveCampaign({ name: 'Spring', status: 'active' })
    expect(mock).toHaveRecord({ phoneNumber: ada.phoneNumber, email: null })
    expect(mock).toHaveOrder({ status: 'planned', campaignUuid: uuid })
    expect(mock).toHaveOrder({ record: { firstName: 'Ada' }, campaign: { name: 'Spring' } })
    expect(mock).not.toHaveOrder({ status: 'busy' })
    expect(mock).not.toHaveRecord({ firstName: 'Grace' })
  })

  test('show the only row there is', async ({ mock }) => {
    await createCampaign('Spring')
    expect(() => expect(mock).toHaveCampaign({ name: 'Autumn' })).toThrow(/There is 1 campaign; nearest:\n.*"name":"Spring"/)
  })

  test('show the nearest rows', async ({ mock }) => {
    await createCampaign('Spring')
    await createCampaign('Autumn')
    expect(() => expect(mock).toHaveCampaign({ name: 'Autumn', status: 'paused' })).toThrow(/There are 2 campaigns; nearest:\n.*"name":"Autumn","status":"active"/)
    expect(() => expect(mock).not.toHaveCampaign({ name: 'Autumn' })).toThrow('Expected the mock not to have a campaign like {"name":"Autumn"}, but it has {')
    expect(() => expect(mock).toHaveOrder({ status: 'busy' })).toThrow('There are 0 orders.')
  })
})
