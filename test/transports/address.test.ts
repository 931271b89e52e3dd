import { afterEach, describe, expect, test, vi } from 'vitest'
import { locate, toAddressPattern, toBaseAddress } from '../../src/transports/address.ts'

describe('a base URL', () => {
  test.each([
    ['http://callcamp.ai', { origin: 'http://callcamp.ai', prefix: '' }],
    ['http://callcamp.ai/', { origin: 'http://callcamp.ai', prefix: '' }],
    ['HTTP://CallCamp.ai:80', { origin: 'http://callcamp.ai', prefix: '' }],
    ['https://api.example.com:8443/backend/v1/', { origin: 'https://api.example.com:8443', prefix: '/backend/v1' }],
    ['http://[::1]:3000', { origin: 'http://[::1]:3000', prefix: '' }],
    ['*', { origin: undefined, prefix: '' }],
    ['/backend', { origin: undefined, prefix: '/backend' }],
    ['/', { origin: undefined, prefix: '' }],
  ])('%s is understood', (baseUrl, address) => {
    expect(toBaseAddress(baseUrl)).toEqual(address)
  })

  test.each([
    'callcamp.ai',
    '',
    'https://u:p@a.b',
    'ftp://callcamp.ai',
    '//callcamp.ai',
    'http://',
    'http://callcamp.ai?x=1',
    'http://callcamp.ai#x',
    'javascript:alert(1)',
  ])('%s is refused by a TypeError that names it', (baseUrl) => {
    expect(() => toBaseAddress(baseUrl)).toThrow(TypeError)
    expect(() => toBaseAddress(baseUrl)).toThrow('baseUrl')
  })
})

describe('a base URL that ends with /api', () => {
  test.each([
    ['/api', '"/"'],
    ['/api/', '"/"'],
    ['/backend/api', '"/backend"'],
    ['https://api.example.com/api', '"https://api.example.com"'],
    ['https://api.example.com/v1/api//', '"https://api.example.com/v1"'],
  ])('%s is refused, and %s named in its place', (baseUrl, instead) => {
    expect(() => toBaseAddress(baseUrl)).toThrow(TypeError)
    expect(() => toBaseAddress(baseUrl)).toThrow(`baseUrl must not end with /api`)
    expect(() => toBaseAddress(baseUrl)).toThrow(`Write ${instead}; received`)
  })

  test.each(['/apis', 'https://api.example.com', 'https://example.com/api/v1'])('is not %s', (baseUrl) => {
    expect(() => toBaseAddress(baseUrl)).not.toThrow()
  })
})

describe('a path as a base URL', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  test('lies under the page, where there is one', () => {
    vi.stubGlobal('location', { origin: 'http://app.test' })
    expect(toBaseAddress('/backend')).toEqual({ origin: 'http://app.test', prefix: '/backend' })
  })

  test('lies under any origin where the page has none of its own', () => {
    vi.stubGlobal('location', { origin: 'null' })
    expect(toBaseAddress('/backend')).toEqual({ origin: undefined, prefix: '/backend' })
  })
})

describe('an address', () => {
  const plain = toBaseAddress('http://callcamp.ai')
  const prefixed = toBaseAddress('https://api.example.com/backend')
  const any = toBaseAddress('*')

  test.each([
    ['http://callcamp.ai/api/campaigns', plain, { path: '/api/campaigns', query: '' }],
    ['http://callcamp.ai/api/campaigns?page=2&x=%3F', plain, { path: '/api/campaigns', query: 'page=2&x=%3F' }],
    ['http://callcamp.ai/api/campaigns?', plain, { path: '/api/campaigns', query: '' }],
    ['http://callcamp.ai/api/campaigns#part?x=1', plain, { path: '/api/campaigns', query: '' }],
    ['http://callcamp.ai/api/campaigns?x=1#part', plain, { path: '/api/campaigns', query: 'x=1' }],
    ['http://callcamp.ai/', plain, { path: '/', query: '' }],
    ['https://api.example.com/backend/api/campaigns', prefixed, { path: '/api/campaigns', query: '' }],
    ['https://anything.example:9/api/campaigns?a=b', any, { path: '/api/campaigns', query: 'a=b' }],
  ])('%s is found behind the base', (url, base, location) => {
    expect(locate(url, base)).toEqual(location)
  })

  test.each([
    ['http://callcamp.ai.evil.example/api/campaigns', plain],
    ['https://callcamp.ai/api/campaigns', plain],
    ['http://callcamp.ai:8080/api/campaigns', plain],
    ['http://other.example/api/campaigns', plain],
    ['https://api.example.com/api/campaigns', prefixed],
    ['https://api.example.com/backendapi/campaigns', prefixed],
    ['https://api.example.com/backend', prefixed],
  ])('%s lies elsewhere', (url, base) => {
    expect(locate(url, base)).toBeUndefined()
  })

  test('is matched by a pattern in which the base is plain text', () => {
    const pattern = toAddressPattern(
      toBaseAddress('https://api.example.com/v1.0'),
      '/api/campaigns|/api/campaigns/[^/?#]+',
    )
    expect('https://api.example.com/v1.0/api/campaigns/1').toMatch(pattern)
    expect('https://apixexample.com/v1.0/api/campaigns').not.toMatch(pattern)
    expect('https://api.example.com/v1x0/api/campaigns').not.toMatch(pattern)
    expect('https://api.example.com/v1.0/api/campaigns/1/2').not.toMatch(pattern)
  })
})
