import type { Request, Route } from '@playwright/test'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import type { Mock, MockOptions } from '../../src/mock.ts'
import { routeToMock, useMockServer } from '../../src/playwright.ts'
import { toBaseAddress } from '../../src/transports/address.ts'
import { routeRequests, type Routable } from '../../src/transports/playwright.ts'

/** What is told to Playwright for each request, without a browser: what browsers other than Chromium ask, and pages that go. */

type Answer = (route: Route, request: Request) => unknown

interface Asked {
  readonly url?: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** What Playwright throws when it is answered. */
  readonly broken?: unknown
}

async function routed(options: MockOptions = {}) {
  const mock: Mock = createMock(options)
  let answer: Answer = () => {}
  const target: Pick<Routable, 'route' | 'unroute'> = {
    route: async (pattern: unknown, handler: Answer) => {
      if (pattern instanceof RegExp && pattern.test('http://callcamp.ai/api/campaigns')) answer = handler
      return { dispose: async () => {}, [Symbol.asyncDispose]: async () => {} }
    },
    unroute: async () => {},
  }
  const stop = await routeRequests(target, toBaseAddress(mock.info.baseUrl), mock)
  const ask = async ({
    url = 'http://callcamp.ai/api/campaigns',
    method = 'GET',
    headers = {},
    body,
    broken,
  }: Asked = {}) => {
    const told: [what: string, how?: unknown][] = []
    const tell = (what: string) => async (how?: unknown) => {
      told.push([what, how])
      if (broken !== undefined) throw broken
    }
    const route = { fulfill: tell('fulfill'), abort: tell('abort'), fallback: tell('fallback') } as unknown as Route
    await answer(route, {
      url: () => url,
      method: () => method,
      headers: () => headers,
      postData: () => body ?? null,
    } as unknown as Request)
    return told
  }
  return { mock, ask, stop }
}

describe('a request of a page', () => {
  test('is answered, and readable for its origin', async () => {
    const { ask, mock } = await routed()
    const told = await ask({
      method: 'POST',
      headers: { origin: 'http://app.test', 'content-type': 'application/json' },
      body: '{"name":"Spring","status":"draft","type":"inbound"}',
    })
    expect(told).toEqual([
      [
        'fulfill',
        {
          status: 201,
          headers: expect.objectContaining({ 'access-control-allow-origin': 'http://app.test' }),
          body: expect.stringContaining('"Spring"'),
        },
      ],
    ])
    expect(mock.db.campaign.count()).toBe(1)
  })

  test('is answered as it is where it names no origin', async () => {
    const { ask } = await routed()
    const [[, how] = []] = await ask()
    expect(how).toMatchObject({ status: 200 })
    expect(how).not.toHaveProperty(['headers', 'access-control-allow-origin'])
  })

  test('is answered without a body where it asks for the head only', async () => {
    const { ask } = await routed()
    expect(await ask({ method: 'HEAD' })).toEqual([
      ['fulfill', { status: 200, headers: expect.anything(), body: undefined }],
    ])
  })

  test('that a browser sends ahead is allowed, whatever it asks for, and never reaches the mock', async () => {
    const { ask, mock } = await routed()
    const told = await ask({ method: 'OPTIONS', headers: { 'access-control-request-method': 'PATCH' } })
    expect(told).toMatchObject([
      [
        'fulfill',
        {
          status: 204,
          headers: {
            'access-control-allow-origin': '*',
            'access-control-allow-methods': 'PATCH',
            'access-control-allow-headers': '*',
          },
        },
      ],
    ])
    expect(mock.requests.count()).toBe(0)
  })

  test('that lies elsewhere after all goes on to whoever comes next', async () => {
    const { ask } = await routed()
    expect(await ask({ url: 'http://elsewhere.example/api/campaigns' })).toEqual([['fallback', undefined]])
  })

  test('fails as a fault says', async () => {
    const { ask, mock } = await routed()
    mock.faults.add({ networkError: true, times: 1 })
    expect(await ask()).toEqual([['abort', 'connectionfailed']])
    mock.faults.add({ truncated: true, times: 1 })
    expect(await ask()).toEqual([['abort', 'connectionreset']])
    mock.faults.add({ timeout: true, times: 1 })
    expect(await ask()).toEqual([])
  })
})

describe('an answer that can not be given', () => {
  test.each([
    'Target page, context or browser has been closed',
    'Target closed',
    'Request context disposed.',
    'Route is already handled!',
  ])('because the page is gone is nobody’s fault: %s', async (message) => {
    const { ask } = await routed()
    await expect(ask({ broken: new Error(`route.fulfill: ${message}`) })).resolves.toHaveLength(1)
  })

  test.each([new Error('Protocol error'), 'a text'])('for another reason is told', async (broken) => {
    const { ask } = await routed()
    await expect(ask({ broken })).rejects.toBe(broken)
  })

  test('is not waited for once it was called off', async () => {
    const { ask, stop, mock } = await routed({ latency: 60_000 })
    const asked = ask()
    await mock.requests.waitFor({ operation: 'campaigns.list' })
    await stop()
    expect(await asked).toEqual([])
  })
})

describe('a request that has another scheme', () => {
  test.each([
    ['http://callcamp.ai', 'https://callcamp.ai'],
    ['https://api.example.com/v1', 'http://api.example.com/v1'],
  ])('than %s goes on, and is told once', async (baseUrl, asked) => {
    const handlers: { readonly pattern: RegExp; readonly handler: Answer }[] = []
    const target: Routable = {
      route: async (pattern: unknown, handler: Answer) => {
        if (pattern instanceof RegExp) handlers.push({ pattern, handler })
        return { dispose: async () => {}, [Symbol.asyncDispose]: async () => {} }
      },
      unroute: async (pattern: unknown, handler: unknown) =>
        void handlers.splice(
          handlers.findIndex((one) => one.pattern === pattern && one.handler === handler),
          1,
        ),
    }
    const stop = await routeToMock(target, createMock({ baseUrl }))
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    onTestFinished(() => warn.mockRestore())
    const url = `${asked}/api/campaigns`
    const gone: string[] = []
    for (const _ of [1, 2]) {
      for (const { handler } of handlers.filter(({ pattern }) => pattern.test(url)))
        await handler(
          { fallback: async () => void gone.push(url) } as unknown as Route,
          { url: () => url, method: () => 'GET' } as unknown as Request,
        )
    }
    expect(gone).toEqual([url, url])
    expect(warn.mock.calls).toEqual([
      [
        `callcamp-mock: nothing answers GET ${url}: the mock answers for ${baseUrl}. If the code under test is right, make the mock with the option baseUrl: '${asked}'.`,
      ],
    ])
    await stop()
    expect(handlers).toEqual([])
  })
})

describe('what is no page, no mock and no address', () => {
  test('is refused by name', () => {
    const target = {
      route: async () => ({ dispose: async () => {}, [Symbol.asyncDispose]: async () => {} }),
      unroute: async () => {},
    }
    expect(() => routeToMock(undefined as never, createMock())).toThrow(
      new TypeError('routeToMock needs a page or a context of Playwright; received undefined'),
    )
    expect(() => routeToMock(target, { scenario: 'demo' } as never)).toThrow(
      /^routeToMock needs a mock, as createMock makes it; received \{/,
    )
    expect(() => useMockServer('localhost:3000')).toThrow(/^The address of a mock server must be a URL/)
  })
})
