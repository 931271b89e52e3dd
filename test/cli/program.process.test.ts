import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { open, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createMock } from '../../src/create-mock.ts'
import { get, RawClient } from '../server/raw.ts'
import { buildProgram, runProgram } from './program.ts'
import { realServer } from './real-server.ts'

let file = ''

beforeAll(async () => {
  file = await buildProgram('program-test')
}, 60_000)

function run(...args: string[]) {
  const running = runProgram(file, args)
  onTestFinished(() => {
    running.child.kill('SIGKILL')
  })
  return running
}

/** A port that nothing listens at. */
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

describe('the command', { timeout: 30_000 }, () => {
  test.each(['SIGINT', 'SIGTERM'] as const)(
    'ends with %s, exit code 0, and answers what is in flight',
    async (signal) => {
      const { child, url, exit, err } = run('--port', '0', '--latency', '30000')
      const client = await RawClient.open(Number(new URL(await url()).port))
      client.send(get('/api/campaigns'))
      await new Promise((resolve) => {
        setTimeout(resolve, 100)
      })
      child.kill(signal)
      expect(await client.answer()).toMatchObject({ status: 200 })
      expect(await exit).toEqual({ code: 0, signal: null })
      expect(err()).toBe('')
    },
  )

  test('goes on when nobody reads what it says, and ends well', async () => {
    const { child, url, exit, err } = run('--port', '0')
    const base = await url()
    child.stdout?.destroy()
    for (let count = 0; count < 5; count += 1) expect((await fetch(`${base}/api/campaigns`)).status).toBe(200)
    expect(child.exitCode).toBeNull()
    child.kill('SIGTERM')
    expect(await exit).toEqual({ code: 0, signal: null })
    expect(err()).toBe('')
  })

  test('ends well though nobody reads its output', async () => {
    const { child, url, exit, err } = run('--port', '0', '--scenario', 'empty')
    const base = await url()
    child.stdout?.pause()
    const path = `/api/campaigns?${'x'.repeat(8_000)}=1`
    for (let round = 0; round < 40; round += 1)
      await Promise.all(Array.from({ length: 5 }, async () => (await fetch(base + path)).text()))
    child.kill('SIGTERM')
    const exited = await Promise.race([
      new Promise((resolve) => child.once('exit', resolve)),
      new Promise((resolve) => {
        setTimeout(resolve, 10_000, 'it goes on')
      }),
    ])
    expect([exited, err()]).toEqual([0, ''])
    child.stdout?.resume()
    await exit
  })

  describe.skipIf(!existsSync('/dev/full'))('where its output can not be written', () => {
    function runFull(...args: string[]) {
      const full = openSync('/dev/full', 'w')
      const running = runProgram(file, args, {}, full)
      closeSync(full)
      onTestFinished(() => {
        running.child.kill('SIGKILL')
      })
      return running
    }

    test.each([['openapi'], ['--help'], ['check', 'URL'], ['snapshot', 'URL']])(
      'ends %s with a line that says so, and exit code 1',
      async (...args) => {
        const { url } = await realServer(createMock({ scenario: 'empty' }))
        const { exit, err } = runFull(...args.map((arg) => (arg === 'URL' ? url : arg)))
        expect(await exit).toEqual({ code: 1, signal: null })
        expect(err()).toMatch(
          /^(?:callcamp-mock: 0 campaigns.*\n)?callcamp-mock: The output can't be written: ENOSPC: .+\n$/,
        )
      },
    )

    test('serves all the same, and ends well', async () => {
      const port = await freePort()
      const { child, exit, err } = runFull('--port', String(port), '--scenario', 'empty')
      const list = () => fetch(`http://127.0.0.1:${port}/api/campaigns`)
      await vi.waitFor(list, { timeout: 20_000 })
      expect((await list()).status).toBe(200)
      child.kill('SIGTERM')
      expect(await exit).toEqual({ code: 0, signal: null })
      expect(err()).toBe('')
    })
  })

  describe.skipIf(platform() === 'win32')('with a scenario that comes through a pipe', () => {
    function pipe(): string {
      const folder = mkdtempSync(join(tmpdir(), 'callcamp-mock-'))
      onTestFinished(() => rmSync(folder, { recursive: true }))
      const path = join(folder, 'scenario')
      execFileSync('mkfifo', [path])
      return path
    }

    test.each(['SIGINT', 'SIGTERM'] as const)('ends with %s while it waits for more', async (signal) => {
      const path = pipe()
      const { child, exit } = run('--port', '0', '--scenario', path)
      // Opens as soon as somebody reads.
      const writer = await open(path, 'w')
      child.kill(signal)
      expect(await exit).toEqual({ code: null, signal })
      await writer.close()
    })

    test('serves it', async () => {
      const path = pipe()
      const { child, url, exit } = run('--port', '0', '--scenario', path)
      await writeFile(path, JSON.stringify({ name: 'piped', now: '2026-05-04T08:00:00Z', seed: 1 }))
      expect(await (await fetch(`${await url()}/__mock/health`)).json()).toMatchObject({ scenario: 'piped' })
      child.kill('SIGTERM')
      expect(await exit).toEqual({ code: 0, signal: null })
    })
  })

  test('says what it can do', async () => {
    const { out, exit } = run('--help')
    expect(await exit).toEqual({ code: 0, signal: null })
    expect(out()).toContain('--scenario')
  })

  test('ends with exit code 2 for a port that is taken, and for what it does not know', async () => {
    const first = run('--port', '0')
    const port = new URL(await first.url()).port
    const second = run('--port', port)
    expect(await second.exit).toEqual({ code: 2, signal: null })
    expect(second.err()).toContain(`The port ${port} is taken`)
    const third = run('--prot', port)
    expect(await third.exit).toEqual({ code: 2, signal: null })
    expect(third.err()).toContain('did you mean --port?')
  })
})
