import { createServer } from 'node:http'
import { http } from 'msw'
import { setupMockServer } from 'callcamp-mock/node'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { asJson } from '../json-request.ts'

const campaigns = 'http://callcamp.ai/api/campaigns'
const draft = { name: 'Spring', status: 'draft', type: 'outbound' }

function create(fields: object = {}): Promise<Response> {
  return fetch(campaigns, asJson({ ...draft, ...fields }))
}

async function total(): Promise<number> {
  const response = await fetch(campaigns)
  const { total } = (await response.json()) as { total: number }
  return total
}

const open = new Set<{ close(): void }>()

function setup(...[options]: Parameters<typeof setupMockServer>) {
  const made = setupMockServer(options)
  open.add(made)
  return made
}

afterEach(() => {
  for (const one of open) one.close()
  open.clear()
  vi.restoreAllMocks()
})

describe('setupMockServer', () => {
  test('answers fetch from listen() on', async () => {
    setup().listen()
    const response = await create()
    expect(response.status).toBe(201)
    expect(await total()).toBe(1)
  })

  test('gives back the data and the handlers as they were with reset()', async () => {
    const { listen, reset, server } = setup()
    listen()
    await create()
    server.use(http.get(campaigns, () => new Response('mine')))
    expect(await (await fetch(campaigns)).text()).toBe('mine')
    reset()
    expect(await total()).toBe(0)
  })

  test('brings its handler back with reset() after resetHandlers(…) has replaced it', async () => {
    const { listen, reset, server } = setup()
    listen()
    server.resetHandlers(http.get('http://callcamp.ai/api/me', () => new Response('me')))
    reset()
    expect(await total()).toBe(0)
  })

  test('listens again after close() of the msw server', async () => {
    const { listen, isolate, server } = setup()
    listen()
    server.close()
    await expect(isolate(() => {})).rejects.toThrow('isolate() was called before listen()')
    listen()
    expect(await total()).toBe(0)
  })

  test('refuses the other scheme of its host, and names the option that mocks it', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue()
    setup().listen()
    await expect(fetch('https://callcamp.ai/api/campaigns')).rejects.toThrow(TypeError)
    expect(said).toHaveBeenCalledWith(
      "callcamp-mock: nothing answers GET https://callcamp.ai/api/campaigns: the mock answers for http://callcamp.ai. If the code under test is right, make the mock with the option baseUrl: 'https://callcamp.ai'. If this is another API, let it pass with onUnhandledRequest: 'bypass'.",
    )
  })

  test.each<[options: unknown, message: RegExp]>([
    [{ foo: 1 }, /^setupMockServer: foo is not an option; the options are baseUrl, edition, scenario,/],
    [{ seed: 'a' }, /^setupMockServer: seed must be a number; received "a"$/],
    [{ now: 'soon' }, /^setupMockServer: now: Not a moment/],
    [null, /^setupMockServer: options must be an object; received null$/],
  ])('refuses the options %j by its own name', (options, message) => {
    expect(() => setupMockServer(options as object)).toThrow(message)
  })

  test.each([
    [
      { onUnhandledRequest: 'foo' },
      "listen: onUnhandledRequest must be 'bypass', 'warn', 'error' or a function; received \"foo\"",
    ],
    [
      { onUnhandled: 'error' },
      'listen: onUnhandled is not an option; did you mean onUnhandledRequest? The options are onUnhandledRequest',
    ],
    [null, 'listen: the options must be an object; received null'],
  ])('refuses %j as options of listen()', (options, message) => {
    const { listen } = setup()
    expect(() => listen(options as never)).toThrow(new TypeError(message))
  })

  test('takes a second listen() and a second close() calmly', async () => {
    const { listen, close } = setup()
    listen()
    listen()
    expect(await total()).toBe(0)
    close()
    close()
    listen()
    expect(await total()).toBe(0)
  })

  test('refuses a second server while one listens, as the first would fall silent', async () => {
    const [one, other] = [setup(), setup()]
    one.listen()
    expect(() => other.listen()).toThrow('Another mock server listens already, and only one can')
    expect(await total()).toBe(0)
    one.close()
    other.listen()
    other.close()
    one.listen()
    expect(await total()).toBe(0)
  })

  test('refuses a wrong option by name', () => {
    expect(() => setupMockServer({ sed: 1 } as object)).toThrow(/sed is not an option/)
  })
})

