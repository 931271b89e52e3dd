import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { root } from '../architecture/sources.ts'
import { buildProgram } from '../cli/program.ts'
import { asJson } from '../json-request.ts'
import { read } from './serving.ts'

/** Servers behind a proxy that hashes the names of sandboxes: the example, as it is. */

const nginx = ['nginx', '/usr/sbin/nginx'].find((name) => spawnSync(name, ['-v']).status === 0)

const fleetProgram = join(root, 'test/examples/fleet/fleet.mjs')

interface Fleet {
  readonly url: string
  readonly processes: readonly { readonly pid: number; readonly socket: string }[]
}

function startFleet(
  program: string,
  port: number,
  folder: string,
): Promise<{ fleet: Fleet; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [fleetProgram, String(port), '4', './run'], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, COMMAND: `${process.execPath} ${program}`, PROXY: nginx },
  })
  const exit = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  const stop = () => {
    child.kill('SIGTERM')
    return exit
  }
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The fleet ended with ${code} before it was ready`)))
    child.stdout.once('data', (line: Buffer) => resolve({ fleet: JSON.parse(line.toString()) as Fleet, stop }))
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => {
    server.close(resolve)
  })
  return port
}

/** Asks one of the processes past the proxy. */
function askProcess(socketPath: string, path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path, agent: false }, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString()
      })
      response.on('end', () => resolve(JSON.parse(body)))
    })
      .on('error', reject)
      .end()
  })
}

const namesAt = async (socket: string) =>
  ((await askProcess(socket, '/__mock/sandboxes')) as { sandboxes: { name: string }[] }).sandboxes.map(
    ({ name }) => name,
  )

const campaign = (name: string) => asJson({ name, status: 'draft', type: 'outbound' })

describe.skipIf(nginx === undefined)('four servers behind nginx', { timeout: 60_000 }, () => {
  let fleet: Fleet
  let stop = async () => {}
  const folder = mkdtempSync(join(tmpdir(), 'fleet-'))
  const names = Array.from({ length: 40 }, (_, index) => `worker-${index}`)

  beforeAll(async () => {
    const program = await buildProgram('fleet-test')
    const started = await startFleet(program, await freePort(), folder)
    fleet = started.fleet
    stop = started.stop
  }, 120_000)

  afterAll(async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test('have their sockets in the folder that was named', () => {
    expect(fleet.processes.map(({ socket }) => socket)).toEqual(
      Array.from({ length: 4 }, (_, index) => join(folder, 'run', `mock-${index + 1}.sock`)),
    )
  })

  test('share the sandboxes, each of which is on one of them by its header and by its path', async () => {
    for (const name of names) {
      const byHeader = campaign(name)
      const headers = { 'content-type': 'application/json', 'x-mock-sandbox': name }
      expect((await fetch(`${fleet.url}/api/campaigns`, { ...byHeader, headers })).status).toBe(201)
      expect(await read(await fetch(`${fleet.url}/~${name}/api/campaigns`))).toMatchObject({
        body: { total: 1, campaigns: [{ name }] },
      })
    }
    const shares = await Promise.all(fleet.processes.map(({ socket }) => namesAt(socket)))
    expect(shares.flat().toSorted()).toEqual(names.toSorted())
    expect(Math.max(...shares.map(({ length }) => length))).toBeLessThan(names.length)
  })

  test('answer with the bytes of one', async () => {
    const answers = await Promise.all(
      names.map(async (name) => {
        const base = `${fleet.url}/~same-${name}`
        const created = await (await fetch(`${base}/api/campaigns`, campaign('Same'))).text()
        return created + (await (await fetch(`${base}/api/campaigns`)).text())
      }),
    )
    expect(new Set(answers).size).toBe(1)
  })

  test('have control API, events and inspector of a sandbox', async () => {
    const base = `${fleet.url}/~watched`
    const leave = new AbortController()
    onTestFinished(() => leave.abort())
    const events = await fetch(`${base}/__mock/events?types=request`, { signal: leave.signal })
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader()
    let told = ''
    const reading = (async () => {
      while (!told.includes('campaigns.list')) told += (await reader?.read())?.value ?? ''
    })()
    await fetch(`${base}/api/campaigns`)
    await reading
    expect(told).toContain('event: request')
    expect(await read(await fetch(`${base}/__mock/clock`, asJson({ advance: '1h' })))).toMatchObject({ status: 200 })
    expect(await read(await fetch(`${base}/__mock/health`))).toMatchObject({
      body: { sandbox: 'watched', baseUrl: fleet.url },
    })
    const page = await fetch(`${base}/__mock/`)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await (await fetch(`${base}/openapi.json`)).json()).toMatchObject({ servers: [{ url: base }] })
  })

  test('hand a sandbox on when its server is stopped', async () => {
    const base = `${fleet.url}/~moving`
    await fetch(`${base}/api/campaigns`, campaign('Moving'))
    const all = await Promise.all(fleet.processes.map(({ socket }) => namesAt(socket)))
    const index = all.findIndex((here) => here.includes('moving'))
    const { pid = 0 } = fleet.processes[index] ?? {}
    process.kill(pid, 'SIGTERM')
    await expect
      .poll(() => askProcess(fleet.processes[index]?.socket ?? '', '/__mock/ready').catch(() => 'gone'), {
        timeout: 10_000,
      })
      .toBe('gone')
    const { status, body } = await read(await fetch(`${base}/api/campaigns`))
    expect([status, body]).toMatchObject([200, { total: 1, campaigns: [{ name: 'Moving' }] }])
    const others = fleet.processes.filter((_, other) => other !== index)
    const heirs = await Promise.all(others.map(({ socket }) => namesAt(socket)))
    expect(heirs.filter((here) => here.includes('moving'))).toHaveLength(1)
  })
})

/** Runs a fleet that does not start. */
async function failToStart(command: string, stdin: 'ignore' | 'pipe') {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const child = spawn(process.execPath, [fleetProgram, '0', '1', folder], {
    stdio: [stdin, 'pipe', 'pipe'],
    env: { ...process.env, COMMAND: command },
  })
  let err = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  const code = await new Promise((resolve) => {
    child.once('close', resolve)
  })
  return { code, err }
}

describe('a fleet that could not start says why, and ends with 1', () => {
  const silent = `${process.execPath} -e setInterval(()=>{},9e3) --`

  test('because its standard input had ended', async () => {
    expect(await failToStart(silent, 'ignore')).toEqual({
      code: 1,
      err: 'The standard input has ended: the fleet stops.\n',
    })
  })

  test('because a server ended', async () => {
    expect(await failToStart(`${process.execPath} -e process.exit(3) --`, 'pipe')).toEqual({
      code: 1,
      err: `${process.execPath} ended with 3 before it was ready\n`,
    })
  })
})
