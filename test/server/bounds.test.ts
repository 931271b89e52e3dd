import { describe, expect, test, vi } from 'vitest'
import { RawClient } from './raw.ts'
import { asJson } from '../json-request.ts'
import { read, start } from './serving.ts'
import { internals } from '../../src/engine/internals.ts'

/** What one server may take: of memory, and of what it reads before it knows who asks. */

const mebibyte = 1_048_576

describe('a request is refused before its body has come', () => {
  test.each([
    ['the host is foreign', '/__mock/state', 'Host: evil.example\r\n', 403],
    ['the page is foreign', '/__mock/state', 'Host: localhost\r\nOrigin: https://evil.example\r\n', 403],
    ['there is no such path of the control API', '/__mock/nothing', 'Host: localhost\r\n', 404],
    ['there is no such path', '/nothing', 'Host: localhost\r\n', 404],
    ['there is no such path of the API', '/api/nothing', 'Host: localhost\r\n', 404],
    ['the path takes no such method', '/api/campaigns/x', 'Host: localhost\r\n', 405],
    ['it has no key', '/api/campaigns', 'Host: localhost\r\n', 401],
    ['it has a wrong key', '/api/campaigns', 'Host: localhost\r\nX-API-Key: wrong\r\n', 401],
    ['it has no host', '/api/campaigns', '', 400],
    ['the body is packed', '/api/campaigns', 'Host: localhost\r\nX-API-Key: k\r\nContent-Encoding: gzip\r\n', 415],
    ['it is announced as too large', '/api/campaigns', 'Host: localhost\r\nX-API-Key: k\r\n', 413],
  ])('where %s', async (_why, path, headers, status) => {
    const { port } = await start({ auth: { keys: ['k'] } })
    const client = await RawClient.open(port)
    client.send(`POST ${path} HTTP/1.1\r\n${headers}Content-Length: ${40 * mebibyte}\r\n\r\n{`)
    expect((await client.answer())?.status).toBe(status)
    client.end()
  })

  test('where the control API is switched off', async () => {
    const { port } = await start({ control: false })
    const client = await RawClient.open(port)
    client.send(`PUT /__mock/state HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${40 * mebibyte}\r\n\r\n{`)
    expect((await client.answer())?.status).toBe(404)
    client.end()
  })

  test('and need not be sent at all by a client that asks first', async () => {
    const { port } = await start()
    const client = await RawClient.open(port)
    client.send(
      'POST /__mock/reset HTTP/1.1\r\nHost: evil.example\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n',
    )
    expect(await client.answer()).toMatchObject({ status: 403, headers: { connection: 'close' } })
    await client.closed
  })
})

describe('a server with little memory', () => {
  const memory = 16 * mebibyte
  const large = (length: number) => asJson({ name: 'x'.repeat(length), status: 'draft', type: 'outbound' })

  test('keeps fewer requests where their bodies are huge', async () => {
    const { url, mock } = await start({ memory })
    for (let count = 0; count < 40; count += 1) await fetch(`${url}/api/campaigns?limit=0`)
    for (let count = 0; count < 30; count += 1)
      expect(
        (await fetch(`${url}/api/campaigns`, { ...large(900_000), body: `{"x":"${'x'.repeat(900_000)}"}` })).status,
      ).toBe(400)
    expect(mock[internals].log.bytes).toBeLessThan(memory)
    expect(mock.requests.last()?.status).toBe(400)
  })

  test('forgets the largest sandboxes, and tells why', async () => {
    const notice = vi.fn<(event: object) => void>()
    const { url, mock } = await start({ memory, notice, scenario: 'empty' })
    await fetch(`${url}/~small/api/campaigns`, large(10))
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      for (let count = 0; count < 2; count += 1)
        expect((await fetch(`${url}/~${name}/api/campaigns`, large(900_000))).status).toBe(201)
    expect(mock.sandboxes.has('small')).toBe(true)
    expect(mock.sandboxes.size).toBeLessThan(6)
    expect(notice).toHaveBeenCalledWith({
      type: 'sandbox.forgotten',
      at: expect.any(String),
      sandbox: expect.stringMatching(/^[a-e]$/),
      reason: 'memory',
    })
  })

  test('charges nothing for sandboxes that were dropped', { timeout: 120_000 }, async () => {
    const notice = vi.fn<(event: { reason: string }) => void>()
    const { url } = await start({ memory, notice, scenario: 'empty' })
    await fetch(`${url}/~small/api/campaigns`, large(10))
    for (let count = 0; count < 20; count += 1) {
      expect((await fetch(`${url}/~large/api/campaigns`, large(900_000))).status).toBe(201)
      await fetch(`${url}/__mock/sandboxes/large`, { method: 'DELETE' })
    }
    expect(await read(await fetch(`${url}/~small/api/campaigns`))).toMatchObject({ body: { total: 1 } })
    expect(notice.mock.calls.map(([{ reason }]) => reason)).not.toContain('memory')
  })

  test('refuses what adds to rows that can not go, until there is room again', async () => {
    const { url, mock } = await start({ memory, scenario: 'empty' })
    const statuses: number[] = []
    for (let count = 0; count < 12; count += 1)
      statuses.push((await fetch(`${url}/api/campaigns`, large(900_000))).status)
    expect(new Set(statuses)).toEqual(new Set([201, 507]))
    expect(await read(await fetch(`${url}/__mock/db/campaign`, asJson({ name: 'x' })))).toMatchObject({
      status: 507,
      body: { message: expect.stringContaining('--memory') },
    })
    expect((await fetch(`${url}/api/campaigns`)).status).toBe(200)
    expect((await fetch(`${url}/__mock/reset`, { method: 'POST' })).status).toBe(200)
    expect(mock.db.campaign.count()).toBe(0)
    expect((await fetch(`${url}/api/campaigns`, large(900_000))).status).toBe(201)
  })

  test('goes on though the same rows are written over and over', { timeout: 120_000 }, async () => {
    const { url, mock } = await start({ memory, scenario: 'empty' })
    const { uuid } = mock.db.campaign.create({ name: 'x' })
    for (let count = 0; count < 30; count += 1)
      expect((await fetch(`${url}/api/campaigns/${uuid}`, { ...large(900_000), method: 'PATCH' })).status).toBe(200)
  })

  test('reads no more bodies at the same time than it has room for, but always small ones', async () => {
    const { url, port } = await start({ memory })
    const clients = await Promise.all(Array.from({ length: 4 }, () => RawClient.open(port)))
    for (const client of clients) {
      client.send(
        `POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${mebibyte}\r\n\r\n${'x'.repeat(mebibyte - 1)}`,
      )
    }
    await expect.poll(() => clients.some((client) => client.rest.includes('429 Too Many Requests'))).toBe(true)
    expect((await fetch(`${url}/api/campaigns`, large(10))).status).toBe(201)
    for (const client of clients) client.end()
    await expect.poll(async () => (await fetch(`${url}/api/campaigns`, large(900_000))).status).toBe(201)
  })
})

test('a mock has at most 1,000 faults', async () => {
  const { url, mock } = await start()
  for (let count = 0; count < 1_000; count += 1) mock.faults.add({ status: 503 })
  expect(await read(await fetch(`${url}/__mock/faults`, asJson({ status: 503 })))).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'fault', message: 'is one too many: there are 1000 faults; take some away first' }] },
  })
})
