import { client } from '../hey-api/client.gen.ts'
import * as api from '../hey-api/sdk.gen.ts'
import type { Client } from '../../../life.ts'

const throwOnError = true as const

export function connect(baseUrl: string): Client {
  client.setConfig({ baseUrl })
  return {
    createCampaign: async (body) => (await api.campaignsCreate({ body, throwOnError })).data,
    countCampaigns: async (search) => (await api.campaignsList({ query: { search }, throwOnError })).data.total,
    getCampaign: async (uuid) => (await api.campaignsGet({ path: { uuid }, throwOnError })).data,
    activateCampaign: async (uuid) =>
      (await api.campaignsUpdate({ path: { uuid }, body: { status: 'active' }, throwOnError })).data,
    deleteCampaign: async (uuid) => (await api.campaignsDelete({ path: { uuid }, throwOnError })).data,
    createRecord: async (body) => (await api.recordsCreate({ body, throwOnError })).data,
    countRecords: async (search) => (await api.recordsList({ query: { search }, throwOnError })).data.total,
    getRecord: async (uuid) => (await api.recordsGet({ path: { uuid }, throwOnError })).data,
    renameRecord: async (uuid, lastName) =>
      (await api.recordsUpdate({ path: { uuid }, body: { lastName }, throwOnError })).data,
    deleteRecord: async (uuid) => (await api.recordsDelete({ path: { uuid }, throwOnError })).data,
    createOrder: async (uuid, phoneNumber) =>
      (await api.ordersCreate({ path: { uuid }, body: { record: { phoneNumber } }, throwOnError })).data,
    associate: async (uuid, recordUuids) =>
      (await api.ordersAssociate({ path: { uuid }, body: { recordUuids }, throwOnError })).data,
    planOrder: async (uuid, orderUuid) =>
      (await api.ordersUpdate({ path: { uuid, orderUuid }, body: plan, throwOnError })).data,
    listContacted: async (uuid) =>
      (await api.ordersList({ path: { uuid }, query: { status: 'contacted' }, throwOnError })).data.orders,
    deleteOrder: async (uuid, orderUuid) => (await api.ordersDelete({ path: { uuid, orderUuid }, throwOnError })).data,
  }
}

const plan = { status: 'planned', price: 10.5, currencyCode: 'USD' } as const
