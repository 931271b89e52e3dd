import { describe, expect, test } from 'vitest'
import { get, post, RawClient } from './raw.ts'
import { read, start } from './serving.ts'
import { asJson } from '../json-request.ts'
import { internals } from '../../src/engine/internals.ts'

const campaign = { name: 'Spring', status: 'draft', type: 'outbound' }

test('time ticks unless it is told otherwise, also where the option is left undefined', async () => {
  for (const clock of [undefined, 'frozen'] as const) {
    const { mock } = await start({ clock })
    expect(mock.clock.settings.mode).toBe(clock ?? 'ticking')
  }
})

describe('answers', () => {
  test('come from the same data as those in process', async () => {
    const { url, mock } = await start({ scenario: 'demo' })
    const [overHttp, inProcess] = [await fetch(`${url}/api/records?limit=3`), await mock.fetch('/api/records?limit=3')]
    expect(await overHttp.text()).toBe(await inProcess.text())
    expect(overHttp.headers.get('content-type')).toBe('application/json')
  })

  test('say how long they are, also in other scripts', async () => {
    const { url } = await start()
    const response = await fetch(`${url}/api/campaigns`, asJson({ ...campaign, name: '春のキャンペーン 🌸' }))
    expect(Number(response.headers.get('content-length'))).toBe(Buffer.byteLength(await response.clone().text()))
    expect(await read(response)).toMatchObject({ status: 201, body: { name: '春のキャンペーン 🌸' } })
  })

  test('to HEAD are those to GET without the body', async () => {
    const { url, port } = await start({ scenario: 'demo' })
    const { headers } = await fetch(`${url}/api/campaigns`)
    const client = await RawClient.open(port)
    client.send(`HEAD /api/campaigns HTTP/1.1\r\nHost: localhost\r\n\r\n${get('/api/campaigns?limit=1')}`)
    expect(await client.answer('HEAD')).toMatchObject({
      status: 200,
      headers: { 'content-length': headers.get('content-length') },
      body: '',
    })
    expect(JSON.parse((await client.answer())?.body ?? '')).toMatchObject({ limit: 1 })
    client.end()
  })

  test('to OPTIONS name the methods', async () => {
    const { url } = await start()
    const response = await fetch(`${url}/api/campaigns`, { method: 'OPTIONS' })
    expect(response.status).toBe(204)
    expect(response.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS')
  })

  test('let pages read the headers that a refusal brings along', async () => {
    const { url } = await start()
    const good = await fetch(`${url}/api/campaigns`)
    const refused = await fetch(`${url}/api/campaigns`, { method: 'PUT' })
    expect(good.headers.get('access-control-allow-origin')).toBe('*')
    expect(refused.headers.get('access-control-expose-headers')).toContain('Allow')
  })

  test('with no body have none, and no length', async () => {
    const { url, mock, port } = await start({ edition: 'local' })
    const { uuid } = mock.db.record.create({})
    const client = await RawClient.open(port)
    client.send(`DELETE /api/records/${uuid} HTTP/1.1\r\nHost: localhost\r\n\r\n${get('/api/records')}`)
    const deleted = await client.answer()
    expect(deleted).toMatchObject({ status: 204, body: '' })
    expect(deleted?.headers).not.toHaveProperty('content-length')
    expect(await client.answer()).toMatchObject({ status: 200 })
    client.end()
    expect((await fetch(`${url}/api/records/${uuid}`)).status).toBe(404)
  })

  test('describe the API again and again, for every sandbox where it is', async () => {
    const { url } = await start()
    const read = async (path: string) => (await (await fetch(url + path)).json()) as { servers: { url: string }[] }
    expect(await read('/openapi.json')).toEqual(await read('/openapi.json'))
    expect((await read('/~mine/openapi.json')).servers).toMatchObject([{ url: `${url}/~mine` }])
    expect((await read('/~mine/__mock/openapi.json')).servers).toMatchObject([{ url: `${url}/~mine/__mock` }])
  })

  test('to unknown paths name the control API where there is one', async () => {
    const message = async (control: boolean) =>
      ((await (await fetch(`${(await start({ control })).url}/nowhere`)).json()) as { message: string }).message
    expect(await message(true)).toContain('the control API at /__mock')
    expect(await message(false)).not.toContain('__mock')
  })

  test('to unknown paths are refusals, inside and outside of the API', async () => {
    const { url } = await start()
    expect(await read(await fetch(`${url}/api/nothing`))).toMatchObject({ status: 404, body: { success: false } })
    expect(await read(await fetch(`${url}/nothing`))).toMatchObject({
      status: 404,
      body: { success: false, message: expect.stringContaining('/openapi.json') },
    })
  })
})

describe('paths', () => {
  test.each([
    ['/api/campaigns?limit=1', 200],
    ['http://callcamp.ai/api/campaigns', 200],
    ['HTTP://elsewhere:99/api/campaigns?page=1', 200],
    ['/%61pi/c%41mpaigns', 404],
    ['/%61pi/campa%69gns', 200],
    ['//api/campaigns', 404],
    ['/api//campaigns', 404],
    ['/api/campaigns/', 404],
    ['/api/../api/campaigns', 404],
    ['/api/campaigns/%2e%2e/%2e%2e/etc/passwd', 404],
    ['/api/records/%E2%82', 404],
    ['/api/records/%', 404],
    ['/api/records/%00', 404],
    ['/api/campaigns#fragment', 200],
    ['http://callcamp.ai', 200],
    ['*', 404],
    [`/api/records/${'x'.repeat(10_000)}`, 404],
    ['/api/campaigns?limit=%', 400],
    [`/api/campaigns?search=${'%F0%9F'.repeat(1_000)}`, 200],
  ])('%s', async (target, status) => {
    const { port } = await start()
    const client = await RawClient.open(port)
    client.send(get(target))
    expect((await client.answer())?.status).toBe(status)
    client.send(get('/api/campaigns'))
    expect((await client.answer())?.status).toBe(200)
    client.end()
  })

  test('have headers that come twice in one line', async () => {
    const { port, mock } = await start()
    const client = await RawClient.open(port)
    client.send(get('/api/campaigns', 'Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Twice: 1\r\nX-Twice: 2\r\n'))
    await client.answer()
    client.end()
    expect(mock.requests.last()?.headers).toMatchObject({ 'set-cookie': 'a=1, b=2', 'x-twice': '1, 2' })
  })

  test('reach the journal as they came', async () => {
    const { url, mock } = await start()
    await fetch(`${url}/api/records/a%2Fb?x=1`)
    expect(mock.requests.last()).toMatchObject({
      url: `${url}/api/records/a%2Fb?x=1`,
      params: { uuid: 'a/b' },
      query: { x: '1' },
    })
  })
})

describe('bodies', () => {
  test('may come in pieces, and without a length', async () => {
    const { port } = await start()
    const client = await RawClient.open(port)
    const text = JSON.stringify(campaign)
    client.send(
      'POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    )
    for (const part of [text.slice(0, 5), text.slice(5)]) client.send(`${part.length.toString(16)}\r\n${part}\r\n`)
    client.send('0\r\n\r\n')
    expect((await client.answer())?.status).toBe(201)
    client.end()
  })

  test('that are not JSON are refused, and the connection goes on', async () => {
    const { port } = await start()
    const client = await RawClient.open(port)
    for (const body of ['{', '', 'null', '[]', '"x"', '{"name":}', '\0']) {
      client.send(post('/api/campaigns', body))
      expect((await client.answer())?.status).toBe(400)
    }
    client.send(post('/api/campaigns', JSON.stringify(campaign)))
    expect((await client.answer())?.status).toBe(201)
    client.end()
  })

  test('may begin with a byte order mark', async () => {
    const { port } = await start()
    const client = await RawClient.open(port)
    client.send(post('/api/campaigns', `\uFEFF${JSON.stringify(campaign)}`))
    expect((await client.answer())?.status).toBe(201)
    client.end()
  })

  test('of another type, or packed, are refused', async () => {
    const { url } = await start()
    expect(
      (await fetch(`${url}/api/campaigns`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }))
        .status,
    ).toBe(415)
    expect(
      (
        await fetch(`${url}/api/campaigns`, {
          ...asJson({}),
          headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        })
      ).status,
    ).toBe(415)
  })

  test('are UTF-8, and refused where they are not, instead of being stored with holes', async () => {
    const { url, mock } = await start()
    const bytes = (name: string, encoding: 'latin1' | 'utf8') =>
      new Uint8Array(Buffer.from(JSON.stringify({ ...campaign, name }), encoding))
    const send = async (path: string, body: Uint8Array<ArrayBuffer>, contentType = 'application/json') =>
      read(await fetch(url + path, { method: 'POST', headers: { 'content-type': contentType }, body }))
    for (const path of ['/api/campaigns', '/__mock/db/campaign']) {
      expect(await send(path, bytes('Café', 'latin1'))).toMatchObject({
        status: 400,
        body: { errors: [{ field: 'body', message: 'is not valid UTF-8' }] },
      })
      for (const encoding of ['latin1', 'utf8'] as const) {
        expect(await send(path, bytes('Café', encoding), 'application/json; charset=iso-8859-1')).toMatchObject({
          status: 415,
          body: { message: 'The body must be in UTF-8; received one with the charset "iso-8859-1"' },
        })
      }
    }
    expect(mock.db.campaign.count()).toBe(0)
    for (const charset of ['utf-8', 'UTF8', '"utf-8"', 'us-ascii'])
      expect(await send('/api/campaigns', bytes('Cafe', 'utf8'), `application/json; charset=${charset}`)).toMatchObject(
        { status: 201 },
      )
    // The character that stands for what could not be read may be meant.
    expect(await send('/api/campaigns', bytes('Caf\uFFFD', 'utf8'))).toMatchObject({
      status: 201,
      body: { name: 'Caf\uFFFD' },
    })
  })

  test('are never held against a GET', async () => {
    const { port } = await start()
    const client = await RawClient.open(port)
    client.send(`GET /api/campaigns HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nabcd${get('/api/records')}`)
    expect((await client.answer())?.status).toBe(200)
    expect((await client.answer())?.status).toBe(200)
    client.end()
  })

  const megabyte = 1_048_576

  test('of just the largest size are taken, one byte more is refused', async () => {
    const { port } = await start()
    const client = await RawClient.open(port)
    const body = (size: number) => {
      const text = JSON.stringify({ ...campaign, description: '' })
      return text.padEnd(size, ' ')
    }
    client.send(post('/api/campaigns', body(megabyte)))
    expect((await client.answer())?.status).toBe(201)
    client.send(post('/api/campaigns', body(megabyte + 1)))
    expect(await client.answer()).toMatchObject({
      status: 413,
      headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
    })
    client.send(get('/api/campaigns'))
    expect((await client.answer())?.status).toBe(200)
    client.end()
  })

  test('without a length and without an end are refused while they still come', async () => {
    const { port } = await start()
    const client = await RawClient.open(port)
    client.send(
      'POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    )
    const piece = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(0x10_00_00, 32), Buffer.from('\r\n')])
    for (let count = 0; count < 65; count += 1) client.send(piece)
    expect(await client.answer()).toMatchObject({ status: 413, headers: { connection: 'close' } })
    client.send('0\r\n\r\n')
    await client.closed
    expect(client.rest).toBe('')
  })

  test('that are too large leave the connection usable, also without a length', async () => {
    const { port } = await start()
    const client = await RawClient.open(port)
    client.send(
      'POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    )
    const chunk = 'x'.repeat(65_536)
    for (let count = 0; count < 40; count += 1) client.send(`10000\r\n${chunk}\r\n`)
    client.send('0\r\n\r\n')
    expect((await client.answer())?.status).toBe(413)
    client.send(get('/api/campaigns'))
    expect((await client.answer())?.status).toBe(200)
    client.end()
  })

  test('that are refused stand in the journal like any other request', async () => {
    const { port, mock } = await start({ auth: { keys: ['secret'] } })
    const client = await RawClient.open(port)
    const send = async (path: string, headers: string, size: number) => {
      client.send(
        `POST ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}Content-Type: application/json\r\nContent-Length: ${size}\r\n\r\n${' '.repeat(size)}`,
      )
      return (await client.answer())?.status
    }
    const key = 'Authorization: Bearer secret\r\n'
    expect(await send('/api/campaigns', key, megabyte + 1)).toBe(413)
    expect(await send('/api/campaigns', `${key}Content-Encoding: gzip\r\n`, 10)).toBe(415)
    expect(await send('/~team/api/campaigns', `${key}Content-Encoding: gzip\r\n`, 10)).toBe(415)
    expect(await send('/api/campaigns', '', megabyte + 1)).toBe(401)
    expect(await send('/api/nowhere', key, megabyte + 1)).toBe(404)
    expect(await send('/openapi.json', key, megabyte + 1)).toBe(405)
    client.end()
    expect(mock.requests.all().map(({ operation, status, body }) => ({ operation, status, body }))).toEqual([
      ...[413, 415, 401].map((status) => ({ operation: 'campaigns.create', status, body: undefined })),
      { operation: null, status: 404, body: undefined },
    ])
    expect(mock.sandbox('team').requests.all()).toMatchObject([
      { operation: 'campaigns.create', status: 415, response: { message: expect.stringContaining('"gzip"') } },
    ])
  })

  test('without an end in sight are refused before they have come, and the connection ends', async () => {
    const { port } = await start()
    const client = await RawClient.open(port)
    client.send('POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n')
    expect(await client.answer()).toMatchObject({ status: 413, headers: { connection: 'close' } })
    await client.closed
  })

  test('need not be sent when they are announced as too large', async () => {
    const { port } = await start()
    const client = await RawClient.open(port)
    client.send(
      `POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: ${megabyte + 1}\r\n\r\n`,
    )
    expect((await client.answer())?.status).toBe(413)
    client.end()
    const other = await RawClient.open(port)
    const text = JSON.stringify(campaign)
    other.send(
      `POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n`,
    )
    expect((await other.answer())?.status).toBe(100)
    other.send(text)
    expect((await other.answer())?.status).toBe(201)
    other.end()
  })
})

describe('what goes wrong on purpose', () => {
  test('breaks the connection', async () => {
    const { url, mock } = await start()
    mock.faults.add({ networkError: true, times: 1 })
    await expect(fetch(`${url}/api/campaigns`)).rejects.toThrow('fetch failed')
    expect((await fetch(`${url}/api/campaigns`)).status).toBe(200)
  })

  test('never answers, until the client goes', async () => {
    const { url, mock } = await start()
    mock.faults.add({ timeout: true, times: 1 })
    await expect(fetch(`${url}/api/campaigns`, { signal: AbortSignal.timeout(150) })).rejects.toThrow('timeout')
    expect((await fetch(`${url}/api/campaigns`)).status).toBe(200)
  })

  test('ends in the middle of the body', async () => {
    const { port, mock } = await start({ scenario: 'demo' })
    mock.faults.add({ truncated: true, times: 1 })
    const client = await RawClient.open(port)
    client.send(get('/api/campaigns'))
    expect(await client.answer()).toBeNull()
    const [head = '', body = ''] = client.rest.split('\r\n\r\n')
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1])
    expect(Buffer.byteLength(body)).toBe(Math.floor(length / 2))
  })

  test('answers JSON that does not parse', async () => {
    const { url, mock } = await start()
    mock.faults.add({ malformed: true })
    await expect((await fetch(`${url}/api/campaigns`)).json()).rejects.toThrow(SyntaxError)
  })

  test('answers late, and not at all to who has gone', async () => {
    const { url, mock, port } = await start()
    mock.faults.add({ delay: 60, status: 503, headers: { 'Retry-After': '9' } })
    const response = await fetch(`${url}/api/campaigns`)
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('9')
    const client = await RawClient.open(port)
    client.send(get('/api/campaigns'))
    client.end()
    expect((await fetch(`${url}/api/campaigns`)).status).toBe(503)
  })

  test('is refused over HTTP too where it has headers that would break the answer', async () => {
    const { url, mock } = await start()
    const { status, body } = await read(
      await fetch(`${url}/__mock/faults`, asJson({ status: 503, headers: { Trailer: 'x' } })),
    )
    expect({ status, body }).toMatchObject({
      status: 400,
      body: {
        errors: [
          { field: 'headers.Trailer', message: expect.stringContaining('is not a header that a fault can have') },
        ],
      },
    })
    expect(mock.faults.all()).toEqual([])
  })

  test('closes the connection where it says so', async () => {
    const { mock, port } = await start()
    mock.faults.add({ status: 503, headers: { Connection: 'close' } })
    const client = await RawClient.open(port)
    client.send(get('/api/campaigns'))
    expect(await client.answer()).toMatchObject({ status: 503, headers: { connection: 'close' } })
    await client.closed
  })

  test('says itself which pages may read the answer', async () => {
    const { url, mock } = await start()
    mock.faults.add({
      status: 503,
      headers: { 'Access-Control-Allow-Origin': 'https://only.example', 'Access-Control-Expose-Headers': 'X-Trace' },
    })
    const { headers } = await fetch(`${url}/api/campaigns`)
    expect(headers.get('access-control-allow-origin')).toBe('https://only.example')
    expect(headers.get('access-control-expose-headers')).toBe('X-Trace')
  })

  test.each([204, 304])('answers %i without a body', async (status) => {
    const { url, mock } = await start()
    mock.faults.add({ status, body: 'x', times: 1 })
    const response = await fetch(`${url}/api/campaigns`)
    expect([response.status, await response.text()]).toEqual([status, ''])
    expect((await fetch(`${url}/api/campaigns`)).status).toBe(200)
  })
})

describe('latency', () => {
  test('is waited for without keeping others waiting', async () => {
    const { url } = await start({ latency: { 'campaigns.list': 150 } })
    const order: string[] = []
    await Promise.all([
      fetch(`${url}/api/campaigns`).then(() => order.push('slow')),
      fetch(`${url}/api/records`).then(() => order.push('quick')),
    ])
    expect(order).toEqual(['quick', 'slow'])
  })
})

test('a failure of the mock itself is a 500, told on standard error, and not the end', async ({ onTestFinished }) => {
  const { url, mock } = await start()
  const told: unknown[] = []
  const original = console.error
  console.error = (...parts: unknown[]) => told.push(parts)
  onTestFinished(() => {
    console.error = original
  })
  mock[internals].run = () => {
    throw new Error('bug')
  }
  expect(await read(await fetch(`${url}/api/campaigns`))).toMatchObject({ status: 500, body: { success: false } })
  expect((await fetch(`${url}/openapi.json`)).status).toBe(200)
  expect(String(told)).toContain('bug')
})
