import { inject, test as base } from 'vitest'
import { createApp } from '../app.js'

export { expect } from 'vitest'

/** The standalone server; each test has a sandbox of its own there. */
export const test = base.extend({
  headers: ({ task }, use) => use({ 'x-mock-sandbox': `test-${task.id.replaceAll(/\W/g, '-')}` }),
  app: ({ headers }, use) => use(createApp({ base: inject('server'), headers })),
  mock: ({ headers }, use) => {
    const control = async (method, path, body) => {
      const response = await fetch(`${inject('server')}/__mock${path}`, {
        method,
        headers: { ...headers, 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      })
      if (!response.ok) throw new Error(await response.text())
      return response.json().catch(() => undefined)
    }
    return use({
      load: (scenario) => control('POST', '/reset', { scenario }),
      advance: (time) => control('POST', '/clock', { advance: time }),
      fail: (fault) => control('POST', '/faults', fault),
      asked: async () => (await control('GET', '/requests')).requests.map(({ operation }) => operation),
    })
  },
})
