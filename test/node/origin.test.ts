import { setupMockServer } from 'callcamp-mock/node'
import { afterAll, beforeAll, expect, test } from 'vitest'

const { mock, listen, close } = setupMockServer()
const campaigns = 'http://callcamp.ai/api/campaigns'

beforeAll(() => listen())
afterAll(() => close())

test('a request that names its origin is answered for it', async () => {
  const { headers } = await fetch(campaigns, { headers: { origin: 'http://app.test' } })
  expect(headers.get('access-control-allow-origin')).toBe('http://app.test')
  expect(headers.get('access-control-expose-headers')).toContain('content-type')
})

test('a fault says itself which pages may read its answer', async () => {
  mock.faults.add({ status: 503, headers: { 'Access-Control-Allow-Origin': 'http://other.test' }, times: 1 })
  const { status, headers } = await fetch(campaigns, { headers: { origin: 'http://app.test' } })
  expect([status, headers.get('access-control-allow-origin')]).toEqual([503, 'http://other.test'])
})

test('a preflight is answered before the request it is for', async () => {
  const asked = {
    origin: 'http://app.test',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type',
  }
  const { status, headers } = await fetch(campaigns, { method: 'OPTIONS', headers: asked })
  expect(status).toBe(204)
  expect(headers.get('access-control-allow-methods')).toBe('POST')
  expect(headers.get('access-control-allow-headers')).toBe('content-type')
})

test('a request without an origin gets nothing of this', async () => {
  const { headers } = await fetch(campaigns)
  expect([...headers.keys()]).toEqual(['content-type'])
})

test('a question for the methods of a path is open to all', async () => {
  const { headers } = await fetch(campaigns, { method: 'OPTIONS' })
  expect(headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS')
  expect(headers.get('access-control-allow-origin')).toBe('*')
})

test('a question for the methods of an unknown path is open to all, so that the 404 can be read', async () => {
  const url = 'http://callcamp.ai/api/campaign'
  const { status, headers } = await fetch(url, { method: 'OPTIONS' })
  expect([status, headers.get('access-control-allow-origin')]).toEqual([204, '*'])
  const refused = await fetch(url, { headers: { origin: 'http://app.test' } })
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([404, 'http://app.test'])
})
