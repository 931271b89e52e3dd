import { expect } from 'vitest'
import type { CampaignList } from 'callcamp-mock'
import { api } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

/** Headings of an index from A to Z. */
const brokenLetter = (name: string) => name.charAt(0).toUpperCase()
const fixedLetter = (name: string) => (Array.from(name)[0] ?? '').toUpperCase()

export default defineClient({
  name: 'an index cuts an emoji in half',
  broken: brokenLetter,
  fixed: fixedLetter,
  test: (letterOf) => async (world) => {
    const page = await api<CampaignList>('/campaigns?limit=100').catch(allowTroubles(world))
    for (const { name } of page?.campaigns ?? []) expect(letterOf(name)).not.toMatch(/[\ud800-\udbff]$/)
  },
})
