import { setupMockWorker } from 'callcamp-mock/browser'
import { test as base } from 'vitest'
import { createApp } from '../app.js'
import { steer } from './steer.js'

export { expect } from 'vitest'

const { mock, start } = setupMockWorker()

/** The service worker of msw in Chromium. */
export const test = base.extend({
  app: ({}, use) => use(createApp()),
  mock: [
    async ({}, use) => {
      await start()
      mock.load('empty')
      await use(steer(mock))
    },
    { auto: true },
  ],
})
