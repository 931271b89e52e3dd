/** The client of the Call Camp API: what an app has anyway. Nothing in here knows of a mock. */

const base = 'http://callcamp.ai/api'

export interface Campaign {
  uuid: string
  name: string
  description: string | null
  status: string
}

export interface Order {
  uuid: string
  status: string
  record: { uuid: string; name: string; phoneNumber: string }
}

export interface OrderPage {
  orders: Order[]
  total: number
}

export async function listCampaigns(search: string): Promise<Campaign[]> {
  const { campaigns } = await call<{ campaigns: Campaign[] }>(
    `/campaigns?limit=100&search=${encodeURIComponent(search)}`,
  )
  return campaigns
}

export function setCampaignStatus(uuid: string, status: 'active' | 'closed'): Promise<Campaign> {
  return call(`/campaigns/${uuid}`, 'PATCH', { status })
}

export function listOrders(campaign: string, status = '', limit = 15): Promise<OrderPage> {
  return call(`/campaigns/${campaign}/orders?limit=${limit}${status && `&status=${status}`}`)
}

export function addContact(
  campaign: string,
  firstName: string,
  phoneNumber: string,
  parameters: Record<string, unknown>,
): Promise<Order> {
  return call(`/campaigns/${campaign}/orders`, 'POST', {
    status: 'planned',
    record: { firstName, phoneNumber, parameters },
  })
}

async function call<Answer>(path: string, method = 'GET', body?: object): Promise<Answer> {
  const headers = body && { 'content-type': 'application/json' }
  const response = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) })
  const answer = await response.json().catch(() => undefined)
  // A refusal says what was wrong, field by field.
  if (!response.ok)
    throw new Error(
      answer?.errors?.map((one: { field: string; message: string }) => `${one.field} ${one.message}`).join(', ') ??
        answer?.message ??
        `The API answered ${response.status}`,
    )
  return answer
}
