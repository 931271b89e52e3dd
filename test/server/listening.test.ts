import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { serve } from '../../src/server.ts'
import { cert, key } from './certificate.ts'
import { start } from './serving.ts'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'callcamp-mock-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const ask = (request: typeof httpRequest | typeof httpsRequest, options: RequestOptions) =>
  new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    request(options, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode, body }))
    })
      .on('error', reject)
      .end()
  })

describe('https', () => {
  test('is spoken with a certificate and its key', async () => {
    const { url, port } = await start({ tls: { cert, key } })
    expect(url).toBe(`https://127.0.0.1:${port}`)
    const options = { host: '127.0.0.1', port, ca: cert }
    expect(await ask(httpsRequest, { ...options, path: '/api/campaigns' })).toMatchObject({ status: 200 })
    const { body } = await ask(httpsRequest, { ...options, path: '/openapi.json' })
    expect(JSON.parse(body)).toMatchObject({ servers: [{ url }] })
  })

  test('goes on after a client that speaks plain text', async () => {
    const { port } = await start({ tls: { cert, key } })
    await expect(fetch(`http://127.0.0.1:${port}/api/campaigns`)).rejects.toThrow('fetch failed')
    const options = { host: '127.0.0.1', port, ca: cert, path: '/api/campaigns' }
    expect(await ask(httpsRequest, options)).toMatchObject({ status: 200 })
  })

  test('is not begun with a certificate that is none', async () => {
    await expect(serve({ port: 0, tls: { cert: 'x', key: 'y' } })).rejects.toThrow(/PEM/)
  })
})

describe.skipIf(platform() === 'win32')('a unix socket', () => {
  const health = (socketPath: string, headers = {}) => ask(httpRequest, { socketPath, path: '/__mock/health', headers })

  test('is listened at instead of a port, also by the control API', async () => {
    const socket = join(folder(), 'mock.sock')
    const { port, url } = await start({ socket })
    expect([port, url]).toEqual([0, 'http://localhost'])
    expect(await health(socket)).toMatchObject({ status: 200 })
    expect(await health(socket, { host: 'evil.example' })).toMatchObject({ status: 403 })
  })

  test('is gone when the server is, and taken over from one that died', async () => {
    const socket = join(folder(), 'mock.sock')
    const first = await serve({ socket })
    await expect(serve({ socket })).rejects.toMatchObject({ code: 'EADDRINUSE' })
    expect(await health(socket)).toMatchObject({ status: 200 })
    await first.close()
    expect(existsSync(socket)).toBe(false)
  })

  test('is not taken where another file is', async () => {
    const socket = join(folder(), 'mock.sock')
    writeFileSync(socket, 'precious')
    await expect(serve({ socket })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      message: `The path ${socket} is taken by another server or file: choose another socket`,
    })
    expect(existsSync(socket)).toBe(true)
  })
})

describe('saved sandboxes', () => {
  const create = (url: string) =>
    fetch(`${url}/api/campaigns`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"name":"Kept","status":"draft","type":"outbound"}',
    })
  const total = async (url: string) => ((await (await fetch(`${url}/api/campaigns`)).json()) as { total: number }).total

  test('are picked up by the next server that is asked for them, and only once', async () => {
    const sandboxes = folder()
    const options = { save: { sandboxes }, scenario: 'empty' } as const
    const first = await start(options)
    await create(`${first.url}/~mine`)
    await create(`${first.url}/~gone`)
    await fetch(`${first.url}/__mock/sandboxes/gone`, { method: 'DELETE' })
    await first.close()
    const [second, third] = [await start(options), await start(options)]
    expect([await total(`${second.url}/~mine`), await total(`${third.url}/~mine`)]).toEqual([1, 0])
    expect([await total(`${second.url}/~gone`), await total(second.url)]).toEqual([0, 0])
  })

  test('that can not be read are told of, and begin anew', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue()
    onTestFinished(() => told.mockRestore())
    const sandboxes = folder()
    writeFileSync(join(sandboxes, 'mine.json'), '{')
    const { url } = await start({ save: { sandboxes }, scenario: 'empty' })
    expect(await total(`${url}/~mine`)).toBe(0)
    expect(told.mock.calls.flat().join(' ')).toContain("The saved state of the sandbox mine can't be used")
  })
})
