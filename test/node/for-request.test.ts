import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { setupMockServer, setupSandboxForwarding } from 'callcamp-mock/node'
import { describe, expect, onTestFinished, test } from 'vitest'
import { start } from '../server/serving.ts'

/** A server of one's own that asks the API while it answers: each request is answered from the sandbox that it names. */

const api = 'http://callcamp.ai/api/campaigns'

/** What an app renders: the names of the campaigns, asked for in two steps. */
async function render(): Promise<string> {
  await pause(1)
  const { campaigns } = (await (await fetch(api)).json()) as { campaigns: { uuid: string }[] }
  const rows = await Promise.all(campaigns.map(async ({ uuid }) => (await fetch(`${api}/${uuid}`)).json()))
  return rows.map(({ name }: { name: string }) => name).join(', ')
}

async function serveApp(handle: (request: IncomingMessage, respond: () => Promise<void>) => unknown): Promise<string> {
  const app = createServer((request, response: ServerResponse) => {
    void handle(request, async () => void response.end(await render()))
  })
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    app.closeAllConnections()
    app.close()
  })
  const address = app.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`
}

const names = ['one', 'two', 'three', 'four']
const pages = (app: string) =>
  Promise.all(
    names.flatMap((name) => [
      fetch(app, { headers: { 'x-mock-sandbox': name } }).then((response) => response.text()),
      fetch(app, { headers: { cookie: `theme=dark; mock-sandbox=${name}` } }).then((response) => response.text()),
    ]),
  )

describe('forRequest', () => {
  test('answers what is asked meanwhile by the sandbox of the request, for many at once', async () => {
    const { mock, listen, close, forRequest } = setupMockServer()
    listen()
    onTestFinished(close)
    for (const name of names) mock.sandbox(name).db.campaign.create({ name })
    mock.db.campaign.create({ name: 'of the mock itself' })
    const app = await serveApp((request, respond) => forRequest(request, respond))
    expect(await pages(app)).toEqual(names.flatMap((name) => [name, name]))
    expect(await (await fetch(app)).text()).toBe('of the mock itself')
  })

  test('takes a Request of fetch, and returns what the function returns', async () => {
    const { mock, forRequest } = setupMockServer()
    const request = new Request('http://app.test/', { headers: { 'x-mock-sandbox': 'mine' } })
    expect(forRequest(request, () => mock.info.sandbox)).toBe('mine')
    expect(mock.info.sandbox).toBeNull()
    expect(() => forRequest({} as never, () => 1)).toThrow('forRequest needs a request with headers')
  })
})

describe('setupSandboxForwarding', () => {
  test('leads what is asked meanwhile to the sandbox on the standalone server', async () => {
    const server = await start()
    const { listen, close, forRequest } = setupSandboxForwarding({ server: server.url, baseUrl: 'http://callcamp.ai' })
    listen()
    listen()
    onTestFinished(close)
    for (const name of names) server.mock.sandbox(name).db.campaign.create({ name })
    server.mock.db.campaign.create({ name: 'of the server itself' })
    const app = await serveApp((request, respond) => forRequest(request, respond))
    expect(await pages(app)).toEqual(names.flatMap((name) => [name, name]))
    expect(await (await fetch(app)).text()).toBe('of the server itself')
  })

  test('sends bodies and queries along, and leaves all else alone', async () => {
    const server = await start()
    const { listen, close, forRequest } = setupSandboxForwarding({ server: server.url })
    listen()
    onTestFinished(close)
    const body = JSON.stringify({ name: 'Spring', status: 'draft', type: 'outbound' })
    const headers = { 'content-type': 'application/json' }
    const request = { headers: { 'x-mock-sandbox': 'mine' } }
    const created = await forRequest(request, () =>
      fetch(`${server.url}/api/campaigns`, { method: 'POST', headers, body }),
    )
    expect(created.status).toBe(201)
    const found = await forRequest(request, () => fetch(`${server.url}/api/campaigns?search=spring&limit=1`))
    expect(await found.json()).toMatchObject({ total: 1, limit: 1 })
    expect(server.mock.db.campaign.count()).toBe(0)
    expect((await fetch(`${server.url}/openapi.json`)).status).toBe(200)
  })

  test('is refused beside a mock that listens', () => {
    const { listen, close } = setupMockServer()
    listen()
    onTestFinished(close)
    expect(() => setupSandboxForwarding({ server: 'http://127.0.0.1:3000' }).listen()).toThrow('listens already')
    expect(() => setupSandboxForwarding({ server: 'nowhere' })).toThrow('The address of a mock server must be a URL')
  })
})
