import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { get, RawClient } from './raw.ts'
import { read, start } from './serving.ts'
import { asJson } from '../json-request.ts'

interface Told {
  readonly id: string | undefined
  readonly event: string
  readonly data: {
    readonly type: string
    readonly at: string
    readonly sandbox?: string | null
    readonly request?: { readonly operation: string }
  }
}

/** Reads a stream of events as a browser would. */
async function watch(url: string, headers: Record<string, string> = {}) {
  const leave = new AbortController()
  onTestFinished(() => leave.abort())
  const response = await fetch(url, { headers, signal: leave.signal })
  const told: Told[] = []
  let ended = false
  const reading = (async () => {
    let text = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const fields = new Map(
          block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        )
        const [id, event, data] = [fields.get('id'), fields.get('event'), fields.get('data')]
        if (event && data) told.push({ id, event, data: JSON.parse(data) })
      }
    }
  })().finally(() => {
    ended = true
  })
  reading.catch(() => {})
  const events = () => told.filter(({ event }) => event !== 'clock')
  return { response, told, events, leave: () => leave.abort(), ended: () => ended }
}

describe('events', () => {
  test('are streamed as they happen', async () => {
    const { url } = await start({ scenario: 'empty' })
    const { response, events } = await watch(`${url}/__mock/events`)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    await fetch(`${url}/api/campaigns`, asJson({ name: 'x', status: 'draft', type: 'outbound' }))
    await fetch(`${url}/__mock/reset`, { method: 'POST' })
    await expect.poll(() => events().map(({ event }) => event)).toEqual(['request', 'campaign.status', 'reset'])
    expect(events()[0]?.data).toMatchObject({ type: 'request', request: { operation: 'campaigns.create' } })
    const [epoch = ''] = events()[0]?.id?.split('-') ?? []
    expect(epoch).toMatch(/^[\da-z]+\.\d+$/)
    expect(events().map(({ id }) => id)).toEqual([1, 2, 3].map((number) => `${epoch}-${number}`))
  })

  test('are picked by type', async () => {
    const { url } = await start()
    const { told } = await watch(`${url}/__mock/events?types=reset`)
    await fetch(`${url}/api/campaigns`)
    await fetch(`${url}/__mock/reset`, { method: 'POST' })
    await expect.poll(() => told.map(({ event }) => event)).toEqual(['reset'])
    expect(await read(await fetch(`${url}/__mock/events?types=reste`))).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'types' }] },
    })
  })

  test('that were missed come first when somebody returns', async () => {
    const { url } = await start()
    const first = await watch(`${url}/__mock/events`)
    await fetch(`${url}/api/campaigns`)
    await expect.poll(first.events).toHaveLength(1)
    first.leave()
    await fetch(`${url}/api/records`)
    const second = await watch(`${url}/__mock/events`, { 'last-event-id': String(first.events()[0]?.id) })
    await fetch(`${url}/api/records/none`)
    await expect
      .poll(() => second.events().map(({ data }) => data.request?.operation))
      .toEqual(['records.list', 'records.get'])
  })

  test.each(['900', 'none', '-1', '9'.repeat(30)])(
    'that came after %s, which is no id there was, are told as a gap and what is kept',
    async (id) => {
      const { url } = await start()
      const first = await watch(`${url}/__mock/events`)
      await fetch(`${url}/api/campaigns`)
      await expect.poll(first.events).toHaveLength(1)
      const { events } = await watch(`${url}/__mock/events`, { 'last-event-id': id })
      await expect.poll(() => events().map(({ event }) => event)).toEqual(['gap', 'request'])
    },
  )

  test('of a sandbox are its own', async () => {
    const { url } = await start()
    const [mine, root] = [await watch(`${url}/~mine/__mock/events`), await watch(`${url}/__mock/events`)]
    await fetch(`${url}/~mine/api/campaigns`)
    await fetch(`${url}/api/records`)
    await expect
      .poll(() => mine.events().map(({ data }) => data))
      .toMatchObject([{ sandbox: 'mine', request: { operation: 'campaigns.list' } }])
    await expect
      .poll(() => root.events().map(({ data }) => data))
      .toMatchObject([{ sandbox: null, request: { operation: 'records.list' } }])
  })

  test('that happened before anyone watched are told to who has seen nothing', async () => {
    const { url } = await start({ scenario: 'empty' })
    await fetch(`${url}/~mine/api/campaigns`, asJson({ name: 'x', status: 'draft', type: 'outbound' }))
    const { events } = await watch(`${url}/~mine/__mock/events`, { 'last-event-id': '0' })
    await expect.poll(() => events().map(({ event }) => event)).toEqual(['request', 'campaign.status'])
  })

  test('of a sandbox end with a word on that when it is forgotten', async () => {
    const { url } = await start()
    const { events, ended } = await watch(`${url}/~mine/__mock/events?types=reset`)
    await fetch(`${url}/__mock/sandboxes/mine`, { method: 'DELETE' })
    await expect.poll(ended).toBe(true)
    expect(events().map(({ data }) => data)).toMatchObject([
      { type: 'sandbox.forgotten', sandbox: 'mine', reason: 'dropped' },
    ])
  })

  test('of a sandbox that was made anew begin with a gap for who knew the old one', async () => {
    const { url } = await start()
    const first = await watch(`${url}/~mine/__mock/events`)
    for (let count = 0; count < 3; count += 1) await fetch(`${url}/~mine/api/campaigns`)
    await expect.poll(first.events).toHaveLength(3)
    await fetch(`${url}/__mock/sandboxes/mine`, { method: 'DELETE' })
    await expect.poll(first.ended).toBe(true)
    for (let count = 0; count < 3; count += 1) await fetch(`${url}/~mine/api/records`)
    const second = await watch(`${url}/~mine/__mock/events`, { 'last-event-id': first.events()[1]?.id ?? '' })
    await expect
      .poll(() => second.events().map(({ event, data }) => data.request?.operation ?? event))
      .toEqual(['gap', 'records.list', 'records.list', 'records.list'])
  })

  test('of all sandboxes come in one stream, and also tell which of them are forgotten', async () => {
    const { url } = await start()
    const { events } = await watch(`${url}/__mock/events?sandbox=*`)
    await fetch(`${url}/~one/api/campaigns`)
    await fetch(`${url}/~two/api/campaigns`)
    await fetch(`${url}/api/campaigns`)
    await fetch(`${url}/__mock/sandboxes/one`, { method: 'DELETE' })
    await expect
      .poll(() => events().map(({ event, data }) => [event, data.sandbox]))
      .toEqual([
        ['request', 'one'],
        ['request', 'two'],
        ['request', null],
        ['sandbox.forgotten', 'one'],
      ])
    expect(await read(await fetch(`${url}/__mock/events?sandbox=one`))).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'sandbox' }] },
    })
  })

  test('end when the server stops', async () => {
    const { url, close } = await start()
    const { ended } = await watch(`${url}/__mock/events`)
    await close()
    await expect.poll(ended).toBe(true)
  })
})

