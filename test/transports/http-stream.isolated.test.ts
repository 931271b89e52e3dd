import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { Backlog, EventStream, SharedChunk } from '../../src/transports/http-stream.ts'
import type * as timers from '../../src/transports/timers.ts'
import { get, RawClient } from '../server/raw.ts'

/** Timers that go off by hand. */
const set = vi.hoisted(() => ({ heartbeats: new Set<() => void>(), waits: new Set<() => void>() }))
vi.mock('../../src/transports/timers.ts', async (original) => ({
  ...(await original<typeof timers>()),
  every(_ms: number, then: () => void) {
    set.heartbeats.add(then)
    return () => set.heartbeats.delete(then)
  },
  wait(_ms: number, then: () => void) {
    set.waits.add(then)
    return () => set.waits.delete(then)
  },
}))

const beat = () => {
  for (const heartbeat of set.heartbeats) heartbeat()
}

beforeEach(() => {
  set.heartbeats.clear()
  set.waits.clear()
})

/** A stream to a client that reads nothing beyond its beginning, unless it is told to. */
async function openStream() {
  const backlog = new Backlog()
  const errors: unknown[] = []
  const stopped = vi.fn<() => void>()
  const opened: { stream: EventStream; response: ServerResponse }[] = []
  const server = createServer((_request, response) => {
    response.on('error', (error) => errors.push(error))
    opened.push({ stream: new EventStream(response, () => stopped), response })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => void server.close())
  const client = await RawClient.open((server.address() as AddressInfo).port)
  onTestFinished(() => client.end())
  client.send(get('/', 'Connection: close\r\n'))
  await expect.poll(() => client.rest).toContain('retry')
  const [{ stream, response }] = opened as [(typeof opened)[number]]
  client.socket.pause()
  const chunk = (text: string) => new SharedChunk(text, backlog, () => {})
  return { backlog, errors, stopped, client, stream, response, chunk }
}

const huge = 'x'.repeat(8_000_000)

test('a stream that ended writes no more, though its client has not read the rest', async () => {
  const { errors, stopped, stream, chunk, client } = await openStream()
  stream.send(chunk(huge))
  expect(stream.hasRoom).toBe(false)
  stream.end()
  expect(stopped).toHaveBeenCalledOnce()
  beat()
  stream.send(chunk('late'))
  client.socket.resume()
  await client.closed
  expect(client.rest.includes('late')).toBe(false)
  expect(client.rest.length).toBeGreaterThan(huge.length)
  expect(errors).toEqual([])
  expect(set.heartbeats.size).toBe(0)
})

test('a stream whose client never reads the rest is cut off in the end', async () => {
  const { stream, chunk, response, backlog } = await openStream()
  stream.send(chunk(huge))
  stream.end()
  for (const giveUp of set.waits) giveUp()
  expect(response.destroyed).toBe(true)
  await expect.poll(() => backlog.bytes).toBe(0)
})

test('a stream whose client has gone without a word is cut off after some heartbeats', async () => {
  const { stream, chunk, response, stopped } = await openStream()
  stream.send(chunk(huge))
  for (let count = 0; count < 4; count += 1) beat()
  expect(response.destroyed).toBe(false)
  beat()
  expect(response.destroyed).toBe(true)
  expect(stopped).toHaveBeenCalledOnce()
})

test('bytes that several streams send count once, until the last of them has sent them', async () => {
  const one = await openStream()
  const two = await openStream()
  const freed = vi.fn<() => void>()
  const shared = new SharedChunk(huge, one.backlog, freed)
  one.stream.send(shared)
  two.stream.send(shared)
  expect(one.backlog.bytes).toBe(huge.length)
  one.client.socket.resume()
  await expect.poll(() => one.stream.pendingBytes).toBe(0)
  expect(one.backlog.bytes).toBe(huge.length)
  two.stream.cut()
  await expect.poll(() => one.backlog.bytes).toBe(0)
  expect(freed).toHaveBeenCalledOnce()
})

test('a stream tells when its client has caught up', async () => {
  const { stream, chunk, client } = await openStream()
  const drained = vi.fn<() => void>()
  stream.onDrain(drained)
  stream.send(chunk(huge))
  client.socket.resume()
  await expect.poll(() => drained.mock.calls.length).toBe(1)
  expect(stream.hasRoom).toBe(true)
})
