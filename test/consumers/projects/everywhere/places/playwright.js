import { readFileSync } from 'node:fs'
import { test as base } from 'callcamp-mock/playwright'
import { steer } from './steer.js'

export { expect } from '@playwright/test'

const script = readFileSync('app.js', 'utf8')

/** Routes of Playwright: the application runs in a page, and the mock in the test. */
export const test = base.extend({
  app: async ({ page }, use) => {
    await page.route('http://app.test/**', (route) =>
      route.request().url().endsWith('/app.js')
        ? route.fulfill({ contentType: 'text/javascript', body: script })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>App</title>' }),
    )
    await page.goto('http://app.test/')
    const inPage = ([method, args]) => import('/app.js').then(({ createApp }) => createApp()[method](...args))
    await use(
      new Proxy(
        {},
        { get: (_, method) => (method === 'then' ? undefined : (...args) => page.evaluate(inPage, [method, args])) },
      ),
    )
  },
  mock: ({ mock }, use) => use(steer(mock)),
})