describe('time', () => {
  test('ticks by itself, tells so, and calls are made while nobody asks', async () => {
    const { url, mock } = await start({ scenario: 'demo', clock: 'ticking', speed: 3_600 })
    const { told } = await watch(`${url}/__mock/events?types=clock,call.started`)
    await expect.poll(() => told.filter(({ event }) => event === 'clock').length, { timeout: 5_000 }).toBeGreaterThan(2)
    await expect
      .poll(() => told.filter(({ event }) => event === 'call.started').length, { timeout: 5_000 })
      .toBeGreaterThan(0)
    expect(mock.requests.count()).toBe(0)
  })

  test('ticks in sandboxes too', async () => {
    const { url, mock } = await start({ clock: 'ticking', speed: 1_000 })
    await fetch(`${url}/~mine/api/campaigns`)
    const before = mock.sandbox('mine').clock.ms()
    const { told } = await watch(`${url}/~mine/__mock/events?types=clock`)
    await expect.poll(() => told.length).toBeGreaterThan(1)
    expect(Date.parse(told.at(-1)?.data.at ?? '')).toBeGreaterThan(before)
  })

  test('that stands is told once, and again when it is moved', async () => {
    const { url } = await start()
    const { told } = await watch(`${url}/__mock/events?types=clock`)
    await expect.poll(() => told).toHaveLength(1)
    await fetch(`${url}/__mock/clock`, asJson({ advance: '1h' }))
    await expect.poll(() => told).toHaveLength(2)
    expect(Date.parse(told[1]?.data.at ?? '') - Date.parse(told[0]?.data.at ?? '')).toBe(3_600_000)
  })
})

test('a client that asks for the head of the events is told what they would be', async () => {
  const { url } = await start()
  const response = await fetch(`${url}/__mock/events`, { method: 'HEAD' })
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
    200,
    'text/event-stream',
    '',
  ])
})

test('one of two who watch may leave without the other missing anything', async () => {
  const { url } = await start()
  const [one, two] = [await watch(`${url}/__mock/events?types=reset`), await watch(`${url}/__mock/events?types=reset`)]
  one.leave()
  await expect.poll(one.ended).toBe(true)
  await fetch(`${url}/__mock/reset`, { method: 'POST' })
  await expect.poll(() => two.events().length).toBe(1)
})

test('a stream is noted in the log with the status that it began with', async () => {
  const lines: { path: string; status: number | null }[] = []
  const { url } = await start({ log: ({ path, status }) => lines.push({ path, status }) })
  await watch(`${url}/__mock/events`)
  expect(lines).toEqual([{ path: '/__mock/events', status: 200 }])
})

test('a log that throws is told of on the console, and harms no answer', async () => {
  const error = vi.spyOn(console, 'error').mockReturnValue()
  const failure = new Error('the disk is full')
  const { url } = await start({
    log: () => {
      throw failure
    },
  })
  expect((await fetch(`${url}/api/campaigns`)).status).toBe(200)
  expect(error.mock.calls.flat()).toContain(failure)
  error.mockRestore()
})

test('who reads very much late reads all of it that is kept', async () => {
  const { port, mock } = await start()
  const client = await RawClient.open(port)
  client.send(get('/__mock/events?types=request'))
  await expect.poll(() => client.rest).toContain('retry: 1000')
  client.socket.pause()
  const body = JSON.stringify({ name: 'x'.repeat(500_000), status: 'draft', type: 'outbound' })
  for (let count = 0; count < 60; count += 1) await mock.fetch('/api/campaigns', asJson(body))
  client.socket.resume()
  await expect.poll(() => client.rest.match(/event: \w+/g)?.length, { timeout: 10_000 }).toBeGreaterThan(30)
  expect(client.rest).toContain('event: gap')
  client.end()
})
