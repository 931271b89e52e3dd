import { setupServer } from 'msw/node'
import { createMock } from 'callcamp-mock'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

const baseUrl = inject('production')
const server = setupServer(...createMock({ baseUrl }).handlers)
beforeAll(() => server.listen({ onUnhandledRequest: 'bypass', onUnhandledFrame: 'bypass' }))
afterAll(() => server.close())

test.for([
  ['DELETE', '/api/campaigns/abc/'],
  ['POST', '/api/record'],
  ['GET', '/api'],
])('handlers alone let nothing of the API through: %s %s', async ([method, path]) => {
  expect((await fetch(baseUrl + path, { method })).status).toBe(404)
})

test('a base URL with /api is refused with the way out', () => {
  expect(() => createMock({ baseUrl: `${baseUrl}/api` })).toThrow(`Write "${baseUrl}"`)
})
