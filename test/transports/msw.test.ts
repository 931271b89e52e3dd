import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'
import { world } from '../conformance/world.ts'
import { asJson } from '../json-request.ts'

const url = 'http://callcamp.ai/api/campaigns'
const server = setupServer()
let mock: Mock

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())
beforeEach(() => {
  mock = createMock({ scenario: world, simulator: false })
  server.resetHandlers(...mock.handlers)
})
afterEach(() => vi.useRealTimers())

describe('the handlers', () => {
  test('are few, and always the same', () => {
    expect(mock.handlers).toHaveLength(1)
    expect(mock.handlers).toBe(mock.handlers)
  })

  test('answer the global fetch over the data of the mock', async () => {
    mock.db.campaign.create({ name: 'From the test' })
    expect(await (await fetch(`${url}?search=from+the`)).json()).toMatchObject({ total: 1 })
  })

  test('let handlers in front of them win', async () => {
    server.use(http.get(url, () => HttpResponse.json({ mine: true })))
    expect(await (await fetch(url)).json()).toEqual({ mine: true })
    expect((await fetch(`${url}/campaign-open`)).status).toBe(200)
    expect(mock.requests.count({ operation: 'campaigns.list' })).toBe(0)
  })

  test('answer again when the handlers in front are gone', async () => {
    server.use(http.get(url, () => HttpResponse.error(), { once: true }))
    await expect(fetch(url)).rejects.toThrow(TypeError)
    expect((await fetch(url)).status).toBe(200)
  })

  test('answer again where a handler in front passes', async () => {
    server.use(http.get(url, () => undefined))
    expect((await fetch(url)).status).toBe(200)
  })

  test('answer requests of which a handler in front has read a clone', async () => {
    const seen: unknown[] = []
    server.use(http.post(url, async ({ request }) => void seen.push(await request.clone().json())))
    const sent = { name: 'x', status: 'draft', type: 'inbound' }
    const response = await fetch(url, asJson(sent))
    expect(response.status).toBe(201)
    expect(seen).toEqual([sent])
  })

  test.each(['http://callcamp.ai/', 'http://elsewhere.example/api/campaigns', 'https://callcamp.ai/api/campaigns'])(
    'leave %s to msw',
    async (address) => {
      server.resetHandlers(
        ...mock.handlers,
        http.all('*', () => HttpResponse.text('left', { status: 418 })),
      )
      expect((await fetch(address)).status).toBe(418)
      expect(mock.requests.count()).toBe(0)
    },
  )

  test.each([
    ['DELETE', '/api/campaigns/abc/', 'did you mean /api/campaigns/abc?'],
    ['POST', '/api/record', 'did you mean /api/records?'],
    ['GET', '/api/unknown', 'the API has /api/campaigns'],
  ])('answer %s %s with 404, so that it never leaves', async (method, path, message) => {
    const response = await fetch(`http://callcamp.ai${path}`, { method })
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ success: false, message: expect.stringContaining(message) })
    expect(mock.requests.last()).toMatchObject({ method, operation: null, status: 404 })
  })

  test.each(['/api/unknown', '/api/campaigns/'])('leave %s to others where unknown paths pass', async (path) => {
    const passing = createMock({ unknown: 'passthrough' })
    server.resetHandlers(
      ...passing.handlers,
      http.all('*', () => HttpResponse.text('left', { status: 418 })),
    )
    expect((await fetch(`http://callcamp.ai${path}`)).status).toBe(418)
    expect((await fetch(url)).status).toBe(200)
  })

  test('leave the body of what they do not answer to the handlers behind them', async () => {
    const elsewhere = 'http://callcamp.ai/uploads'
    server.resetHandlers(
      ...mock.handlers,
      http.post(elsewhere, async ({ request }) => HttpResponse.json(await request.json())),
    )
    const response = await fetch(elsewhere, { method: 'POST', body: '{"name":"Ada"}' })
    expect(await response.json()).toEqual({ name: 'Ada' })
  })

  test('say of a request whether they answer it', async () => {
    const [handler] = mock.handlers
    expect(await handler?.test({ request: new Request(`${url}?page=2#end`) })).toBe(true)
    expect(await handler?.test({ request: new Request('http://callcamp.ai/unknown') })).toBe(false)
    expect(mock.requests.count()).toBe(0)
  })

  test('are listed with where they answer', () => {
    expect(server.listHandlers().map((handler) => ('info' in handler ? handler.info.header : ''))).toEqual([
      'ALL http://callcamp.ai/api',
    ])
  })

  test('write what was asked and answered, as msw does in a browser', async () => {
    const group = vi.spyOn(console, 'groupCollapsed').mockImplementation(() => {})
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    const [handler] = mock.handlers
    const request = new Request(url, asJson('{"name":""}'))
    const response = Response.json({ success: false }, { status: 400, statusText: 'Bad Request' })
    await handler?.log({ request, response })
    expect(group).toHaveBeenCalledWith(`[MSW] POST ${url} (400 Bad Request)`)
    expect(log).toHaveBeenCalledWith('Request', expect.objectContaining({ method: 'POST', body: '{"name":""}' }))
    expect(log).toHaveBeenCalledWith('Response', expect.objectContaining({ status: 400, body: '{"success":false}' }))
    expect(await request.text()).toBe('{"name":""}')
    vi.restoreAllMocks()
  })

  test('refuse unknown methods of known paths themselves', async () => {
    expect((await fetch(url, { method: 'PUT' })).status).toBe(405)
  })

  test('of two mocks answer each its own address', async () => {
    const other = createMock({ baseUrl: 'https://other.example/v2' })
    server.resetHandlers(...mock.handlers, ...other.handlers)
    expect(await (await fetch('https://other.example/v2/api/campaigns')).json()).toMatchObject({ total: 0 })
    expect(await (await fetch(url)).json()).toMatchObject({ total: 9 })
  })

  test('of a sandbox answer over the data of the sandbox', async () => {
    const sandbox = mock.sandbox('mine')
    server.resetHandlers(...sandbox.handlers)
    await fetch(`${url}/campaign-open`, { method: 'DELETE' })
    expect(sandbox.db.campaign.count()).toBe(8)
    expect(mock.db.campaign.count()).toBe(9)
  })

  test('answer over the data there is after a reset and after loading', async () => {
    await fetch(`${url}/campaign-open`, { method: 'DELETE' })
    mock.reset()
    expect((await fetch(`${url}/campaign-open`)).status).toBe(200)
    mock.load('empty')
    expect(await (await fetch(url)).json()).toMatchObject({ total: 0 })
  })

  test('answer clients that send no content type', async () => {
    const response = await fetch(url, {
      method: 'POST',
      body: new TextEncoder().encode('{"name":"x","status":"draft","type":"inbound"}'),
    })
    expect(response.status).toBe(201)
  })
})

