import { setupServer } from 'msw/node'
import { afterAll, beforeAll } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import type { MockOptions } from '../../src/mock.ts'
import { addressOf } from './harnesses.ts'
import { addressCases, conformance, type Harness } from './suite.ts'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

/** Asks by the global fetch, which msw answers from the handlers of the mock. */
function overMsw(more: MockOptions = {}): Harness {
  return {
    async start(options) {
      const all = { ...options, ...more }
      const mock = createMock(all)
      server.resetHandlers(...mock.handlers)
      return {
        mock,
        fetch: (path, init) => fetch(`${addressOf(all)}${path}`, init),
        stop: async () => server.resetHandlers(),
      }
    },
  }
}

conformance('msw', overMsw())
conformance('msw from another origin', overMsw({ baseUrl: 'https://api.example.com' }), addressCases)
conformance('msw behind a path', overMsw({ baseUrl: 'https://api.example.com:8443/backend/v1' }), addressCases)
conformance('msw from any origin', overMsw({ baseUrl: '*' }), addressCases)
