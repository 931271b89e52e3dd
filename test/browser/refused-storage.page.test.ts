import type { BrowserContext, Page } from '@playwright/test'
import { describe, expect, test } from 'vitest'
import { withoutBrowser } from './chromium.ts'
import { inPage, startMock, useMockPages } from './mock-pages.ts'

/** 2,000 contacts take about a megabyte. */
const addContacts = `mock.db.record.createMany(2_000, { phoneNumber: '+14155550118' }), mock.run('/api/records').then((answer) => answer.json())`
const countContacts = 'mock.db.record.count()'

describe.skipIf(withoutBrowser)('a browser', { timeout: 120_000 }, () => {
  const { openContext, openPage } = useMockPages()

  test('whose quota is used up keeps nothing more, with one warning, and all else works', async () => {
    const context = await openContext()
    const page = await openPage(context)
    const warnings = warningsOf(page)
    await setQuota(context, page, 100_000)
    await startMock(page)
    for (const total of [2_000, 4_000]) expect(await inPage(page, addContacts)).toMatchObject({ total })
    expect(warnings).toEqual([expect.stringContaining('The data are not kept any longer')])
    await page.reload()
    await startMock(page)
    expect(await inPage(page, countContacts)).toBe(0)
  })

  test('whose quota was used up before the start keeps nothing, with one warning, and all else works', async () => {
    const context = await openContext()
    const page = await openPage(context)
    const warnings = warningsOf(page)
    // A quota of 0 would be none.
    await setQuota(context, page, 1)
    await startMock(page)
    expect(await inPage(page, addContacts)).toMatchObject({ total: 2_000 })
    expect(warnings).toEqual([expect.stringMatching(/The data are not kept/)])
  })

  test('in a private window keeps the data until the window is closed', async () => {
    // Every context of Playwright is one.
    const page = await openPage()
    const warnings = warningsOf(page)
    await startMock(page)
    await inPage(page, addContacts)
    await page.reload()
    await startMock(page)
    expect(await inPage(page, countContacts)).toBe(2_000)
    expect(warnings).toEqual([])
    await page.context().close()
    const another = await openPage()
    await startMock(another)
    expect(await inPage(another, countContacts)).toBe(0)
  })

  test('without locks and channels keeps the data of two tabs, and warns once that changes at the same time may be lost', async () => {
    const context = await openContext()
    await context.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })
      Reflect.deleteProperty(globalThis, 'BroadcastChannel')
    })
    const [one, two] = [await openPage(context), await openPage(context)]
    const warnings = [one, two].map(warningsOf)
    for (const page of [one, two]) await startMock(page)
    await inPage(one, addContacts)
    await inPage(two, `mock.db.campaign.create({ name: 'Spring' }), mock.run('/api/campaigns')`)
    await inPage(one, `mock.run('/api/campaigns')`)
    for (const page of [one, two]) {
      expect(await inPage(page, countContacts)).toBe(2_000)
      expect(await inPage(page, 'mock.db.campaign.getAll().map(({ name }) => name)')).toEqual(['Spring'])
    }
    for (const one of warnings) expect(one).toEqual([expect.stringContaining('This browser has no locks')])
  })
})

function warningsOf(page: Page): string[] {
  const warnings: string[] = []
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()))
  return warnings
}

async function setQuota(context: BrowserContext, page: Page, quotaSize: number): Promise<void> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize })
}
