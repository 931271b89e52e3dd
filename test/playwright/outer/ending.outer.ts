import type { BrowserContext } from '@playwright/test'
import { createMock } from 'callcamp-mock'
import { expect, routeToMock, test as base } from 'callcamp-mock/playwright'
import { ask, open } from './app.ts'

/** The base URL is that of a real server, which counts the API requests that it receives. */
const baseUrl = process.env['APP_URL'] ?? ''
const campaigns = `${baseUrl}api/campaigns`

base.use({ baseUrl })

/** The fixture of the mock has ended before this one goes on, and the context is still open. */
const afterwards = base.extend({
  context: async ({ context }, use) => {
    await use(context)
    const [page] = context.pages()
    expect(await page?.evaluate(() => Reflect.get(globalThis, 'earlier'))).toBe(200)
    expect((await ask(page!, campaigns)).body).toMatchObject({ campaigns: [] })
  },
})

afterwards('a page is answered until its context closes, also what was held back', async ({ page, mock }) => {
  await open(page)
  mock.faults.hold({ operation: 'campaigns.list' })
  await page.evaluate(
    (url) => void Object.assign(globalThis, { earlier: fetch(url).then(({ status }) => status) }),
    campaigns,
  )
  await mock.requests.waitFor({ operation: 'campaigns.list' })
})

base('a test may close its context', async ({ page, context }) => {
  await open(page)
  await context.close()
})

base.describe('the function that routeToMock returns', () => {
  base('may be called twice, and after the context was closed', async ({ browser, mock }) => {
    const context = await browser.newContext()
    const stop = await routeToMock(context, mock)
    await stop()
    await context.close()
    await stop()
  })

  base('fails the requests that still wait, and lets new ones pass to other routes', async ({ browser }) => {
    const mock = createMock({ baseUrl })
    const context = await browser.newContext()
    const page = await context.newPage()
    const stop = await routeToMock(page, mock)
    await open(page)
    mock.faults.hold({ operation: 'campaigns.list' })
    mock.faults.add({ operation: 'records.list', timeout: true })
    const waiting = Promise.allSettled([ask(page, campaigns), ask(page, `${baseUrl}api/records`)])
    await mock.requests.waitFor({ operation: 'campaigns.list' })
    await mock.requests.waitFor({ operation: 'records.list' })
    await stop()
    expect(await waiting).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
    await context.route(campaigns, (route) => route.fulfill({ json: 'next' }))
    expect((await ask(page, campaigns)).body).toBe('next')
    await context.close()
  })
})

const test = base.extend<object, { shared: BrowserContext }>({
  shared: [
    async ({ browser }, use) => {
      const context = await browser.newContext()
      await use(context)
      await context.close()
    },
    { scope: 'worker' },
  ],
  context: ({ shared }, use) => use(shared),
})

test.describe('in a context that tests share', () => {
  test.describe.configure({ mode: 'serial' })

  test.describe('the first test', () => {
    test.use({ onUnhandledRequest: 'error' })

    test('leaves a page open', ({ page }) => open(page))
  })

  test('the next mock answers that page, by the settings of its own test', async ({ context, mock }) => {
    const [page] = context.pages()
    await ask(page!, campaigns)
    expect(mock).toHaveReceivedTimes('campaigns.list', 1)
    expect((await ask(page!, `${baseUrl}other.json`)).status).toBe(200)
  })
})
