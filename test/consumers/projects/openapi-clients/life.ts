import assert from 'node:assert/strict'
import { serve } from 'callcamp-mock/server'

/** What a generated client must be able to do. */
export interface Client {
  createCampaign(body: { name: string; status: 'draft'; type: 'outbound'; recordTypeUuid: string }): Promise<{
    uuid: string
    timezone: string | null
  }>
  countCampaigns(search: string): Promise<number>
  getCampaign(uuid: string): Promise<{ name: string }>
  activateCampaign(uuid: string): Promise<{ status: string }>
  deleteCampaign(uuid: string): Promise<{ success: boolean }>
  createRecord(body: { recordTypeUuid: string; phoneNumber: string; country: 'US' }): Promise<{ uuid: string }>
  countRecords(search: string): Promise<number>
  getRecord(uuid: string): Promise<{ name: string; campaigns?: readonly { orderUuid: string }[] }>
  renameRecord(uuid: string, lastName: string): Promise<{ name: string }>
  deleteRecord(uuid: string): Promise<{ success: boolean }>
  createOrder(campaign: string, phoneNumber: string): Promise<{ uuid: string; status: string }>
  associate(campaign: string, records: string[]): Promise<{ success: boolean }>
  planOrder(campaign: string, order: string): Promise<{ status: string; price: number | null }>
  listContacted(campaign: string): Promise<readonly { record: { phoneNumber: string } }[]>
  deleteOrder(campaign: string, order: string): Promise<{ success: boolean }>
}

/** Runs the whole life of a campaign and of a record with a client. `connect` is told where the server is. */
export async function live(connect: (url: string) => Client): Promise<void> {
  const served = await serve({ port: 0, clock: 'frozen', scenario: 'empty' })
  try {
    const api = connect(served.url)
    const recordTypeUuid = served.mock.db.recordType.create({ name: 'Lead', fields: [] }).uuid

    const campaign = await api.createCampaign({ name: 'Spring', status: 'draft', type: 'outbound', recordTypeUuid })
    assert.equal(campaign.timezone, 'UTC')
    assert.equal(await api.countCampaigns('spri'), 1)
    assert.equal((await api.getCampaign(campaign.uuid)).name, 'Spring')

    const record = await api.createRecord({ recordTypeUuid, phoneNumber: '+14155550100', country: 'US' })
    assert.equal((await api.renameRecord(record.uuid, 'Lovelace')).name, 'Lovelace')
    assert.equal(await api.countRecords('love'), 1)
    await api.associate(campaign.uuid, [record.uuid])
    assert.equal((await api.getRecord(record.uuid)).campaigns?.length, 1)

    const order = await api.createOrder(campaign.uuid, '+14155550101')
    assert.equal(order.status, 'registered')
    assert.deepEqual(await api.planOrder(campaign.uuid, order.uuid).then(({ status, price }) => [status, price]), [
      'planned',
      10.5,
    ])
    assert.equal((await api.activateCampaign(campaign.uuid)).status, 'active')
    served.mock.clock.advance('1d')
    assert.deepEqual(
      (await api.listContacted(campaign.uuid)).map((one) => one.record.phoneNumber),
      ['+14155550101'],
    )

    assert.equal((await api.deleteOrder(campaign.uuid, order.uuid)).success, true)
    assert.equal((await api.deleteRecord(record.uuid)).success, true)
    assert.equal((await api.deleteCampaign(campaign.uuid)).success, true)
    assert.equal(await api.countCampaigns(''), 0)
  } finally {
    await served.close()
  }
}
