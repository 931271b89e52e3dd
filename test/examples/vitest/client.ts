import type { Operations } from 'callcamp-mock'

const api = 'http://callcamp.ai/api'

/** The types of the API come with the mock; nothing of it is in the bundle. */
type CampaignList = Operations['campaigns.list']['answer']
type NewOrder = Operations['orders.create']['body']
type CreatedOrder = Operations['orders.create']['answer']

export async function listCampaigns(): Promise<CampaignList['campaigns']> {
  const response = await fetch(`${api}/campaigns`)
  const list = (await response.json()) as CampaignList
  return list.campaigns
}

export async function addContact(campaignUuid: string, order: NewOrder): Promise<CreatedOrder> {
  const response = await fetch(`${api}/campaigns/${campaignUuid}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  })
  if (!response.ok) throw new Error(`Call Camp answered ${response.status}`)
  return (await response.json()) as CreatedOrder
}
