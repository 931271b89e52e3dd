import { describe, expect, test } from 'vitest'
import { serve } from '../../src/server.ts'
import { get, post, RawClient } from './raw.ts'
import { start } from './serving.ts'

describe('a server that stops', () => {
  test('answers what is being asked, and then hangs up', async () => {
    const { port, close } = await start()
    const client = await RawClient.open(port)
    const body = '{"name":"x","status":"draft","type":"outbound"}'
    const request = post('/api/campaigns', body)
    client.send(request.slice(0, -10))
    await expect.poll(async () => (await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200)
    const closed = close()
    client.send(request.slice(-10))
    expect(await client.answer()).toMatchObject({ status: 201, headers: { connection: 'close' } })
    await closed
    await client.closed
  })

  test('does not make anybody wait for an answer that was to be late', async () => {
    const { port, close } = await start({ latency: 60_000 })
    const client = await RawClient.open(port)
    client.send(get('/api/campaigns'))
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
    const closed = close()
    expect(await client.answer()).toMatchObject({ status: 200, headers: { connection: 'close' } })
    await closed
  })

  test('does not make anybody wait for an answer that was asked for when it had begun to stop', async () => {
    const { port, close, mock } = await start({ latency: 60_000 })
    mock.faults.add({ operation: 'records.list', timeout: true })
    const [late, silent] = await Promise.all([RawClient.open(port), RawClient.open(port)])
    const request = post('/api/campaigns', '{"name":"x","status":"draft","type":"outbound"}')
    late.send(request.slice(0, -1))
    silent.send(get('/api/records').slice(0, -1))
    await expect.poll(async () => (await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200)
    const closed = close()
    late.send(request.slice(-1))
    silent.send('\n')
    expect(await late.answer()).toMatchObject({ status: 201, headers: { connection: 'close' } })
    expect(await silent.answer()).toBeNull()
    await closed
  })

  test('hangs up on who idles, half-asks, or waits for ever', async () => {
    const { port, close, mock } = await start()
    mock.faults.add({ timeout: true, operation: 'records.list' })
    const [idle, half, silent, waiting] = await Promise.all([1, 2, 3, 4].map(() => RawClient.open(port)))
    idle!.send(get('/api/campaigns'))
    await idle!.answer()
    half!.send('GET /api/camp')
    waiting!.send(get('/api/records'))
    await expect.poll(() => mock.requests.count({ operation: 'records.list' })).toBe(1)
    await close()
    await Promise.all([idle!.closed, half!.closed, silent!.closed, waiting!.closed])
  })

  test('frees its port, and may be stopped twice', async () => {
    const first = await start()
    await Promise.all([first.close(), first.close()])
    const second = await start({ port: first.port })
    expect(second.port).toBe(first.port)
  })
})

describe('a server that can not start', () => {
  test.each<[options: unknown, message: string | RegExp]>([
    [null, 'serve: options must be an object; received null'],
    [5, 'serve: options must be an object; received 5'],
    [
      { foo: 1 },
      'serve: foo is not an option; the options are port, host, baseUrl, socket, tls, save, control, allowHosts, memory, sandboxes, timeouts, notice, log, edition, scenario, seed, now, clock, speed, latency, auth, rateLimit, strict, references, simulator, formatError, journal, history',
    ],
    [{ prot: 3000 }, /^serve: prot is not an option; did you mean port\? The options are port, host,/],
    [{ port: -1, seed: 'a' }, 'serve: port must be at least 0; received -1; seed must be a number; received "a"'],
    [{ now: 'soon' }, /^serve: now: Not a moment between 1970 and 9999: "soon"/],
    [
      { baseUrl: 'mock.example.com' },
      'serve: baseUrl must be an address such as https://mock.example.com/callcamp, or a path such as /callcamp; received "mock.example.com"',
    ],
    [{ allowHosts: ['a:1'] }, /^serve: allowHosts\[0\] must be a name without a port/],
  ])('says what is wrong with the options %j', async (options, message) => {
    await expect(serve(options as object)).rejects.toThrow(
      typeof message === 'string' ? new TypeError(message) : message,
    )
  })

  test('says that the port is taken', async () => {
    const { port } = await start()
    await expect(serve({ port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      message: `The port ${port} is taken: choose another port, or port 0 for any that is free`,
    })
  })

  test.each([
    [{ port: 70_000 }, /port/],
    [{ port: 0, timeouts: { request: 0 } }, /timeouts\.request/],
    [{ port: 0, scenario: 'nothing' }, /nothing/],
    [{ port: 0, speed: -1 }, /speed/],
  ])('names the option that is wrong: %j', async (options, message) => {
    await expect(serve(options)).rejects.toThrow(message)
  })
})
