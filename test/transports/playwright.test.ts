import type { Request, Route } from '@playwright/test'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { internals } from '../../src/engine/internals.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock, MockOptions } from '../../src/mock.ts'
import { type RouteOptions, routeToMock, useMockServer } from '../../src/playwright.ts'
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
  const stop = await routeRequests(target, mock[internals], { onRefused: () => {} })
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
  })

  test('waits where its answer is lost, and fails when the routes are taken away', async () => {
    const { ask, mock, stop } = await routed()
    mock.faults.add({ timeout: true })
    const asked = ask()
    await stop()
    expect(await asked).toEqual([['abort', undefined]])
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
    expect(await asked).toEqual([['abort', undefined]])
  })
})

describe('a request that the mock does not answer', () => {
  /** What becomes of a request of a script: the error it is aborted with, or that it goes on. */
  async function sent(url: string, options: RouteOptions, type = 'fetch'): Promise<string | undefined> {
    const handlers: { readonly pattern: RegExp; readonly handler: Answer }[] = []
    const target: Routable = {
      route: async (pattern: unknown, handler: Answer) => {
        if (pattern instanceof RegExp) handlers.unshift({ pattern, handler })
        return { dispose: async () => {}, [Symbol.asyncDispose]: async () => {} }
      },
      unroute: async () => {},
    }
    await routeToMock(target, createMock(), options)
    let outcome: string | undefined
    for (const { handler } of handlers.filter(({ pattern }) => pattern.test(url)))
      await handler(
        {
          fallback: async () => void (outcome ??= 'goes on'),
          abort: async (reason: string) => void (outcome = reason),
        } as unknown as Route,
        { url: () => url, method: () => 'GET', resourceType: () => type, headers: () => ({}) } as unknown as Request,
      )
    return outcome
  }

  const lookAlike = 'https://api.example.com/api/campaigns'
  const other = 'https://api.example.com/cart'

  beforeEach(() => {
    vi.spyOn(console, 'error').mockReturnValue()
    vi.spyOn(console, 'warn').mockReturnValue()
  })
  afterEach(() => vi.restoreAllMocks())

  test('is refused where it looks like one to this API, and the console names the baseUrl', async () => {
    expect(await sent(lookAlike, {})).toBe('blockedbyclient')
    expect(console.error).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("baseUrl: 'https://api.example.com'"))
  })

  test('is not looked at where it does not', async () => {
    expect(await sent(other, {})).toBeUndefined()
    expect(await sent('https://api.example.com/src/api/campaigns/index.ts', {})).toBe('goes on')
  })

  test('goes on with a warning where that is asked for', async () => {
    expect(await sent(other, { onUnhandledRequest: 'warn' })).toBe('goes on')
    expect(console.warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(other))
  })

  test('is refused where nothing else may pass, unless it is the page itself', async () => {
    expect(await sent(other, { onUnhandledRequest: 'error' })).toBe('blockedbyclient')
    expect(await sent(other, { onUnhandledRequest: 'error' }, 'document')).toBe('goes on')
  })

  test('goes on where look-alikes may pass', async () => {
    expect(await sent(lookAlike, { onUnhandledRequest: 'bypass' })).toBe('goes on')
  })

  test('is decided on by a function, which may throw', async () => {
    const refuse = ({ url }: { readonly url: string }) => {
      if (url === other) throw new Error('Not in my tests')
    }
    expect(await sent(lookAlike, { onUnhandledRequest: refuse })).toBe('goes on')
    expect(await sent(other, { onUnhandledRequest: refuse })).toBe('blockedbyclient')
    expect(console.error).toHaveBeenCalledExactlyOnceWith('Not in my tests')
  })

  test('has its setting checked', () => {
    const route = () => sent(other, { onUnhandledRequest: 'eror' as never })
    return expect(route()).rejects.toThrow(
      "routeToMock: onUnhandledRequest must be 'bypass', 'warn', 'error' or a function; received \"eror\"",
    )
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
