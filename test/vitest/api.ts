import { asJson } from '../json-request.ts'
/** The code under test of these tests: a client that knows nothing of mocks. */

const origin = 'http://callcamp.ai'

export interface Campaigns {
  readonly campaigns: readonly { readonly uuid: string; readonly name: string }[]
  readonly total: number
}

export async function listCampaigns(query = ''): Promise<Campaigns> {
  const response = await fetch(`${origin}/api/campaigns${query}`)
  return (await response.json()) as Campaigns
}

export async function createCampaign(name: string): Promise<{ readonly uuid: string }> {
  return (await (await post('/api/campaigns', { name, status: 'active', type: 'outbound' })).json()) as { uuid: string }
}

export function createOrder(campaignUuid: string, record: object): Promise<Response> {
  return post(`/api/campaigns/${campaignUuid}/orders`, { status: 'planned', record })
}

function post(path: string, body: object): Promise<Response> {
  return fetch(`${origin}${path}`, asJson(body))
}
