import { afterEach, describe, expect, test, vi } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { world } from '../conformance/world.ts'
import { asJson } from '../json-request.ts'

const create = (options: Parameters<typeof createMock>[0] = {}) =>
  createMock({ scenario: world, simulator: false, ...options })

afterEach(() => vi.useRealTimers())

describe('mock.fetch takes', () => {
  test.each([
    ['a path', '/api/campaigns'],
    ['an address', 'http://callcamp.ai/api/campaigns'],
    ['a URL', new URL('http://callcamp.ai/api/campaigns')],
    ['a Request', new Request('http://callcamp.ai/api/campaigns')],
  ])('%s', async (_, input) => {
    const response = await create().fetch(input)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ total: 9 })
  })

  test.each([['api/campaigns'], [undefined], [5], ['http://'], [{}]])(
    'nothing else, such as %j, and says what it takes',
    async (input) => {
      const asking = create().fetch(input as string)
      await expect(asking).rejects.toThrow(TypeError)
      await expect(asking).rejects.toThrow(
        'mock.fetch takes an absolute address, a path that starts with /, or a Request; received ',
      )
    },
  )

  test('a path that is nearly right, and answers with the right one', async () => {
    const response = await create().fetch('/api/campaigns/')
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({
      message: expect.stringContaining('There is nothing at "/api/campaigns/"; did you mean /api/campaigns?'),
    })
  })

  test('a Request with a body', async () => {
    const request = new Request(
      'http://callcamp.ai/api/campaigns',
      asJson('{"name":"x","status":"draft","type":"inbound"}'),
    )
    expect((await create().fetch(request)).status).toBe(201)
  })

  test('a Request and changes to it', async () => {
    const response = await create().fetch(new Request('http://callcamp.ai/api/campaigns/campaign-open'), {
      method: 'DELETE',
    })
    expect(await response.json()).toEqual({ success: true })
  })

  test('a path behind the base URL of any mock', async () => {
    for (const baseUrl of ['https://api.example.com/backend/', '*', '/backend']) {
      expect((await create({ baseUrl }).fetch('/api/campaigns')).status).toBe(200)
    }
  })

  test('an address with a name and a password, which fetch refuses', async () => {
    await expect(create().fetch('http://ada:secret@callcamp.ai/api/campaigns')).rejects.toThrow(TypeError)
  })

  test.each([{ delay: 60_000 }, { timeout: true }])(
    'a request that was called off before: it fails at once, with its reason (%j)',
    async (fault) => {
      const mock = create()
      mock.faults.add(fault)
      const reason = new Error('Changed my mind')
      await expect(mock.fetch('/api/campaigns', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    },
  )

  test('itself apart from the mock', async () => {
    const { fetch } = create()
    expect((await fetch('/api/campaigns')).status).toBe(200)
  })
})

describe('mock.fetch answers', () => {
  test('404 in the form of all refusals where nothing is mocked', async () => {
    const response = await create().fetch('http://elsewhere.example/api/campaigns')
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({ success: false, message: expect.stringContaining('elsewhere.example') })
  })

  test.each(['/api/unknown', '/api/campaigns/', '/api', '/', '/api/campaigns/1/2'])(
    '404 for the unknown path %s',
    async (path) => {
      const response = await create().fetch(path)
      expect(response.status).toBe(404)
      expect(await response.json()).toEqual({ success: false, message: expect.stringContaining('/api/campaigns') })
    },
  )

  test('HEAD with the length of what GET answers', async () => {
    const mock = create()
    const got = await mock.fetch('/api/campaigns')
    const head = await mock.fetch('/api/campaigns', { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(String(new TextEncoder().encode(await got.text()).length))
    expect(head.body).toBeNull()
  })

  test('late where answers are late, and whole', async () => {
    const response = await create({ latency: 1 }).fetch('/api/campaigns')
    expect(await response.json()).toMatchObject({ total: 9 })
  })
})

describe('mock.fetch fails as the network does', () => {
  test('with a TypeError where a fault breaks the connection', async () => {
    const mock = create()
    mock.faults.add({ networkError: true })
    await expect(mock.fetch('/api/campaigns')).rejects.toThrow(TypeError)
  })

  test('with the reason of a signal that aborts while nothing is answered', async () => {
    const mock = create()
    mock.faults.add({ timeout: true })
    const controller = new AbortController()
    const response = mock.fetch('/api/campaigns', { signal: controller.signal })
    controller.abort(new RangeError('enough'))
    await expect(response).rejects.toThrow('enough')
  })

  test('by a timeout signal', async () => {
    const mock = create()
    mock.faults.add({ timeout: true })
    await expect(mock.fetch('/api/campaigns', { signal: AbortSignal.timeout(1) })).rejects.toMatchObject({
      name: 'TimeoutError',
    })
  })

  test('while it waits out a latency', async () => {
    const controller = new AbortController()
    const response = create({ latency: 3_600_000 }).fetch('/api/campaigns', { signal: controller.signal })
    controller.abort()
    await expect(response).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('at once where the signal was aborted before, without asking anything', async () => {
    const mock = create()
    await expect(mock.fetch('/api/campaigns', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect(mock.requests.count()).toBe(0)
  })

  test('in the middle of a body that is broken off', async () => {
    const mock = create()
    mock.faults.add({ truncated: true })
    const response = await mock.fetch('/api/campaigns')
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow(TypeError)
  })

  test('only in the parsing where JSON is malformed', async () => {
    const mock = create()
    mock.faults.add({ malformed: true })
    const response = await mock.fetch('/api/campaigns')
    expect(response.status).toBe(200)
    await expect(response.json()).rejects.toThrow(SyntaxError)
  })
})

describe('fake timers', () => {
  test('decide when an answer is late enough, and do not change the time of the mock', async () => {
    vi.useFakeTimers({ now: new Date('2001-01-01T00:00:00Z') })
    const mock = create({ latency: 60_000 })
    const settled = vi.fn<(response: Response) => void>()
    const answer = mock.fetch('/api/campaigns').then(settled)
    await vi.advanceTimersByTimeAsync(59_999)
    expect(settled).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    await answer
    expect(settled).toHaveBeenCalledWith(expect.objectContaining({ status: 200 }))
    expect(mock.clock.now()).toBe('2026-05-04T08:00:00Z')
  })

  test('are left as they are by a request that was called off while it waited', async () => {
    vi.useFakeTimers()
    const controller = new AbortController()
    const answer = create({ latency: 60_000 }).fetch('/api/campaigns', { signal: controller.signal })
    await vi.advanceTimersByTimeAsync(1)
    controller.abort(new RangeError('enough'))
    await expect(answer).rejects.toThrow('enough')
    expect(vi.getTimerCount()).toBe(0)
  })

  test('do not move the time of the mock when they are advanced', () => {
    vi.useFakeTimers()
    const mock = create()
    vi.advanceTimersByTime(3_600_000)
    expect(mock.clock.now()).toBe('2026-05-04T08:00:00Z')
  })

  test('do not hold back who waits for a request in vain', async () => {
    vi.useFakeTimers()
    await expect(create().requests.waitFor({}, { timeout: 1 })).rejects.toThrow('No request')
  })
})
