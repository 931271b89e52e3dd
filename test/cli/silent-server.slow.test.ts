import { createServer, type ServerResponse } from 'node:http'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { main } from '../../src/commands/main.ts'
import { buildProgram, runProgram } from './program.ts'
import { createMock } from '../../src/create-mock.ts'
import { listen, realServer } from './real-server.ts'
import { fakeTerminal } from './terminal.ts'

/** A server that does with every request what a test says, and tells when the first has come. */
async function serverThat(
  answers: (response: ServerResponse) => void,
): Promise<{ readonly url: string; readonly asked: Promise<void> }> {
  let tell = () => {}
  const asked = new Promise<void>((resolve) => {
    tell = resolve
  })
  const server = createServer((_, response) => {
    answers(response)
    tell()
  })
  return { url: await listen(server), asked }
}

const silent = () => {}
const half = (response: ServerResponse) =>
  void response.writeHead(200, { 'content-length': '100' }).write('{"campaigns":')
const busy = (response: ServerResponse) => void response.writeHead(429, { 'retry-after': '60' }).end()

describe.each(['check', 'snapshot'])('%s', (command) => {
  test.each([
    ['never answers', silent],
    ['never ends its answer', half],
    ['is busy for a minute', busy],
  ])('is stopped while it waits for a server that %s', async (_, answers) => {
    const { url, asked } = await serverThat(answers)
    const { terminal, stop, out, err } = fakeTerminal()
    const exit = main([command, url], terminal)
    await asked
    stop()
    expect(await exit).toBe(130)
    expect([out(), err()]).toEqual(['', 'callcamp-mock: Stopped before the end\n'])
  })

  test('says that an answer broke off', async () => {
    const { url } = await serverThat((response) =>
      response.writeHead(200, { 'content-length': '100' }).write('{"campaigns":', () => response.destroy()),
    )
    const { terminal, err } = fakeTerminal()
    expect(await main([command, url], terminal)).toBe(2)
    expect(err()).toMatch(/^callcamp-mock: http:\S+ begins an answer at \/api\/\S+ and does not end it: .+\n$/)
  })
})

describe('as a process', { timeout: 30_000 }, () => {
  let file = ''

  beforeAll(async () => {
    file = await buildProgram('silent-server-test')
  }, 60_000)

  test.each([
    ['check', 'SIGINT', 130],
    ['snapshot', 'SIGTERM', 143],
  ] as const)('%s ends with %s at once, exit code %i, and no stack', async (command, signal, code) => {
    const { url, asked } = await serverThat(silent)
    const { child, exit, err } = runProgram(file, [command, url])
    onTestFinished(() => {
      child.kill('SIGKILL')
    })
    await asked
    child.kill(signal)
    expect(await exit).toEqual({ code, signal: null })
    expect(err()).toBe('callcamp-mock: Stopped before the end\n')
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('check --write that is stopped with %s deletes its rows first', async (signal, code) => {
    const mock = createMock({ scenario: 'empty' })
    let made = () => {}
    const firstRow = new Promise<void>((resolve) => {
      made = resolve
    })
    const { url } = await realServer(mock, (told, _path, method) => {
      if (method === 'POST') made()
      return told
    })
    const { child, exit, err } = runProgram(file, ['check', url, '--write'])
    onTestFinished(() => {
      child.kill('SIGKILL')
    })
    await firstRow
    child.kill(signal)
    expect(await exit).toEqual({ code, signal: null })
    expect(err()).toBe('callcamp-mock: Stopped before the end\n')
    expect([mock.db.campaign.count(), mock.db.record.count(), mock.db.order.count()]).toEqual([0, 0, 0])
  })
})