describe('a request that nothing answers', () => {
  test('is answered with 404 under the mocked /api, and never leaves', async () => {
    const { listen, mock } = setup()
    listen({ onUnhandledRequest: 'bypass' })
    const response = await fetch('http://callcamp.ai/api/campaigns/abc/', { method: 'DELETE' })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({
      message: expect.stringContaining('did you mean /api/campaigns/abc?'),
    })
    expect(mock.requests.last()).toMatchObject({ method: 'DELETE', status: 404 })
  })

  test('is refused beside the mocked /api, and the operations near it are named', async () => {
    const error = vi.spyOn(console, 'error').mockReturnValue()
    setup().listen()
    const refused = await fetch('http://callcamp.ai/campaigns/c1/order/o1', { method: 'PATCH' }).catch(
      (reason: unknown) => reason,
    )
    expect(refused).toBeInstanceOf(TypeError)
    const message = String(error.mock.calls[0]?.[0])
    expect(message).toContain('nothing answers PATCH http://callcamp.ai/campaigns/c1/order/o1')
    expect(message).toContain('  PATCH  /api/campaigns/{uuid}/orders/{orderUuid}  (orders.update)')
    expect(refused).toHaveProperty('cause.message', message)
  })

  test('is refused at another address of such an API, which hears nothing of it', async () => {
    const error = vi.spyOn(console, 'error').mockReturnValue()
    setup().listen()
    await withNeighbour(async (url, heard) => {
      const init = { method: 'DELETE', headers: { authorization: 'Bearer real' } }
      await expect(fetch(`${url}api/campaigns/1`, init)).rejects.toThrow(TypeError)
      expect(heard()).toBe(0)
      expect(error).toHaveBeenCalledWith(expect.stringContaining(`baseUrl: '${url.slice(0, -1)}'`))
    })
  })

  test('passes at another address of such an API when that is asked for', async () => {
    setup().listen({ onUnhandledRequest: 'bypass' })
    await withNeighbour(async (url) => {
      expect(await (await fetch(`${url}api/campaigns/1`)).text()).toBe('neighbour')
    })
  })

  test('is answered by a handler that the test adds', async () => {
    const { listen, server } = setup()
    listen()
    server.use(http.get('http://callcamp.ai/api/me', () => new Response('me')))
    expect(await (await fetch('http://callcamp.ai/api/me')).text()).toBe('me')
  })

  test('passes elsewhere', async () => {
    setup().listen()
    await expect(withNeighbour((url) => fetch(url).then((response) => response.text()))).resolves.toBe('neighbour')
  })

  test('passes elsewhere with a warning when that is asked for', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    setup().listen({ onUnhandledRequest: 'warn' })
    await withNeighbour((url) => fetch(url))
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('nothing mocks GET http://127.0.0.1'))
  })

  test('is refused elsewhere when that is asked for', async () => {
    const error = vi.spyOn(console, 'error').mockReturnValue()
    setup().listen({ onUnhandledRequest: 'error' })
    await expect(fetch('http://elsewhere.test/')).rejects.toThrow(TypeError)
    expect(error).toHaveBeenCalledWith(
      expect.stringContaining('nothing mocks GET http://elsewhere.test/; it was refused'),
    )
  })

  test('is shown to a function', async () => {
    const seen: string[] = []
    setup().listen({ onUnhandledRequest: ({ url }) => void seen.push(url) })
    await withNeighbour((url) => fetch(url))
    expect(seen).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/)])
  })

  test('passes beside a base URL that has a path of its own', async () => {
    await withNeighbour(async (url) => {
      setup({ baseUrl: `${url}backend` }).listen()
      expect(await (await fetch(`${url}index.html`)).text()).toBe('neighbour')
      expect((await fetch(`${url}backend/api/campaigns`)).status).toBe(200)
    })
  })

  test('passes with any origin, unless it is under /api', async () => {
    setup({ baseUrl: '*' }).listen()
    await withNeighbour(async (url, heard) => {
      expect(await (await fetch(url)).text()).toBe('neighbour')
      expect((await fetch(`${url}api/campaign`)).status).toBe(404)
      expect(heard()).toBe(1)
    })
  })
})

/** Runs with the address of a server that is not mocked. */
async function withNeighbour<Result>(run: (url: string, heard: () => number) => Promise<Result>): Promise<Result> {
  let heard = 0
  const server = createServer((_, response) => {
    heard += 1
    response.end('neighbour')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  try {
    return await run(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`, () => heard)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
