import { expect } from 'vitest'
import type { Campaign, CampaignList } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

/** Campaigns that came since one looked last, for a list of news. */
type NewsSince = (seen: readonly Campaign[], now: readonly Campaign[]) => readonly Campaign[]

const brokenNews: NewsSince = (seen, now) => {
  const latest =
    seen
      .map(({ createdAt }) => createdAt)
      .toSorted()
      .at(-1) ?? ''
  return now.filter(({ createdAt }) => createdAt > latest)
}

const fixedNews: NewsSince = (seen, now) => {
  const known = new Set(seen.map(({ uuid }) => uuid))
  return now.filter(({ uuid }) => !known.has(uuid))
}

export default defineClient({
  name: 'news of the same second are lost',
  options: { vary: { data: { never: ['campaigns'] } } },
  broken: brokenNews,
  fixed: fixedNews,
  test: (news) => async (world) => {
    const look = async () => (await api<CampaignList>('/campaigns?limit=100')).campaigns
    const use = async () => {
      const seen = await look()
      const now = await look()
      const added = now.filter(({ uuid }) => seen.every((one) => one.uuid !== uuid))
      expect(news(seen, now)).toHaveLength(added.length)
    }
    await use().catch(allowTroubles(world))
  },
})
