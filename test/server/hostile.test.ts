import { describe, expect, test } from 'vitest'
import { get, post, RawClient } from './raw.ts'
import { start } from './serving.ts'
import { asJson } from '../json-request.ts'

/** What no client should send: it is answered or cut off, and the next client is served as if nothing had been. */

const refused = [
  ['noise', 'GARBAGE\r\n\r\n', 400],
  ['an unknown method', 'BREW /api/campaigns HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  ['another protocol', 'GET /api/campaigns HTTP/9.9\r\nHost: localhost\r\n\r\n', 400],
  ['a TLS greeting', Buffer.from('16030100a5010000a10303', 'hex'), 400],
  ['no target', 'GET HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  ['a space in the target', 'GET /api/camp aigns HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  ['a line feed in a header', 'GET /api/campaigns HTTP/1.1\r\nHost: localhost\r\nX: a\rb\r\n\r\n', 400],
  [
    'two lengths',
    'POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx',
    400,
  ],
  [
    'a length and chunks',
    'POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['a length that is none', 'POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n', 400],
  ['headers without end', `GET /api/campaigns HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['a tunnel', 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n', 405],
] as const

describe('the connection ends with a refusal after', () => {
  test.each(refused)('%s', async (_what, text, status) => {
    const { port } = await start()
    const client = await RawClient.open(port)
    client.send(typeof text === 'string' ? text : Buffer.from(text))
    const answer = await client.answer()
    expect(answer).toMatchObject({ status, headers: { connection: 'close', 'content-type': 'application/json' } })
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({ success: false, message: expect.any(String) })
    await client.closed
    const next = await RawClient.open(port)
    next.send(get('/api/campaigns'))
    expect((await next.answer())?.status).toBe(200)
    next.end()
  })
})

test('a request without a host is refused, and the connection goes on', async () => {
  const { port } = await start()
  const client = await RawClient.open(port)
  client.send('GET /api/campaigns HTTP/1.1\r\n\r\n')
  expect((await client.answer())?.status).toBe(400)
  client.send('GET /api/campaigns HTTP/1.0\r\nConnection: keep-alive\r\n\r\n')
  expect((await client.answer())?.status).toBe(200)
  client.end()
})

test.each(['/api/campaigns', '/__mock/health', '/openapi.json', '/none'])(
  'an expectation that nobody can meet is refused like all else: %s',
  async (path) => {
    const { port } = await start()
    const client = await RawClient.open(port)
    client.send(get(path, 'Expect: foo\r\n'))
    const answer = await client.answer()
    expect(answer).toMatchObject({ status: 417, headers: { 'content-type': 'application/json' } })
    expect(JSON.parse(answer?.body ?? '')).toEqual({
      success: false,
      message: 'Expect must be 100-continue; received "foo"',
    })
    client.send(get('/api/campaigns'))
    expect((await client.answer())?.status).toBe(200)
    client.end()
  },
)

test('requests that are sent at once are answered one after another', async () => {
  const { port } = await start({ scenario: 'demo' })
  const client = await RawClient.open(port)
  client.send(
    [1, 2, 3].map((limit) => get(`/api/records?limit=${limit}`)).join('') +
      post('/api/campaigns', '{') +
      get('/api/records?limit=4'),
  )
  for (const limit of [1, 2, 3]) expect(JSON.parse((await client.answer())?.body ?? '')).toMatchObject({ limit })
  expect((await client.answer())?.status).toBe(400)
  expect(JSON.parse((await client.answer())?.body ?? '')).toMatchObject({ limit: 4 })
  client.end()
})

describe('a request that does not come to its end', () => {
  const timeouts = { headers: 150, request: 300 }

  test.each([
    ['in its first line', 'GET /api/camp'],
    ['in its headers', 'GET /api/campaigns HTTP/1.1\r\nHost: local'],
    ['in its body', 'POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"na'],
    ['in a chunk', 'POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc'],
  ])('%s is cut off after a while', async (_where, text) => {
    const { port } = await start({ timeouts })
    const client = await RawClient.open(port)
    client.send(text)
    expect(await client.answer()).toMatchObject({ status: 408 })
    await client.closed
  })

  test('and never begins is cut off too', async () => {
    const { port } = await start({ timeouts })
    const client = await RawClient.open(port)
    await client.closed
    expect(client.rest === '' || client.rest.includes('408')).toBe(true)
  })

  test('because the client hung up hard does no harm', async () => {
    const { url, port } = await start()
    const client = await RawClient.open(port)
    client.send(
      `POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
    )
    await fetch(`${url}/api/campaigns`)
    client.socket.resetAndDestroy()
    await client.closed
    expect((await fetch(`${url}/api/campaigns`)).status).toBe(200)
  })

  test('because the client has gone does no harm', async () => {
    const { port, mock } = await start()
    const before = mock.db.campaign.count()
    for (const text of [
      'POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"na',
      'GET /api/campaigns HT',
    ]) {
      const client = await RawClient.open(port)
      client.send(text)
      client.end()
      await client.closed
    }
    expect(mock.db.campaign.count()).toBe(before)
  })
})

describe('what comes from outside', () => {
  const nasty = [
    `<script>alert(1)</script>`,
    `%0d%0aset-cookie:%20a=b`,
    `"};alert(1);//`,
    '../../../../etc/passwd',
    '..%2f..%2fpackage.json',
    '~..%2f..%2f/__mock/state',
    '__proto__/constructor',
  ]

  test.each(nasty)('is never an answer of another kind: %s', async (path) => {
    const { port } = await start()
    const client = await RawClient.open(port)
    for (const target of [
      `/${path}`,
      `/api/${path}`,
      `/api/records/${path}`,
      `/__mock/${path}`,
      `/~a/${path}`,
      `/__mock/db/${path}`,
    ]) {
      client.send(get(target.replaceAll(' ', '%20')))
      const answer = await client.answer()
      expect([target, answer?.status]).toEqual([target, expect.toSatisfy((status) => status === 404 || status === 400)])
      expect(answer?.headers['content-type']).toBe('application/json')
      expect(JSON.stringify({ ...answer?.headers, 'content-length': '' })).not.toMatch(/script|set-cookie|passwd|alert/)
    }
    client.end()
  })

  test('changes no prototype', async () => {
    const { url, mock } = await start()
    const body =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"name":"x","status":"draft","type":"outbound"}'
    for (const [path, method] of [
      ['/api/campaigns', 'POST'],
      ['/__mock/db/record', 'POST'],
      ['/__mock/faults', 'POST'],
      ['/__mock/state', 'PUT'],
      ['/__mock/reset', 'POST'],
    ] as const) {
      await fetch(url + path, asJson(body, method))
    }
    await fetch(`${url}/api/campaigns?__proto__=1&constructor=2`)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    expect(mock.db.campaign.count()).toBe(1)
  })

  test('may be very deep or very wide JSON', async () => {
    const { url } = await start()
    const send = (body: string) => fetch(`${url}/api/campaigns`, asJson(body))
    expect((await send(`{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).status).toBe(400)
    expect((await send(`{${Array.from({ length: 30_000 }, (_, index) => `"k${index}":1`).join()}}`)).status).toBe(400)
  })
})

test('the control API is not reached without a name', async () => {
  const { port } = await start()
  const client = await RawClient.open(port)
  client.send('GET /__mock/health HTTP/1.0\r\n\r\n')
  expect(await client.answer()).toMatchObject({
    status: 403,
    body: expect.stringContaining('can\'t be reached as \\"\\"'),
  })
})
