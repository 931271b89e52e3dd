import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { read, start } from './serving.ts'
import { asJson } from '../json-request.ts'

/** What goes for want of room is told on the console. */
function silence(): void {
  const told = vi.spyOn(console, 'error').mockReturnValue()
  onTestFinished(() => told.mockRestore())
}

const named = (name: string) => ({ headers: { 'x-mock-sandbox': name } })

describe('a sandbox', () => {
  test('has data of its own, by header and by path', async () => {
    const { url, mock } = await start({ scenario: 'empty' })
    await fetch(`${url}/~one/__mock/db/assistant`, asJson({ name: 'Ada' }))
    const count = async (path: string, init?: RequestInit) =>
      ((await (await fetch(url + path, init)).json()) as { counts: { assistant: number } }).counts.assistant
    expect(await count('/~one/__mock/health')).toBe(1)
    expect(await count('/__mock/health', named('one'))).toBe(1)
    expect(await count('/__mock/health', named('two'))).toBe(0)
    expect(await count('/__mock/health')).toBe(0)
    expect([...mock.sandboxes.keys()].toSorted()).toEqual(['one', 'two'])
  })

  test('has a journal, faults and time of its own', async () => {
    const { url, mock } = await start({ scenario: 'demo' })
    await fetch(`${url}/~a/__mock/faults`, asJson({ status: 503 }))
    await fetch(`${url}/~a/__mock/clock`, asJson({ advance: '1d' }))
    expect((await fetch(`${url}/~a/api/campaigns`)).status).toBe(503)
    expect((await fetch(`${url}/api/campaigns`)).status).toBe(200)
    expect(mock.requests.all()).toHaveLength(1)
    expect(mock.sandbox('a').requests.last()).toMatchObject({
      sandbox: 'a',
      url: `${url}/~a/api/campaigns`,
      status: 503,
    })
    expect(mock.sandbox('a').clock.ms() - mock.clock.ms()).toBe(86_400_000)
  })

  test.each(['a b', 'ä', '..%2f', 'x'.repeat(101), 'a;b', ''])('has a plain name: not %j', async (name) => {
    const { url, mock } = await start()
    expect(await read(await fetch(`${url}/~${encodeURIComponent(name)}/api/campaigns`))).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'sandbox' }] },
    })
    expect(mock.sandboxes.size).toBe(0)
  })

  test('is not made by what asks nothing of it', async () => {
    const { url, mock } = await start()
    await fetch(`${url}/~a/favicon.ico`)
    await fetch(`${url}/~b/openapi.json`)
    await fetch(`${url}/~c/api/campaigns`, { method: 'OPTIONS', headers: { 'access-control-request-method': 'GET' } })
    expect(mock.sandboxes.size).toBe(0)
  })

  test('is forgotten on demand, and begins anew', async () => {
    const { url, mock } = await start({ scenario: 'empty' })
    await fetch(`${url}/~a/__mock/db/assistant`, asJson({ name: 'Ada' }))
    expect((await fetch(`${url}/__mock/sandboxes/a`, { method: 'DELETE' })).status).toBe(204)
    expect((await fetch(`${url}/__mock/sandboxes/a`, { method: 'DELETE' })).status).toBe(404)
    await fetch(`${url}/~a/api/campaigns`)
    expect(mock.sandbox('a').db.assistant.count()).toBe(0)
  })

  test('makes room for a new one when it was not used for longest', async () => {
    silence()
    const { url, mock } = await start({ sandboxes: { most: 2 } })
    for (const name of ['a', 'b', 'a', 'c']) await fetch(`${url}/~${name}/api/campaigns`)
    expect([...mock.sandboxes.keys()].toSorted()).toEqual(['a', 'c'])
  })

  test('makes room also while somebody watches it', async () => {
    silence()
    const { url, mock } = await start({ sandboxes: { most: 1 } })
    const watched = await fetch(`${url}/~a/__mock/events`)
    expect((await fetch(`${url}/~b/api/campaigns`)).status).toBe(200)
    expect([...mock.sandboxes.keys()]).toEqual(['b'])
    expect(await watched.text()).toContain('"sandbox":"a","reason":"sandboxes"')
  })

  test('is not kept by who watched it, used it and went', async () => {
    silence()
    const { url, mock } = await start({ sandboxes: { most: 1 } })
    for (const name of ['a', 'b', 'c']) {
      const leave = new AbortController()
      await fetch(`${url}/~${name}/__mock/events`, { signal: leave.signal })
      expect((await fetch(`${url}/~${name}/api/campaigns`)).status).toBe(200)
      leave.abort()
    }
    expect([...mock.sandboxes.keys()]).toEqual(['c'])
  })
})

test('two hundred sandboxes in parallel never see the rows of another', async () => {
  const { url } = await start({ scenario: 'empty' })
  const names = Array.from({ length: 200 }, (_, index) => `worker-${index}`)
  const seen = await Promise.all(
    names.map(async (name, index) => {
      const base = index % 2 === 0 ? `${url}/~${name}` : url
      const headers: Record<string, string> = index % 2 === 0 ? {} : { 'x-mock-sandbox': name }
      for (let count = 0; count <= index % 3; count += 1) {
        const { body, method } = asJson({ name: `${name}/${count}`, status: 'draft', type: 'outbound' })
        const created = await fetch(`${base}/api/campaigns`, {
          body: body ?? null,
          method: method ?? 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
        })
        expect(created.status).toBe(201)
      }
      const list = (await (await fetch(`${base}/api/campaigns`, { headers })).json()) as {
        campaigns: { name: string }[]
      }
      return list.campaigns.map((campaign) => campaign.name).toReversed()
    }),
  )
  expect(seen).toEqual(
    names.map((name, index) => Array.from({ length: (index % 3) + 1 }, (_, count) => `${name}/${count}`)),
  )
})
