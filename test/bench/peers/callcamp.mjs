// This mock through msw, for the same requests as its peers.
import { setupServer } from 'msw/node'
import { createMock } from '../../../dist/index.js'
import { scenario } from '../rows.mjs'

export function start(rows) {
  const mock = createMock({ scenario: { ...scenario(rows.length), orders: [] }, references: 'loose', simulator: false })
  const server = setupServer(...mock.handlers)
  server.listen({ onUnhandledRequest: 'error' })
  return {
    base: 'http://callcamp.ai',
    prefix: '/api/records',
    required: { recordTypeUuid: 'none' },
    stop: () => server.close(),
  }
}
