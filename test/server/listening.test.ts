import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' })

  test.each([
    ['a certificate that is none', { cert: 'x', key }, /^serve: tls\.cert must be a certificate in PEM; /],
    ['a key that is none', { cert, key: 'y' }, /^serve: tls\.key must be a private key in PEM, /],
    ['the key of another', { cert, key: String(other) }, /^serve: tls\.key must be the key of the certificate; /],
  ])('is not begun with %s', async (_what, tls, message) => {
    await expect(serve({ port: 0, tls })).rejects.toThrow(message)
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

test.skipIf(platform() === 'win32')('a unix socket whose path the system would cut is refused', async () => {
  const dir = folder()
  const longest = join(dir, 'x'.repeat((platform() === 'linux' ? 107 : 103) - dir.length - 1))
  const { socket } = (await start({ socket: longest })).settings
  expect(existsSync(socket ?? '')).toBe(true)
  await expect(serve({ socket: `${longest}y` })).rejects.toThrow(
    /^serve: socket must be a path of at most 10[37] bytes/,
  )
})

describe('the saved state', () => {
  const places = (save: object) => serve({ port: 0, save })

  test('is not kept where nothing can be written', async () => {
    const dir = folder()
    const file = join(dir, 'file')
    writeFileSync(file, '')
    await expect(places({ file: '/dev/null' })).rejects.toThrow(/^serve: save\.file must be .* it is no regular file$/)
    await expect(places({ file: dir })).rejects.toThrow('it is a folder')
    await expect(places({ file: join(dir, 'none', 'x') })).rejects.toThrow(`there is no folder ${join(dir, 'none')}`)
    await expect(places({ sandboxes: file })).rejects.toThrow(/^serve: save\.sandboxes must be a folder .*EEXIST/)
  })

  test('is written beside the file if another server has written it', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue()
    onTestFinished(() => told.mockRestore())
    const file = join(folder(), 'state.json')
    const options = { save: { file }, scenario: 'empty' } as const
    const [first, second] = [await start(options), await start(options)]
    first.mock.db.assistant.create({ name: 'Ada' })
    first.save()
    first.mock.db.assistant.create({ name: 'Grace' })
    await first.close()
    await second.close()
    const kept = JSON.parse(readFileSync(file, 'utf8'))
    expect(kept.mock.assistants).toMatchObject([{ name: 'Ada' }, { name: 'Grace' }])
    const beside = `${file}.conflict-${process.pid}`
    expect(JSON.parse(readFileSync(beside, 'utf8'))).toMatchObject({ mock: { assistants: [] } })
    expect(told).toHaveBeenCalledExactlyOnceWith(
      'callcamp-mock:',
      expect.stringContaining(`saved in ${beside} instead`),
    )
  })
})

describe('a saved clock', () => {
  test('stands still again, unless the server starts with other options', async () => {
    const file = join(folder(), 'state.json')
    const options = { save: { file }, scenario: 'empty', clock: 'ticking' } as const
    const first = await start(options)
    first.mock.clock.configure({ mode: 'frozen', speed: 60 })
    first.mock.sandbox('mine')
    await first.close()
    const second = await start(options)
    expect(second.mock.clock.settings).toEqual({ mode: 'frozen', speed: 60 })
    expect(second.mock.sandbox('mine').clock.settings).toEqual({ mode: 'ticking', speed: 1 })
    await second.close()
    const third = await start({ ...options, speed: 10 })
    expect(third.mock.clock.settings).toEqual({ mode: 'ticking', speed: 10 })
  })

  test('that is damaged is refused', async () => {
    const file = join(folder(), 'state.json')
    const options = { save: { file }, scenario: 'empty' } as const
    await (await start(options)).close()
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"frozen"', '"racing"'))
    await expect(serve({ port: 0, ...options })).rejects.toThrow(/can't be used: .*clock/s)
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

  test('stay in their folder, whatever their names', async () => {
    const told = vi.spyOn(console, 'error').mockReturnValue()
    onTestFinished(() => told.mockRestore())
    const dir = folder()
    const sandboxes = join(dir, 'boxes')
    const { mock, close, url } = await start({ save: { sandboxes }, scenario: 'empty' })
    writeFileSync(join(dir, 'victim.json'), 'precious')
    for (const name of ['../victim', 'a b', '\0', '.', '..', 'good']) mock.sandbox(name)
    await fetch(`${url}/__mock/sandboxes/..%2Fvictim`, { method: 'DELETE' })
    mock.sandbox('../victim')
    await close()
    expect(readFileSync(join(dir, 'victim.json'), 'utf8')).toBe('precious')
    expect(readdirSync(sandboxes).toSorted()).toEqual(['...json', '..json', 'good.json'])
    expect(told.mock.calls.flat().join('\n')).toContain('The sandbox "../victim" is not saved')
  })

  test('that can not be saved keep nothing else from it', async () => {
    const dir = folder()
    const sandboxes = join(dir, 'boxes')
    const file = join(dir, 'state.json')
    const { mock, save } = await start({ save: { sandboxes, file }, scenario: 'empty' })
    for (const name of ['first', 'broken', 'last']) mock.sandbox(name)
    mkdirSync(join(sandboxes, 'broken.json'))
    expect(save).toThrow(/^the sandbox "broken": /)
    expect(readdirSync(sandboxes).toSorted()).toEqual(['broken.json', 'first.json', 'last.json'])
    expect(existsSync(file)).toBe(true)
    rmSync(join(sandboxes, 'broken.json'), { recursive: true })
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
