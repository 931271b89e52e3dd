import { afterEach, describe, expect, test, vi } from 'vitest'
import { internals } from '../../src/engine/internals.ts'
import { createMock } from '../../src/create-mock.ts'
import type { MockOptions } from '../../src/mock.ts'
import { actionOn, classify, locateInApi, type OnUnhandledWord } from '../../src/transports/policy.ts'

const apiOf = (options: MockOptions = {}) => createMock(options)[internals].api

afterEach(() => vi.unstubAllGlobals())

describe('the mock answers', () => {
  test.each([
    [{}, 'http://callcamp.ai/api/campaigns?page=2'],
    [{}, 'http://callcamp.ai/api/campaigns/abc/'],
    [{}, 'http://callcamp.ai/api/record'],
    [{}, 'http://callcamp.ai/api'],
    [{ baseUrl: 'https://api.example.com/v1' }, 'https://api.example.com/v1/api/unknown'],
    [{ baseUrl: '*' }, 'https://any.example:8443/api/unknown'],
    [{ unknown: 'passthrough' }, 'http://callcamp.ai/api/campaigns/abc'],
  ] as const)('with %j the request %s', (options, url) => {
    expect(locateInApi('GET', url, apiOf(options))).toBeDefined()
  })

  test.each([
    [{}, 'http://callcamp.ai/'],
    [{}, 'http://callcamp.ai/apis/campaigns'],
    [{}, 'https://callcamp.ai/api/campaigns'],
    [{ baseUrl: 'https://api.example.com/v1' }, 'https://api.example.com/api/campaigns'],
    [{ unknown: 'passthrough' }, 'http://callcamp.ai/api/campaigns/abc/'],
    [{ unknown: 'passthrough' }, 'http://callcamp.ai/api/record'],
  ] as const)('but not with %j the request %s', (options, url) => {
    expect(locateInApi('GET', url, apiOf(options))).toBeUndefined()
  })
})

describe('a request looks like one to this API', () => {
  test.each([
    ['https://api.example.com/api/campaigns', 'https://api.example.com'],
    ['https://api.example.com/api/campaigns?page=2', 'https://api.example.com'],
    ['http://127.0.0.1:4000/v1/api/records/record_1', 'http://127.0.0.1:4000/v1'],
    ['http://callcamp.ai:8080/api/campaigns/1/orders', 'http://callcamp.ai:8080'],
    ['https://callcamp.ai/api/campaigns', 'https://callcamp.ai'],
    ['https://callcamp.ai/api/record', 'https://callcamp.ai'],
  ])('at %s, and the message names the baseUrl %s', (url, baseUrl) => {
    expect(classify('DELETE', url, [apiOf()])).toEqual({
      kind: 'look-alike',
      message: `callcamp-mock: nothing answers DELETE ${url}: the mock answers for http://callcamp.ai. If the code under test is right, make the mock with the option baseUrl: '${baseUrl}'. If this is another API, let it pass with onUnhandledRequest: 'bypass'.`,
    })
  })

  test('on the page itself, which is named by a path', () => {
    vi.stubGlobal('location', { origin: 'http://app.test' })
    const found = (url: string) => classify('GET', url, [apiOf()]).message
    expect(found('http://app.test/api/campaigns')).toContain("baseUrl: '/'.")
    expect(found('http://app.test/backend/api/records')).toContain("baseUrl: '/backend'.")
  })

  test('at the host of the API beside its path, and the message names the operations near it', () => {
    const { kind, message } = classify('DELETE', 'http://callcamp.ai/campaigns/1', [apiOf()])
    expect(kind).toBe('look-alike')
    expect(message).toContain(
      'the mock answers below http://callcamp.ai/api. Did you mean http://callcamp.ai/api/campaigns/1?',
    )
    expect(message).toMatch(/Near it are\n {2}DELETE \/api\/campaigns\/\{uuid\} {2}\(campaigns\.delete\)/)
  })

  test.each([
    ['GET', '/v1/campaigns', 'http://callcamp.ai/api/campaigns', 'campaigns.list'],
    ['PATCH', '/campaigns/1', 'http://callcamp.ai/api/campaigns/1', 'campaigns.update'],
  ])('at the host of the API without /api: %s %s means %s', (method, path, meant, id) => {
    const { message } = classify(method, `http://callcamp.ai${path}`, [apiOf()])
    expect(message).toContain(`Did you mean ${meant}?`)
    expect(message).toMatch(new RegExp(`Near it are\\n.*\\(${id}\\)`))
  })

  test.each([
    [{}, 'http://callcamp.ai/v1/api/campaigns', 'http://callcamp.ai/v1'],
    [{}, 'http://callcamp.ai/v1/api/campaigns/1', 'http://callcamp.ai/v1'],
    [
      { baseUrl: 'https://api.example.com/v1' },
      'https://api.example.com/v1/beta/api/records',
      'https://api.example.com/v1/beta',
    ],
  ])(
    'at the host of the API behind another prefix, with %j: the message for %s names the baseUrl %s',
    (options, url, baseUrl) => {
      const { kind, message } = classify('PATCH', url, [apiOf(options)])
      expect(kind).toBe('look-alike')
      expect(message).toContain(`make the mock with the option baseUrl: '${baseUrl}'.`)
    },
  )

  test('as far as any of several mocks is concerned', () => {
    const apis = [apiOf(), apiOf({ baseUrl: 'https://other.example.com', unknown: 'passthrough' })]
    expect(classify('GET', 'https://other.example.com/api/campaigns/', apis).kind).toBe('other')
    expect(classify('GET', 'https://third.example.com/api/campaigns/', apis).kind).toBe('look-alike')
  })
})

