import { expect } from 'vitest'
import type { CampaignList } from 'callcamp-mock'
import { ApiError, api, send } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

/** The widget on the start page: how many campaigns there are. */
async function brokenWidget(): Promise<string> {
  const response = await send('/campaigns?limit=1').catch(() => {
    throw new ApiError(0, 'offline')
  })
  if (response.status >= 500) throw new ApiError(response.status, 'The API is down')
  const answer = (await response.json().catch(() => {
    throw new ApiError(response.status, 'no JSON')
  })) as Partial<CampaignList>
  return answer.total ? `${answer.total} campaigns` : 'No campaigns yet'
}

async function fixedWidget(): Promise<string> {
  const { total } = await api<CampaignList>('/campaigns?limit=1')
  return total ? `${total} campaigns` : 'No campaigns yet'
}

export default defineClient({
  name: 'a widget takes a 429 for an answer',
  broken: brokenWidget,
  fixed: fixedWidget,
  test: (widget) => async (world) => {
    const text = await widget().catch(allowTroubles(world))
    const count = world.mock.db.campaign.count()
    if (text !== undefined) expect(text).toBe(count > 0 ? `${count} campaigns` : 'No campaigns yet')
  },
})
