import { expect } from 'vitest'
import { api, ApiError } from './api.ts'
import { defineClient } from './client.ts'
import { allowTroubles } from './expectations.ts'

/** The name of a campaign for next month, which a button makes: "Renewals 2026-06". */
function brokenNextMonth(now: Date): string {
  const next = new Date(now)
  next.setUTCMonth(next.getUTCMonth() + 1)
  return next.toISOString().slice(0, 7)
}

const fixedNextMonth = (now: Date) =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 7)

export default defineClient({
  name: 'a button skips a month at the end of January',
  broken: brokenNextMonth,
  fixed: fixedNextMonth,
  test: (nextMonth) => async (world) => {
    const now = new Date()
    const month = nextMonth(now)
    const body = { name: `Renewals ${month}`, status: 'draft', type: 'outbound' }
    await api('/campaigns', { method: 'POST', body }).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error
      return allowTroubles(world)(error)
    })
    const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7))
    expect(months(month) - months(now.toISOString())).toBe(1)
  },
})
