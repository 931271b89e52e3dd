export async function listCampaigns() {
  const response = await fetch('http://callcamp.ai/api/campaigns')
  const { campaigns } = await response.json()
  return campaigns
}