describe('a request to the mocked API that no handler answered', () => {
  test.each([
    ['GET', 'http://callcamp.ai/api/campaigns', {}],
    ['GET', 'http://callcamp.ai/api/unknown', {}],
    ['GET', 'http://callcamp.ai/api/campaigns/logo.png', {}],
    ['DELETE', 'http://callcamp.ai/api/campaigns/1', { unknown: 'passthrough' }],
  ] as const)('is known as one: %s %s with %j', (method, url, options) => {
    const { kind, message } = classify(method, url, [apiOf(options)])
    expect(kind).toBe('mocked')
    expect(message).toContain(`nothing answers ${method} ${url}: the handler of the mock is not installed`)
  })

  test('is another one where unknown paths pass', () => {
    expect(classify('GET', 'http://callcamp.ai/api/unknown', [apiOf({ unknown: 'passthrough' })]).kind).toBe('other')
  })
})

describe('a request has nothing to do with this API', () => {
  test.each([
    ['http://callcamp.example.com/', {}],
    ['https://api.example.com/api/campaigners', {}],
    ['https://api.example.com/apicampaigns', {}],
    ['https://api.example.com/?next=/api/campaigns', {}],
    ['https://any.example.com/cart', { baseUrl: '*' }],
    ['https://api.example.com/index.html', { baseUrl: 'https://api.example.com/v1' }],
  ])('at %s with %j', (url, options) => {
    expect(classify('GET', url, [apiOf(options)]).kind).not.toBe('look-alike')
  })

  test.each(['http://app.test/src/api/campaigns/index.ts', 'http://app.test/logo.png', 'http://app.test/@vite/client'])(
    'as it is the file %s',
    (url) => {
      expect(classify('GET', url, [apiOf()]).kind).toBe('file')
    },
  )

  test('beside the API of the page itself, where the page is', () => {
    vi.stubGlobal('location', { origin: 'http://app.test' })
    expect(classify('GET', 'http://app.test/campaigns', [apiOf({ baseUrl: '/' })]).kind).toBe('other')
  })
})

describe('what becomes of it', () => {
  const settings: readonly (OnUnhandledWord | undefined)[] = [undefined, 'bypass', 'warn', 'error']

  test.each([
    ['mocked', 'test', ['refuse', 'pass', 'warn', 'refuse']],
    ['mocked', 'page', ['refuse', 'pass', 'warn', 'refuse']],
    ['look-alike', 'test', ['refuse', 'pass', 'warn', 'refuse']],
    ['look-alike', 'page', ['warn', 'pass', 'warn', 'refuse']],
    ['other', 'test', ['pass', 'pass', 'warn', 'refuse']],
    ['other', 'page', ['pass', 'pass', 'warn', 'refuse']],
    ['file', 'test', ['pass', 'pass', 'warn', 'refuse']],
    ['file', 'page', ['pass', 'pass', 'pass', 'pass']],
  ] as const)('%s in a %s, unset and with each setting: %j', (kind, door, actions) => {
    expect(settings.map((setting) => actionOn({ kind, message: '' }, setting, door))).toEqual(actions)
  })
})
