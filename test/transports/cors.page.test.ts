import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createMock } from 'callcamp-mock'
import { serve } from 'callcamp-mock/server'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { internals } from '../../src/engine/internals.ts'
import { routeRequests } from '../../src/transports/playwright.ts'
import { useBrowser, withoutBrowser } from '../browser/chromium.ts'

/** A page that asks the API with its cookies behaves in one way, whatever carries the requests. */

let app: Server
beforeAll(async () => {
  app = createServer((_request, response) => response.end('<!doctype html><title>app</title>'))
  await new Promise<void>((done) => app.listen(0, '127.0.0.1', done))
})
afterAll(() => app.close())

const appUrl = () => `http://127.0.0.1:${(app.address() as AddressInfo).port}/`

/** Reads a list, and changes a campaign with headers that need a preflight; all with the cookies of the page. */
function ask(page: Page, api: string) {
  return page.evaluate(async (base) => {
    const listed = await fetch(`${base}/api/campaigns`, { credentials: 'include' })
    const { campaigns } = await listed.json()
    const changed = await fetch(`${base}/api/campaigns/${campaigns[0].uuid}`, {
      method: 'PATCH',
      credentials: 'include',
      headers: { 'content-type': 'application/json', 'x-trace': '1' },
      body: JSON.stringify({ description: 'from a page' }),
    })
    const refused = await fetch(`${base}/api/campaigns/none`, { credentials: 'include' })
    return [listed.status, changed.status, refused.status, (await refused.json()).success]
  }, api)
}

describe.skipIf(withoutBrowser)('a page of another origin reads answers, and sends its cookies', () => {
  const browser = useBrowser()
  const answered = [200, 200, 404, false]
  const cookie = { name: 'session', value: 'secret', domain: '127.0.0.1', path: '/' }

  test('through the server', async () => {
    const { mock, url, close } = await serve({ port: 0, scenario: 'demo', clock: 'frozen' })
    try {
      const seen = new Set<string | undefined>()
      mock.faults.add({ status: 503, when: ({ headers }) => seen.add(headers['cookie']).size === 0 })
      const { page } = await browser.open(appUrl())
      await page.context().addCookies([cookie])
      expect(await ask(page, url)).toEqual(answered)
      expect(mock.requests.count({ operation: 'campaigns.update' })).toBe(1)
      expect([...seen]).toEqual(['session=secret'])
    } finally {
      await close()
    }
  })

  test('through the routes of Playwright', async () => {
    const mock = createMock({ scenario: 'demo', baseUrl: 'http://127.0.0.1:9' })
    const { page } = await browser.open(appUrl())
    await page.context().addCookies([cookie])
    await routeRequests(page, mock[internals], { onRefused: () => {} })
    expect(await ask(page, 'http://127.0.0.1:9')).toEqual(answered)
    expect(mock.requests.count({ operation: 'campaigns.update' })).toBe(1)
  })
})