describe('behind msw', () => {
  test('a network error rejects as fetch does', async () => {
    mock.faults.add({ networkError: true })
    await expect(fetch(url)).rejects.toThrow(TypeError)
  })

  test('a timeout lasts until the signal aborts', async () => {
    mock.faults.add({ timeout: true })
    await expect(fetch(url, { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  test('a timeout ends with an AbortController', async () => {
    mock.faults.add({ timeout: true })
    const controller = new AbortController()
    const response = fetch(url, { signal: controller.signal })
    void mock.requests.waitFor().then(() => controller.abort())
    await expect(response).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('a request that is aborted while it waits is no fault of the handlers', async () => {
    const reported = vi.spyOn(console, 'error').mockReturnValue()
    mock.faults.add({ timeout: true })
    await fetch(url, { signal: AbortSignal.timeout(5) }).catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(reported).not.toHaveBeenCalled()
    reported.mockRestore()
  })

  test('a body that is broken off rejects when it is read', async () => {
    mock.faults.add({ truncated: true })
    const response = await fetch(url)
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow(TypeError)
  })

  test('JSON that is malformed rejects when it is parsed', async () => {
    mock.faults.add({ malformed: true })
    const response = await fetch(url)
    expect(response.headers.get('content-type')).toBe('application/json')
    await expect(response.json()).rejects.toThrow(SyntaxError)
  })

  test('a fault answers with its status, headers and body', async () => {
    mock.faults.add({ status: 503, headers: { 'Retry-After': '7' }, body: { down: true }, times: 1 })
    const response = await fetch(url)
    expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
      503,
      '7',
      { down: true },
    ])
    expect((await fetch(url)).status).toBe(200)
  })

  test('fake timers decide when an answer is late enough', async () => {
    const late = createMock({ scenario: world, latency: [1_000, 2_000] })
    server.resetHandlers(...late.handlers)
    vi.useFakeTimers({ now: 0, toFake: ['setTimeout', 'clearTimeout'] })
    const answer = fetch(url)
    await late.requests.waitFor()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await (await answer).json()).toMatchObject({ total: 9 })
  })

  test('an answer that is held back comes when its gate is released', async () => {
    const gate = mock.faults.hold({ operation: 'campaigns.list' })
    const first = fetch(url)
    expect((await fetch(`${url}/campaign-open`)).status).toBe(200)
    gate.release()
    expect((await first).status).toBe(200)
  })

  test('a connection that is reset rejects as fetch does', async () => {
    mock.faults.add({ reset: true })
    await expect(fetch(url)).rejects.toThrow(TypeError)
  })
})
