import { expect } from 'vitest'
import type { Answer } from './api.ts'
import { type Case, casesOf, hosted, local } from './case.ts'
import * as pages from './documented-pages.ts'

/** Every example of the API reference, over the scenarios that hold its data: the same text, key by key. */

// Unlike elsewhere the call simulator is on: the documented answers must be those of a mock as it comes.
const campaigns = { options: { scenario: 'documented-campaigns', simulator: {} } } as const
const records = { ...hosted, options: { scenario: 'documented-records', simulator: {} } } as const
const localRecords = { ...local, options: { scenario: 'documented-records-local', simulator: {} } } as const
const orders = { options: { scenario: 'documented-orders', simulator: {} } } as const

/** The same JSON in the same order. */
function expectExactly({ status, text }: Answer, wanted: number, body: unknown): void {
  expect(status, text).toBe(wanted)
  expect(text).toBe(JSON.stringify(body))
}

/** The same JSON in the same order, but for what is made anew. */
function expectLike(answer: Answer, wanted: number, body: object, made: readonly string[]): void {
  const text = made.reduce(
    (json, key) => json.replaceAll(new RegExp(`"${key}":"[^"]+"`, 'g'), `"${key}":"…"`),
    answer.text,
  )
  const like = made.reduce(
    (json, key) => json.replaceAll(new RegExp(`"${key}":"[^"]+"`, 'g'), `"${key}":"…"`),
    JSON.stringify(body),
  )
  expect(answer.status, answer.text).toBe(wanted)
  expect(text).toBe(like)
}

/** What a client sends to get the documented answer: what the server makes itself is left out. */
function sent<Body extends object>(body: Body, ...madeByServer: readonly (keyof Body)[]): object {
  return Object.fromEntries(
    Object.entries(body).filter(([key, value]) => value !== null && !madeByServer.some((made) => made === key)),
  )
}

const campaign = `/api/campaigns/${pages.documentedCampaign.uuid}`
const record = `/api/records/${pages.documentedRecord.uuid}`
const localRecord = `/api/records/${pages.documentedLocalRecord.uuid}`
const campaignOrders = `/api/campaigns/${pages.documentedOrder.campaignUuid}/orders`
const order = `${campaignOrders}/${pages.documentedOrder.uuid}`
const recordTypeUuid = pages.documentedLocalRecord.recordTypeUuid

