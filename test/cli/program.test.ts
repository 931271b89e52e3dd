import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { get, RawClient } from '../server/raw.ts'
import { buildProgram, runProgram } from './program.ts'

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

describe('the command', { timeout: 30_000 }, () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('ends with %s, exit code 0, and answers what is in flight', async (signal) => {
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
  })

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
