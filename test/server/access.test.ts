import { networkInterfaces } from 'node:os'
import { describe, expect, test } from 'vitest'
import { isLoopbackPeer } from '../../src/transports/http-request.ts'
import { get, RawClient } from './raw.ts'
import { read, start } from './serving.ts'
import { asJson } from '../json-request.ts'

async function statusOf(port: number, path: string, headers: string): Promise<number | undefined> {
  const client = await RawClient.open(port)
  client.send(`GET ${path} HTTP/1.1\r\n${headers}\r\n`)
  const answer = await client.answer()
  client.end()
  return answer?.status
}

describe('the API', () => {
  test.each(['/api/campaigns', '/api/records/none', '/api/nothing', '/~mine/api/campaigns', '/openapi.json', '/none'])(
    'is open to pages of every origin, with their cookies: %s',
    async (path) => {
      const { url } = await start()
      const { headers } = await fetch(url + path, { headers: { origin: 'https://anywhere.example' } })
      expect(headers.get('access-control-allow-origin')).toBe('https://anywhere.example')
      expect(headers.get('access-control-allow-credentials')).toBe('true')
      expect(headers.get('vary')).toBe('Origin')
    },
  )

  test.each(['/api/campaigns', '/api/records/none', '/~mine/api/campaigns', '/api/nothing'])(
    'lets browsers ask first: %s',
    async (path) => {
      const { url } = await start()
      const response = await fetch(url + path, {
        method: 'OPTIONS',
        headers: {
          origin: 'https://anywhere.example',
          'access-control-request-method': 'PATCH',
          'access-control-request-headers': 'authorization,x-trace',
        },
      })
      expect(response.status).toBe(204)
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'access-control-allow-origin': 'https://anywhere.example',
        'access-control-allow-credentials': 'true',
        'access-control-allow-methods': 'PATCH',
        'access-control-allow-headers': 'authorization,x-trace',
        'access-control-allow-private-network': 'true',
        vary: 'Origin',
      })
    },
  )

  test('asks for one of the keys, where there are some', async () => {
    const { url } = await start({ auth: { keys: ['a', 'b'] } })
    expect((await fetch(`${url}/api/campaigns`)).status).toBe(401)
    expect((await fetch(`${url}/api/campaigns`, { headers: { authorization: 'Bearer b' } })).status).toBe(200)
    expect((await fetch(`${url}/api/campaigns`, { headers: { 'x-api-key': 'a' } })).status).toBe(200)
    expect((await fetch(`${url}/openapi.json`)).status).toBe(200)
    const preflight = await fetch(`${url}/api/campaigns`, {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'GET' },
    })
    expect(preflight.status).toBe(204)
  })
})

