import { expect } from 'vitest'
import type { Campaign } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'

const campaign = 'c0000000-0000-4000-8000-000000000000'

/** The title of a campaign, which can be edited in place. */
class Title {
  text = 'Spring'
  error: string | undefined

  async rename(text: string): Promise<void> {
    this.text = text
    await this.save(text).catch(() => {
      this.error = 'The name was not saved'
    })
  }

  protected async save(text: string): Promise<void> {
    await api(`/campaigns/${campaign}`, { method: 'PATCH', body: { name: text } })
  }
}

class FixedTitle extends Title {
  protected override async save(text: string): Promise<void> {
    try {
      await super.save(text)
    } catch (error) {
      // The answer may be lost, and not the request: so the API is asked what it has.
      const saved = await api<Campaign>(`/campaigns/${campaign}`).catch(() => undefined)
      if (saved) this.text = saved.name
      if (this.text !== text) throw error
    }
  }
}

export default defineClient({
  name: 'a title shows a name that was not saved',
  options: { setup: (mock) => void mock.db.campaign.create({ uuid: campaign, name: 'Spring' }) },
  broken: Title,
  fixed: FixedTitle,
  test:
    (Heading) =>
    async ({ mock, troubles }) => {
      const title = new Heading()
      await title.rename('Summer')
      if (troubles.length > 1) return
      expect(title.text).toBe(mock.db.campaign.get(campaign)?.name)
    },
})
