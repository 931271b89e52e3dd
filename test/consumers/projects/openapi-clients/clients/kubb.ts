import * as api from '../kubb/index.ts'
import type { Client } from '../../../life.ts'

export function connect(baseURL: string): Client {
  // Kubb's client leaves out the type of a body, which fetch then takes for plain text.
  const config = { baseURL, headers: { 'Content-Type': 'application/json' } }
  return {
    createCampaign: (body) => api.campaignsCreate(body, config),
    countCampaigns: async (search) => (await api.campaignsList({ search }, config)).total,
    getCampaign: (uuid) => api.campaignsGet(uuid, config),
    activateCampaign: (uuid) => api.campaignsUpdate(uuid, { status: 'active' }, config),
    deleteCampaign: (uuid) => api.campaignsDelete(uuid, config),
    createRecord: (body) => api.recordsCreate(body, config),
    countRecords: async (search) => (await api.recordsList({ search }, config)).total,
    getRecord: (uuid) => api.recordsGet(uuid, config),
    renameRecord: (uuid, lastName) => api.recordsUpdate(uuid, { lastName }, config),
    deleteRecord: (uuid) => api.recordsDelete(uuid, config),
    createOrder: (uuid, phoneNumber) => api.ordersCreate(uuid, { record: { phoneNumber } }, config),
    associate: (uuid, recordUuids) => api.ordersAssociate(uuid, { recordUuids }, config),
    planOrder: (uuid, orderUuid) =>
      api.ordersUpdate(uuid, orderUuid, { status: 'planned', price: 10.5, currencyCode: 'USD' }, config),
    listContacted: async (uuid) => (await api.ordersList(uuid, { status: 'contacted' }, config)).orders,
    deleteOrder: (uuid, orderUuid) => api.ordersDelete(uuid, orderUuid, config),
  }
}