describe('the control API', () => {
  test.each([
    'localhost',
    'localhost:3000',
    'LOCALHOST',
    '127.0.0.1',
    '127.0.0.1:3000',
    '127.1.2.3',
    '[::1]',
    '[::1]:3000',
    'mock.localhost:80',
  ])('is found as %s', async (host) => {
    const { port } = await start()
    expect(await statusOf(port, '/__mock/health', `Host: ${host}\r\n`)).toBe(200)
  })

  test.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    '10.0.0.1',
    '',
    'xlocalhost',
  ])('is not found as %j', async (host) => {
    const { port } = await start()
    for (const path of ['/__mock/health', '/__mock/', '/__mock/events', '/~a/__mock/health'])
      expect(await statusOf(port, path, `Host: ${host}\r\n`)).toBe(403)
    expect(await statusOf(port, '/api/campaigns', `Host: ${host}\r\n`)).toBe(200)
  })

  test.each([
    'https://evil.example',
    'null',
    'http://localhost.evil.example',
    'http://evil.example/localhost',
    'file://',
    'http://localhost:3000.evil.example',
    'http://localhost:1\u0000',
  ])('does not answer a page of %j', async (origin) => {
    const { port, mock } = await start()
    const client = await RawClient.open(port)
    client.send(`POST /__mock/reset HTTP/1.1\r\nHost: localhost\r\nOrigin: ${origin}\r\nContent-Length: 0\r\n\r\n`)
    const answer = await client.answer()
    client.end()
    expect([400, 403]).toContain(answer?.status)
    expect(answer?.headers).not.toHaveProperty('access-control-allow-origin')
    expect(mock.requests.count()).toBe(0)
  })

  test('answers pages of this machine', async () => {
    const { url } = await start()
    const headers = { origin: 'http://localhost:5173' }
    const response = await fetch(`${url}/__mock/health`, { headers })
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:5173')
    expect(response.headers.get('vary')).toBe('Origin')
    const preflight = await fetch(`${url}/__mock/reset`, {
      method: 'OPTIONS',
      headers: { ...headers, 'access-control-request-method': 'POST' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('http://localhost:5173')
  })

  test('can be reached by other names when listening to a network, but not by pages of other origins', async () => {
    const { port } = await start({ host: '0.0.0.0' })
    expect(await statusOf(port, '/__mock/health', 'Host: mock.internal\r\n')).toBe(200)
    expect(await statusOf(port, '/__mock/health', 'Host: mock.internal\r\nOrigin: http://mock.internal\r\n')).toBe(200)
    expect(await statusOf(port, '/__mock/health', 'Host: mock.internal\r\nOrigin: http://evil.example\r\n')).toBe(403)
  })

  test('asks for a key where the API does, and it listens to a network', async () => {
    const { port, mock } = await start({ host: '0.0.0.0', auth: { keys: ['secret'] }, scenario: 'demo' })
    const reset = async (headers: string) => {
      const client = await RawClient.open(port)
      client.send(`POST /__mock/reset HTTP/1.1\r\n${headers}Content-Length: 20\r\n\r\n{"scenario":"empty"}`)
      const answer = await client.answer()
      client.end()
      return answer?.status
    }
    for (const host of ['evil.example', `evil.example:${port}`, '10.0.0.1'])
      expect(await reset(`Host: ${host}\r\nOrigin: http://${host}\r\n`)).toBe(401)
    expect(await reset('Host: evil.example\r\nX-API-Key: wrong\r\n')).toBe(401)
    expect(mock.info.scenario).toBe('demo')
    expect(await reset('Host: mock.internal\r\nX-API-Key: secret\r\n')).toBe(200)
    expect(await reset('Host: localhost\r\n')).toBe(200)
  })

  // Every address of the machine but its loopback is that of a network.
  const address = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address

  test.skipIf(address === undefined)('asks a client on the network for a key, whatever host it names', async () => {
    const { port } = await start({ host: '0.0.0.0', auth: { keys: ['secret'] } })
    const status = async (headers: string) => {
      const client = await RawClient.open(port, address)
      client.send(`GET /__mock/health HTTP/1.1\r\n${headers}\r\n`)
      const answer = await client.answer()
      client.end()
      return answer?.status
    }
    for (const host of ['localhost', '127.0.0.1', `[::1]:${port}`, 'a.localhost'])
      expect([host, await status(`Host: ${host}\r\n`)]).toEqual([host, 401])
    expect(await status('Host: localhost\r\nX-API-Key: secret\r\n')).toBe(200)
  })

  test.each(['127.0.0.1', '0.0.0.0'])('asks for a key behind a proxy on the same machine, at %s', async (host) => {
    const { port } = await start({ host, auth: { keys: ['secret'] } })
    const status = (more: string) => statusOf(port, '/__mock/health', `Host: localhost\r\n${more}`)
    expect(await status('')).toBe(200)
    expect(await status('X-Forwarded-For: 10.0.0.1\r\n')).toBe(401)
    expect(await status('Forwarded: for=10.0.0.1\r\n')).toBe(401)
    expect(await status('Forwarded: for=10.0.0.1\r\nX-API-Key: secret\r\n')).toBe(200)
  })

  test.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])('takes %s for this machine', (peer) => {
    expect(isLoopbackPeer(peer)).toBe(true)
  })

  test.each([undefined, '', '10.0.0.1', '::ffff:10.0.0.1', '::', 'fe80::1', '1127.0.0.1', '127.0.0.1.example'])(
    'does not take %s for this machine',
    (peer) => {
      expect(isLoopbackPeer(peer)).toBe(false)
    },
  )

  test('is found by the names that it is allowed, and by no others', async () => {
    for (const host of ['127.0.0.1', '0.0.0.0']) {
      const { port } = await start({ host, allowHosts: ['mock.internal', '.Example.com'] })
      const status = (name: string, more = '') => statusOf(port, '/__mock/health', `Host: ${name}\r\n${more}`)
      for (const name of ['mock.internal', 'MOCK.internal:3000', 'www.example.com', 'a.b.example.com', 'localhost'])
        expect([name, await status(name)]).toEqual([name, 200])
      for (const name of [
        'evil.internal',
        'xmock.internal',
        'example.com',
        '.example.com',
        'example.com.evil',
        'evilexample.com',
        '10.0.0.1',
      ])
        expect([name, await status(name)]).toEqual([name, 403])
      expect(await status('mock.internal', 'Origin: https://mock.internal\r\n')).toBe(200)
      expect(await status('mock.internal', 'Origin: https://evil.internal\r\n')).toBe(403)
    }
  })

  test('tells those who reach it by another name of that name, when listening to every network', async () => {
    const { port, url } = await start({ host: '0.0.0.0' })
    const told = async (host: string, prefix = '') => {
      const client = await RawClient.open(port)
      for (const path of ['/__mock/health', '/openapi.json', '/api/campaigns', '/__mock/requests?limit=1'])
        client.send(`GET ${prefix}${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
      const [health, document, , requests] = [
        await client.answer(),
        await client.answer(),
        await client.answer(),
        await client.answer(),
      ].map((answer) => JSON.parse(answer?.body ?? ''))
      client.end()
      return [health.baseUrl, document.servers[0].url, requests.requests[0].url]
    }
    expect(await told('mock.internal:3000')).toEqual([
      'http://mock.internal:3000',
      'http://mock.internal:3000',
      'http://mock.internal:3000/api/campaigns',
    ])
    expect(await told('[fd00::7]:3000', '/~a')).toEqual([
      'http://[fd00::7]:3000',
      'http://[fd00::7]:3000/~a',
      'http://[fd00::7]:3000/~a/api/campaigns',
    ])
    expect(await told('a b"/')).toEqual([url, url, `${url}/api/campaigns`])
  })

  test('tells one address to all, when listening to this machine', async () => {
    const { port, url } = await start()
    const client = await RawClient.open(port)
    client.send('GET /openapi.json HTTP/1.1\r\nHost: localhost:1\r\n\r\n')
    expect(JSON.parse((await client.answer())?.body ?? '')).toMatchObject({ servers: [{ url }] })
    client.end()
  })

  test('can be switched off', async () => {
    const { url } = await start({ control: false })
    for (const path of ['/__mock/health', '/__mock', '/__mock/', '/__mock/events', '/~a/__mock/health']) {
      expect(await read(await fetch(url + path, { redirect: 'manual' }))).toMatchObject({
        status: 404,
        body: { success: false },
      })
    }
    expect(await (await fetch(`${url}/`)).json()).not.toHaveProperty('control')
    expect((await fetch(`${url}/api/campaigns`)).status).toBe(200)
  })

  test('does what it does in process', async () => {
    const { url, mock } = await start({ scenario: 'demo' })
    expect(await read(await fetch(`${url}/__mock/reset`, asJson({ scenario: 'empty' })))).toMatchObject({
      status: 200,
      body: { scenario: 'empty', baseUrl: url },
    })
    expect(await read(await fetch(`${url}/__mock/db/record`, asJson({ firstName: 'Ada' })))).toMatchObject({
      status: 201,
    })
    expect(mock.db.record.count()).toBe(1)
    expect(await read(await fetch(`${url}/__mock/reset`, { method: 'POST' }))).toMatchObject({
      status: 200,
      body: { counts: { record: 0 } },
    })
  })

  test('takes snapshots larger than what the API takes', async () => {
    const { url, mock } = await start({ scenario: 'demo' })
    for (let count = 0; count < 100; count += 1)
      mock.db.record.create({ parameters: { note: 'x'.repeat(15_000) }, recordTypeUuid: null })
    const snapshot = await (await fetch(`${url}/__mock/state`)).text()
    expect(snapshot.length).toBeGreaterThan(1_048_576)
    mock.reset()
    expect((await fetch(`${url}/__mock/state`, asJson(snapshot, 'PUT'))).status).toBe(200)
    expect(JSON.stringify(mock.snapshot())).toBe(snapshot)
  })
})

describe('the root', () => {
  test('tells programs where everything is, and leads people to the page', async () => {
    const { url } = await start()
    expect(await (await fetch(url)).json()).toMatchObject({
      name: 'callcamp-mock',
      edition: 'hosted',
      api: '/api',
      openapi: '/openapi.json',
      inspector: '/__mock/',
    })
    const redirected = await fetch(url, { headers: { accept: 'text/html,*/*' }, redirect: 'manual' })
    expect([redirected.status, redirected.headers.get('location')]).toEqual([302, '/__mock/'])
  })

  test('of a sandbox leads to what is of the sandbox', async () => {
    const { url } = await start()
    for (const root of ['/~box/', '/~box']) {
      expect(await (await fetch(url + root)).json()).toMatchObject({
        api: '/~box/api',
        openapi: '/~box/openapi.json',
        inspector: '/~box/__mock/',
        control: '/~box/__mock/health',
      })
      const redirected = await fetch(url + root, { headers: { accept: 'text/html' }, redirect: 'manual' })
      expect([redirected.status, redirected.headers.get('location')]).toEqual([302, '/~box/__mock/'])
    }
  })

  test('has the page of the inspector, also without a slash at the end and in a sandbox', async () => {
    const { url } = await start()
    for (const path of ['/__mock', '/__mock/', '/~mine/__mock']) {
      const response = await fetch(url + path)
      expect(response.status).toBe(200)
      expect(response.url).toBe(`${url}${path.replace(/\/$/, '')}/`)
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    }
  })

  test('describes the API', async () => {
    const { url } = await start({ edition: 'local' })
    expect(await (await fetch(`${url}/openapi.json`)).json()).toMatchObject({ openapi: '3.1.0', servers: [{ url }] })
    expect(await (await fetch(`${url}/~mine/openapi.json`)).json()).toMatchObject({
      servers: [{ url: `${url}/~mine` }],
    })
  })

  test('is read only', async () => {
    const { port } = await start()
    const client = await RawClient.open(port)
    client.send(
      `DELETE / HTTP/1.1\r\nHost: localhost\r\n\r\nPOST /openapi.json HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n${get('/')}`,
    )
    expect((await client.answer())?.status).toBe(405)
    expect((await client.answer())?.status).toBe(405)
    expect((await client.answer())?.status).toBe(200)
    client.end()
  })
})
