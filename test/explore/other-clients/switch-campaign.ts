import { expect } from 'vitest'
import type { Campaign } from 'callcamp-mock'
import { defineClient } from '../clients/client.ts'

/** What a `useCampaign(id)` hook keeps. */
class CampaignState {
  id = ''
  data: Campaign | undefined
  error: string | undefined

  async show(id: string): Promise<void> {
    this.id = id
    this.error = undefined
    try {
      const response = await fetch(`http://callcamp.ai/api/campaigns/${id}`)
      if (!response.ok) throw new Error(`HTTP ${response.status}`)
      const data: Campaign = await response.json()
      if (this.id === id) this.data = data
    } catch (error) {
      if (this.isShown(id)) this.error = error instanceof Error ? error.message : 'failed'
    }
  }

  protected isShown(_id: string): boolean {
    return true
  }
}

class FixedCampaignState extends CampaignState {
  protected override isShown(id: string): boolean {
    return this.id === id
  }
}

export default defineClient({
  name: 'a page shows the error of the campaign that was open before',
  options: { vary: { others: false } },
  broken: CampaignState,
  fixed: FixedCampaignState,
  test:
    (State) =>
    async ({ mock }) => {
      const [first, second] = mock.db.campaign.getAll()
      if (!first || !second) return
      const state = new State()
      await Promise.all([state.show(first.uuid), state.show(second.uuid)])
      // Either the second campaign is there, or it is known why not.
      expect(state.data?.uuid === second.uuid).toBe(state.error === undefined)
    },
})
