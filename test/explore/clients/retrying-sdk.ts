import { expect } from 'vitest'
import type { CampaignList } from 'callcamp-mock'
import { ApiError, send, wait } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

/** An SDK that tries again where it makes sense. */
const sdk = (isRetried: (status: number) => boolean) => async (): Promise<CampaignList> => {
  let status = 0
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const response = await send('/campaigns').catch(() => undefined)
    status = response?.status ?? 0
    if (response?.ok) {
      const body = (await response.json().catch(() => undefined)) as CampaignList | undefined
      if (body) return body
    }
    if (!isRetried(status)) break
    const seconds = Number(response?.headers.get('retry-after') ?? 2 ** attempt)
    await wait(seconds * 1_000)
  }
  throw new ApiError(status, `The API answered ${status}`)
}

export default defineClient({
  name: 'an SDK gives up at the first 429',
  options: { vary: { network: { never: ['unauthorized'] } } },
  broken: sdk((status) => status === 0 || status >= 500),
  fixed: sdk((status) => status === 0 || status === 200 || status === 429 || status >= 500),
  test: (list) => async (world) => {
    const { troubles } = world
    // It tries four times: with fewer troubles, it has to get through.
    const page = await list().catch((error: unknown) => {
      if (troubles.length < 4) throw error
      return allowTroubles(world)(error)
    })
    if (page) expect(page.campaigns.length).toBeLessThanOrEqual(10)
  },
})
