import { inspect } from 'node:util'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { internals } from '../../src/engine/internals.ts'
import { createMock } from '../../src/create-mock.ts'
import type { OnUnhandledRequest } from '../../src/transports/policy.ts'
import { toListenOptions } from '../../src/transports/unhandled.ts'

/** The policy as options of msw: version 3 asks for frames where version 2 asks for requests. */

const lookAlike = 'https://api.example.com/api/campaigns'
const { api } = createMock()[internals]

const listening = (door: 'test' | 'page', onUnhandledRequest?: OnUnhandledRequest) =>
  toListenOptions(() => ({ apis: [api], onUnhandledRequest }), door)

beforeEach(() => {
  vi.spyOn(console, 'warn').mockReturnValue()
  vi.spyOn(console, 'error').mockReturnValue()
})
afterEach(() => vi.restoreAllMocks())

test('a look-alike is refused in tests, as a request to a host that is down', () => {
  const { onUnhandledRequest } = listening('test')
  expect(() => onUnhandledRequest(new Request(lookAlike))).toThrow(
    expect.objectContaining({ name: 'UnhandledRequest' }),
  )
  expect(console.error).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(`nothing answers GET ${lookAlike}`))
})

test('Node prints the reason of a refusal as the cause of the error', () => {
  const { onUnhandledRequest } = listening('test')
  let thrown: unknown
  try {
    onUnhandledRequest(new Request(lookAlike))
  } catch (error) {
    thrown = error
  }
  const printed = inspect(new TypeError('Failed to fetch', { cause: thrown }))
  expect(printed).toContain(`[cause]: UnhandledRequest: callcamp-mock: nothing answers GET ${lookAlike}`)
})

test('a frame with a request is decided on as the request is', () => {
  const { onUnhandledFrame } = listening('test')
  const request = new Request(lookAlike)
  expect(() => onUnhandledFrame({ frame: { protocol: 'http', data: { request } } })).toThrow(
    expect.objectContaining({ name: 'UnhandledRequest' }),
  )
})

test.each([
  ['a socket', { connection: {} }],
  ['what only calls itself a request', { request: { url: lookAlike } }],
])('a frame of %s passes', (_, data) => {
  const { onUnhandledFrame } = listening('test')
  expect(() => onUnhandledFrame({ frame: { protocol: 'ws', data } })).not.toThrow()
})

test('a page warns about look-alikes once for each origin and first part of the path', () => {
  const { onUnhandledRequest } = listening('page')
  const urls = [lookAlike, `${lookAlike}/1`, 'https://other.example.com/api/records']
  for (const url of [...urls, 'http://callcamp.ai/zzz', 'http://callcamp.ai//api/campaigns'])
    onUnhandledRequest(new Request(url))
  expect(vi.mocked(console.warn).mock.calls).toEqual([
    [expect.stringContaining(`nothing answers GET ${lookAlike}:`)],
    [expect.stringContaining("baseUrl: 'https://other.example.com'")],
    [expect.stringContaining('nothing answers GET http://callcamp.ai/zzz: the mock answers below')],
    [expect.stringContaining('Did you mean http://callcamp.ai/api/campaigns?')],
  ])
})

test('a page that asks for warnings gets one for each request', () => {
  const { onUnhandledRequest } = listening('page', 'warn')
  onUnhandledRequest(new Request(lookAlike))
  onUnhandledRequest(new Request(lookAlike))
  onUnhandledRequest(new Request('https://other.example.com/cart'))
  expect(console.warn).toHaveBeenCalledTimes(3)
  expect(console.warn).toHaveBeenLastCalledWith(
    'callcamp-mock: nothing mocks GET https://other.example.com/cart; it goes to the network.',
  )
})

test('a function hears what the request is, and decides', () => {
  const seen = vi.fn<(request: Request, found: { kind: string }) => void>()
  const { onUnhandledRequest } = listening('test', seen)
  onUnhandledRequest(new Request(lookAlike))
  onUnhandledRequest(new Request('https://other.example.com/cart'))
  expect(seen.mock.calls.map(([{ url }, { kind }]) => [url, kind])).toEqual([
    [lookAlike, 'look-alike'],
    ['https://other.example.com/cart', 'other'],
  ])
  expect(console.error).not.toHaveBeenCalled()
})
