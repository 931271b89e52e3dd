import { afterAll, beforeAll } from 'vitest'
import { setupMockWorker } from '../../src/browser.ts'
import { createMock } from '../../src/create-mock.ts'
import type { MockOptions } from '../../src/mock.ts'
import { addressOf } from './harnesses.ts'
import { addressCases, conformance, type Harness } from './suite.ts'

const { worker, start, stop } = setupMockWorker()
beforeAll(() => start())
afterAll(() => stop())

/** Asks from a page: through fetch, the service worker, and the handlers of the mock. */
function overWorker(more: MockOptions = {}): Harness {
  return {
    async start(options) {
      const all = { ...options, ...more }
      const mock = createMock(all)
      worker.resetHandlers(...mock.handlers)
      return {
        mock,
        fetch: (path, init) => fetch(`${addressOf(all)}${path}`, init),
        stop: async () => worker.resetHandlers(),
      }
    },
  }
}

conformance('service worker', overWorker())
conformance('service worker from another origin', overWorker({ baseUrl: 'https://api.example.com' }), addressCases)
