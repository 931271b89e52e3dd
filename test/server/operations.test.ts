import { describe, expect, test } from 'vitest'
import { get, RawClient } from './raw.ts'
import { asJson } from '../json-request.ts'
import { read, start } from './serving.ts'

/** What those who run a server for others ask of it. */

describe('behind a proxy', () => {
  const told = async (url: string, headers: Record<string, string> = {}) => {
    const json = async (path: string) => (await (await fetch(url + path, { headers })).json()) as never
    const page = await fetch(`${url}/`, { headers: { ...headers, accept: 'text/html' }, redirect: 'manual' })
    const [root, openapi, health] = [
      (await json('/')) as { api: string },
      (await json('/openapi.json')) as { servers: { url: string }[] },
      (await json('/__mock/health')) as { baseUrl: string },
    ]
    return [root.api, openapi.servers[0]?.url, health.baseUrl, page.headers.get('location')]
  }

  test('links and descriptions say what it was told', async () => {
    const { url } = await start({ baseUrl: 'https://mock.example.com/callcamp/' })
    const base = 'https://mock.example.com/callcamp'
    expect(await told(url)).toEqual(['/callcamp/api', base, base, '/callcamp/__mock/'])
    expect(await told(`${url}/~mine`)).toEqual([
      '/callcamp/~mine/api',
      `${base}/~mine`,
      base,
      '/callcamp/~mine/__mock/',
    ])
    // Also for a proxy that does not take the prefix away.
    expect(await told(`${url}/callcamp`)).toEqual(await told(url))
    expect(
      (await fetch(`${url}/callcamp/api/campaigns`, asJson({ name: 'x', status: 'draft', type: 'outbound' }))).status,
    ).toBe(201)
  })

  test('links and descriptions say what the proxy forwards', async () => {
    const { url } = await start()
    const forwarded = {
      'x-forwarded-proto': 'https, http',
      'x-forwarded-host': 'mock.example.com',
      'x-forwarded-prefix': '/callcamp',
    }
    const base = 'https://mock.example.com/callcamp'
    expect(await told(url, forwarded)).toEqual(['/callcamp/api', base, base, '/callcamp/__mock/'])
    const nonsense = {
      'x-forwarded-proto': 'javascript',
      'x-forwarded-host': 'a b',
      'x-forwarded-prefix': '//evil.example',
    }
    expect(await told(url, nonsense)).toEqual(['/api', url, url, '/__mock/'])
  })

  test('what the proxy forwards opens no doors', async () => {
    const { port } = await start()
    const client = await RawClient.open(port)
    client.send('GET /__mock/health HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost\r\n\r\n')
    expect((await client.answer())?.status).toBe(403)
    client.end()
  })
})

describe('readiness', () => {
  test('is told to everybody, whatever they are called, also without a control API', async () => {
    const { port } = await start({ control: false, auth: { keys: ['k'] } })
    const client = await RawClient.open(port)
    client.send('GET /__mock/ready HTTP/1.1\r\nHost: 10.1.2.3:3000\r\n\r\n')
    expect(await client.answer()).toMatchObject({ status: 200, body: '{"ready":true}' })
    client.end()
  })

  test('ends when the server begins to stop', async () => {
    const { port, close } = await start({ latency: 60_000 })
    const [waiting, asking] = [await RawClient.open(port), await RawClient.open(port)]
    asking.send(get('/__mock/ready').slice(0, -1))
    waiting.send(get('/api/campaigns'))
    await expect.poll(async () => (await fetch(`http://127.0.0.1:${port}/__mock/ready`)).status).toBe(200)
    const closed = close()
    asking.send('\n')
    expect((await asking.answer())?.status).toBe(503)
    await closed
  })
})

test('metrics count requests by operation and status, and tell what is there', async () => {
  const { url, mock } = await start({ scenario: 'empty' })
  await fetch(`${url}/api/campaigns`)
  await fetch(`${url}/~mine/api/campaigns`)
  await fetch(`${url}/api/records/none`)
  await fetch(`${url}/api/nothing`)
  mock.faults.add({ operation: 'records.list', status: 503, times: 1 })
  await fetch(`${url}/api/records`)
  mock.faults.add({ operation: 'records.list', networkError: true, times: 1 })
  await expect(fetch(`${url}/api/records`)).rejects.toThrow('fetch failed')
  const response = await fetch(`${url}/__mock/metrics`)
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const lines = (await response.text()).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      '# TYPE callcamp_mock_requests_total counter',
      'callcamp_mock_requests_total{operation="campaigns.list",status="200"} 2',
      'callcamp_mock_requests_total{operation="records.get",status="404"} 1',
      'callcamp_mock_requests_total{operation="none",status="404"} 1',
      'callcamp_mock_requests_total{operation="records.list",status="503"} 1',
      'callcamp_mock_requests_total{operation="records.list",status="none"} 1',
      'callcamp_mock_request_duration_seconds_bucket{operation="campaigns.list",le="+Inf"} 2',
      'callcamp_mock_request_duration_seconds_count{operation="campaigns.list"} 2',
      'callcamp_mock_sandboxes 1',
      'callcamp_mock_faults_struck 2',
      'callcamp_mock_events_total 6',
      'callcamp_mock_memory_limit_bytes 226492416',
    ]),
  )
  expect(
    lines.every((line) => line === '' || /^(?:# (?:HELP|TYPE) |callcamp_mock_\w+(?:{.+})? [\d.e+-]+$)/.test(line)),
  ).toBe(true)
})

test('health tells how the server was started, and no key', async () => {
  const { url } = await start({ auth: { keys: ['secret'] }, strict: true, allowHosts: ['mock.internal'] })
  const { body } = await read(await fetch(`${url}/__mock/health`))
  expect(body).toMatchObject({
    settings: {
      auth: true,
      strict: true,
      allowHosts: ['mock.internal'],
      sandboxes: { most: 1_000, idle: 1_800_000 },
      memory: 536_870_912,
    },
  })
  expect(JSON.stringify(body)).not.toContain('secret')
})

test('the journal of a server has the wall-clock time of each request, though its clock stands still', async () => {
  const { url, mock } = await start()
  const before = new Date().toISOString()
  await fetch(`${url}/api/campaigns`)
  const receivedAt = mock.requests.last()?.receivedAt ?? ''
  expect(receivedAt >= before && receivedAt <= new Date().toISOString()).toBe(true)
  await mock.fetch('/api/campaigns')
  expect(mock.requests.last()).not.toHaveProperty('receivedAt')
})

test('the list of sandboxes has what each holds', async () => {
  const { url } = await start({ scenario: 'empty' })
  await fetch(`${url}/~mine/api/campaigns`, asJson({ name: 'x', status: 'draft', type: 'outbound' }))
  await fetch(`${url}/~mine/__mock/faults`, asJson({ status: 503 }))
  expect((await read(await fetch(`${url}/__mock/sandboxes`))).body).toMatchObject({
    sandboxes: [{ name: 'mine', counts: { campaign: 1 }, requests: 1, faults: 1 }],
  })
})
