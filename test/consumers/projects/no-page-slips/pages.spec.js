import { expect, test as plain } from '@playwright/test'
import { routeToMock, test } from 'callcamp-mock/playwright'

const production = 'http://127.0.0.1:4331'
const get = (url) => fetch(url).then((response) => response.status, String)

plain.afterAll(async () => {
  expect(await (await fetch(`${production}/received`)).json()).toEqual([])
})

plain.describe('a page with the worker', () => {
  for (const load of [1, 2, 3, 4, 5, 6])
    plain(`is answered by the mock although StrictMode starts it twice (${load})`, async ({ page }) => {
      await page.goto('/strict-mode.html')
      await expect(page.getByRole('status')).toHaveText('15')
    })

  plain('refuses a request to another address of this API where it is told so', async ({ page }) => {
    const messages = []
    page.on('console', (message) => messages.push(message.text()))
    await page.goto('/worker.html')
    await page.waitForFunction(() => 'setupMockWorker' in globalThis)
    await page.evaluate(() => globalThis.setupMockWorker().start({ onUnhandledRequest: 'error' }))
    expect(await page.evaluate(get, `${production}/api/campaigns`)).toContain('Failed to fetch')
    expect(messages.join('\n')).toContain(`baseUrl: '${production}'`)
  })

  plain('answers its own origin with the base URL /', async ({ page }) => {
    await page.goto('/worker.html')
    await page.waitForFunction(() => 'setupMockWorker' in globalThis)
    await page.evaluate(() => globalThis.setupMockWorker({ baseUrl: '/', scenario: 'demo' }).start())
    expect(await page.evaluate(get, '/api/campaigns')).toBe(200)
    expect(await page.evaluate(get, '/api/campaign')).toBe(404)
    expect(await page.evaluate(get, '/index.html')).toBe(200)
  })

  plain('refuses a base URL with /api, and says what to write', async ({ page }) => {
    await page.goto('/worker.html')
    await page.waitForFunction(() => 'setupMockWorker' in globalThis)
    const setup = (baseUrl) => {
      try {
        globalThis.setupMockWorker({ baseUrl })
      } catch (error) {
        return error.message
      }
    }
    expect(await page.evaluate(setup, '/api')).toContain('Write "/"')
    expect(await page.evaluate(setup, `${production}/api`)).toContain(`Write "${production}"`)
  })

  for (const persist of ['session', 'local'])
    plain(`keeps its faults and their hits over a reload, with persist: '${persist}'`, async ({ page }) => {
      const start = async () => {
        await page.waitForFunction(() => 'setupMockWorker' in globalThis)
        await page.evaluate(async (persist) => {
          globalThis.worker = globalThis.setupMockWorker({ baseUrl: '/', scenario: 'demo', persist })
          await globalThis.worker.start()
        }, persist)
      }
      await page.goto('/worker.html')
      await start()
      await page.evaluate(() => {
        globalThis.worker.mock.faults.add({ operation: 'campaigns.list', status: 503, times: 2 })
      })
      expect(await page.evaluate(get, '/api/campaigns')).toBe(503)
      await page.reload()
      await start()
      expect(await page.evaluate(get, '/api/campaigns')).toBe(503)
      await page.reload()
      await start()
      expect(await page.evaluate(get, '/api/campaigns')).toBe(200)
    })
})

test.describe('a page of Playwright', () => {
  test('is refused a request to another address of this API', async ({ page, mock }) => {
    await page.goto('/')
    expect(await page.evaluate(get, `${production}/api/campaigns`)).toContain('Failed to fetch')
    expect(mock.requests.count()).toBe(0)
  })

  test.describe('with the address of production as its base URL', () => {
    test.use({ baseUrl: production, scenario: 'demo' })

    test('is answered, with a slash at the end and on a misspelt path too', async ({ page }) => {
      await page.goto('/')
      expect(await page.evaluate(get, `${production}/api/campaigns`)).toBe(200)
      expect(await page.evaluate(get, `${production}/api/campaigns/abc/`)).toBe(404)
      expect(await page.evaluate(get, `${production}/api/record`)).toBe(404)
    })

    test('is answered in a popup, and in a context of its own that was routed', async ({ page, mock, browser }) => {
      await page.goto('/')
      const popup = page.waitForEvent('popup')
      await page.evaluate(() => void open('/index.html'))
      expect(await (await popup).evaluate(get, `${production}/api/campaigns`)).toBe(200)
      const context = await browser.newContext()
      await routeToMock(context, mock)
      const other = await context.newPage()
      await other.goto('http://localhost:4330/')
      expect(await other.evaluate(get, `${production}/api/records`)).toBe(200)
      await context.close()
      expect(mock.requests.count()).toBe(2)
    })
  })
})