export const documentedCases: readonly Case[] = [
  casesOf('campaigns.list').works(
    'answers the documented list',
    async (api) => {
      expectExactly(await api.get('/api/campaigns'), 200, pages.documentedCampaigns)
    },
    campaigns,
  ),
  casesOf('campaigns.get').works(
    'answers the documented campaign',
    async (api) => {
      expectExactly(await api.get(campaign), 200, pages.documentedCampaign)
    },
    campaigns,
  ),
  casesOf('campaigns.create').works(
    'answers the documented campaign to what it shows',
    async (api) => {
      const body = sent(pages.documentedCampaign, 'uuid', 'createdAt', 'updatedAt')
      expectLike(await api.post('/api/campaigns', body), 201, pages.documentedCampaign, [
        'uuid',
        'createdAt',
        'updatedAt',
      ])
    },
    campaigns,
  ),
  casesOf('campaigns.update').works(
    'answers the documented campaign to what it shows',
    async (api) => {
      const body = sent(pages.documentedCampaign, 'uuid', 'createdAt', 'updatedAt')
      expectLike(await api.patch(campaign, body), 200, pages.documentedCampaign, ['updatedAt'])
    },
    campaigns,
  ),
  casesOf('campaigns.update').works(
    'takes the documented schedule',
    async (api) => {
      expectLike(
        await api.patch(campaign, { schedule: pages.documentedSchedule }),
        200,
        { ...pages.documentedCampaign, schedule: pages.documentedSchedule },
        ['updatedAt'],
      )
    },
    campaigns,
  ),
  casesOf('campaigns.delete').works(
    'answers as documented',
    async (api) => {
      expectExactly(await api.delete(campaign), 200, { success: true })
    },
    campaigns,
  ),

  casesOf('records.list').works(
    'answers the documented list',
    async (api) => {
      expectExactly(await api.get('/api/records'), 200, pages.documentedRecords)
    },
    records,
  ),
  casesOf('records.get').works(
    'answers the documented record',
    async (api) => {
      expectExactly(await api.get(record), 200, pages.documentedRecord)
    },
    records,
  ),
  casesOf('records.create').works(
    'answers the documented record to what it shows',
    async (api) => {
      const body = { recordTypeUuid, ...sent(pages.documentedRecord, 'uuid', 'status', 'createdAt', 'updatedAt') }
      expectLike(await api.post('/api/records', body), 201, pages.documentedRecord, ['uuid', 'createdAt', 'updatedAt'])
    },
    records,
  ),
  casesOf('records.update').works(
    'answers the documented record to what it shows',
    async (api) => {
      const body = sent(pages.documentedRecord, 'uuid', 'country', 'createdAt', 'updatedAt')
      expectLike(await api.patch(record, body), 200, pages.documentedRecord, ['updatedAt'])
    },
    records,
  ),
  casesOf('records.delete').works(
    'answers as documented',
    async (api) => {
      expectExactly(await api.delete(record), 200, { success: true, message: 'Record deleted successfully' })
    },
    records,
  ),

  casesOf('records.list').works(
    'answers the documented list of the local edition',
    async (api) => {
      expectExactly(await api.get('/api/records'), 200, pages.documentedLocalRecords)
    },
    localRecords,
  ),
  casesOf('records.get').works(
    'answers the documented record of the local edition',
    async (api) => {
      expectExactly(await api.get(localRecord), 200, pages.documentedLocalRecord)
    },
    localRecords,
  ),
  casesOf('records.create').works(
    'answers the documented record of the local edition to what it shows',
    async (api) => {
      const body = sent(pages.documentedLocalRecord, 'uuid', 'status', 'createdAt', 'updatedAt')
      expectLike(await api.post('/api/records', body), 201, pages.documentedLocalRecord, [
        'uuid',
        'createdAt',
        'updatedAt',
      ])
    },
    localRecords,
  ),
  casesOf('records.update').works(
    'answers the documented record of the local edition to what it shows',
    async (api) => {
      const body = sent(pages.documentedLocalRecord, 'uuid', 'recordTypeUuid', 'status', 'createdAt', 'updatedAt')
      expectLike(await api.patch(localRecord, body), 200, pages.documentedLocalRecord, ['updatedAt'])
    },
    localRecords,
  ),
  casesOf('records.delete').works(
    'answers as documented of the local edition',
    async (api) => {
      const { status, text } = await api.delete(localRecord)
      expect(status).toBe(204)
      expect(text).toBe('')
    },
    localRecords,
  ),

  casesOf('orders.list').works(
    'answers the documented list',
    async (api) => {
      expectExactly(await api.get(campaignOrders), 200, pages.documentedOrders)
    },
    orders,
  ),
  casesOf('orders.create').works(
    'answers the documented order to what it shows',
    async (api) => {
      const { status, record } = pages.documentedCreatedOrder
      expectLike(
        await api.post(campaignOrders, { status, record: sent(record, 'uuid') }),
        201,
        pages.documentedCreatedOrder,
        ['uuid'],
      )
    },
    orders,
  ),
  casesOf('orders.update').works(
    'answers the documented order to what it shows',
    async (api) => {
      expectExactly(
        await api.patch(order, sent(pages.documentedOrder, 'uuid', 'campaignUuid', 'record')),
        200,
        pages.documentedOrder,
      )
    },
    orders,
  ),
  casesOf('orders.associate').works(
    'takes the documented records',
    async (api) => {
      expectExactly(await api.post(`${campaignOrders}/associate`, pages.documentedAssociate), 200, { success: true })
    },
    orders,
  ),
  casesOf('orders.delete').works(
    'answers as documented',
    async (api) => {
      expectExactly(await api.delete(order), 200, {
        success: true,
        message: 'Record removed from campaign successfully',
      })
    },
    orders,
  ),
]
