import * as api from '../orval.ts'
import type { Client } from '../../../life.ts'
import { withBase } from '../../../with-base.ts'

/** The data of a good answer. */
function good<Answer extends { status: number; data: unknown }, Status extends Answer['status']>(
  answer: Answer,
  status: Status,
): Extract<Answer, { status: Status }>['data'] {
  if (answer.status !== status) throw new Error(`Refused: ${JSON.stringify(answer.data)}`)
  return answer.data
}

export function connect(baseUrl: string): Client {
  withBase(baseUrl)
  return {
    createCampaign: async (body) => good(await api.campaignsCreate(body), 201),
    countCampaigns: async (search) => good(await api.campaignsList({ search }), 200).total,
    getCampaign: async (uuid) => good(await api.campaignsGet(uuid), 200),
    activateCampaign: async (uuid) => good(await api.campaignsUpdate(uuid, { status: 'active' }), 200),
    deleteCampaign: async (uuid) => good(await api.campaignsDelete(uuid), 200),
    createRecord: async (body) => good(await api.recordsCreate(body), 201),
    countRecords: async (search) => good(await api.recordsList({ search }), 200).total,
    getRecord: async (uuid) => good(await api.recordsGet(uuid), 200),
    renameRecord: async (uuid, lastName) => good(await api.recordsUpdate(uuid, { lastName }), 200),
    deleteRecord: async (uuid) => good(await api.recordsDelete(uuid), 200),
    createOrder: async (uuid, phoneNumber) => good(await api.ordersCreate(uuid, { record: { phoneNumber } }), 201),
    associate: async (uuid, recordUuids) => good(await api.ordersAssociate(uuid, { recordUuids }), 200),
    planOrder: async (uuid, orderUuid) =>
      good(await api.ordersUpdate(uuid, orderUuid, { status: 'planned', price: 10.5, currencyCode: 'USD' }), 200),
    listContacted: async (uuid) => good(await api.ordersList(uuid, { status: 'contacted' }), 200).orders,
    deleteOrder: async (uuid, orderUuid) => good(await api.ordersDelete(uuid, orderUuid), 200),
  }
}
