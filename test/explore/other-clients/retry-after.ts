import { expect } from 'vitest'
import { defineClient } from '../clients/client.ts'

/** `fetch` that waits when the API is busy. */
const patientFetch = (unitMs: number) =>
  async function send(url: string): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(url)
      if (response.status !== 429 || attempt === 5) return response
      const retryAfter = Number(response.headers.get('Retry-After') ?? 1)
      await new Promise((resolve) => setTimeout(resolve, retryAfter * unitMs))
    }
  }

export default defineClient({
  name: 'a client waits for milliseconds where it was told seconds',
  broken: patientFetch(1),
  fixed: patientFetch(1_000),
  test: (send) => async (world) => {
    const began = Date.now()
    await send('http://callcamp.ai/api/records').catch(() => undefined)
    const waits = world.troubles.filter((trouble) => trouble === 'rate-limited').length
    expect(Date.now() - began).toBeGreaterThanOrEqual(Math.min(waits, 4) * 1_000)
  },
})
