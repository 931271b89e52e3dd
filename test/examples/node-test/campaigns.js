const api = process.env.CALLCAMP_URL ?? 'http://callcamp.ai'

export async function listCampaigns(status) {
  const response = await fetch(`${api}/api/campaigns?status=${status}`)
  if (!response.ok) throw new Error(`Call Camp answered ${response.status}`)
  const { campaigns } = await response.json()
  return campaigns
}

/** Tries again when the API is not there for a moment. */
export async function addContact(campaignUuid, record, attempts = 3) {
  const response = await fetch(`${api}/api/campaigns/${campaignUuid}/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ status: 'planned', record }),
  })
  if (response.status === 503 && attempts > 1) return addContact(campaignUuid, record, attempts - 1)
  if (!response.ok) throw new Error(`Call Camp answered ${response.status}`)
  return response.json()
}
