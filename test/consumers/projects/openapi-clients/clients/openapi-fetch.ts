import createClient from 'openapi-fetch'
import type { paths } from '../openapi-typescript/hosted.ts'
import type { Client } from '../../../life.ts'

async function dataOf<Data>(asked: Promise<{ data?: Data; error?: unknown }>): Promise<Data> {
  const { data, error } = await asked
  if (data === undefined) throw new Error(`Refused: ${JSON.stringify(error)}`)
  return data
}

export function connect(baseUrl: string): Client {
  const client = createClient<paths>({ baseUrl })
  const orders = '/api/campaigns/{uuid}/orders' as const
  return {
    createCampaign: (body) => dataOf(client.POST('/api/campaigns', { body })),
    countCampaigns: async (search) =>
      (await dataOf(client.GET('/api/campaigns', { params: { query: { search } } }))).total,
    getCampaign: (uuid) => dataOf(client.GET('/api/campaigns/{uuid}', { params: { path: { uuid } } })),
    activateCampaign: (uuid) =>
      dataOf(client.PATCH('/api/campaigns/{uuid}', { params: { path: { uuid } }, body: { status: 'active' } })),
    deleteCampaign: (uuid) => dataOf(client.DELETE('/api/campaigns/{uuid}', { params: { path: { uuid } } })),
    createRecord: (body) => dataOf(client.POST('/api/records', { body })),
    countRecords: async (search) => (await dataOf(client.GET('/api/records', { params: { query: { search } } }))).total,
    getRecord: (uuid) => dataOf(client.GET('/api/records/{uuid}', { params: { path: { uuid } } })),
    renameRecord: (uuid, lastName) =>
      dataOf(client.PATCH('/api/records/{uuid}', { params: { path: { uuid } }, body: { lastName } })),
    deleteRecord: (uuid) => dataOf(client.DELETE('/api/records/{uuid}', { params: { path: { uuid } } })),
    createOrder: (uuid, phoneNumber) =>
      dataOf(client.POST(orders, { params: { path: { uuid } }, body: { record: { phoneNumber } } })),
    associate: (uuid, recordUuids) =>
      dataOf(
        client.POST('/api/campaigns/{uuid}/orders/associate', { params: { path: { uuid } }, body: { recordUuids } }),
      ),
    planOrder: (uuid, orderUuid) =>
      dataOf(
        client.PATCH('/api/campaigns/{uuid}/orders/{orderUuid}', {
          params: { path: { uuid, orderUuid } },
          body: { status: 'planned', price: 10.5, currencyCode: 'USD' },
        }),
      ),
    listContacted: async (uuid) =>
      (await dataOf(client.GET(orders, { params: { path: { uuid }, query: { status: 'contacted' } } }))).orders,
    deleteOrder: (uuid, orderUuid) =>
      dataOf(client.DELETE('/api/campaigns/{uuid}/orders/{orderUuid}', { params: { path: { uuid, orderUuid } } })),
  }
}
