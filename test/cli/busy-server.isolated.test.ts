import { createServer } from 'node:http'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { main } from '../../src/commands/main.ts'
import { listen } from './real-server.ts'
import { fakeTerminal } from './terminal.ts'

const { pauses, pause } = vi.hoisted(() => ({
  pauses: [] as number[],
  pause: vi.fn<(ms: number, signal?: AbortSignal) => Promise<void>>(),
}))
vi.mock('../../src/transports/timers.ts', async (original) => ({ ...(await original<object>()), pause }))

beforeEach(() => {
  pauses.length = 0
  pause.mockImplementation(async (ms) => void pauses.push(ms))
})

/** Runs a command against a server that takes no request at all. */
async function ask(command: string, headers: Readonly<Record<string, string>>, { tty = false } = {}) {
  const url = await listen(createServer((_, response) => response.writeHead(429, headers).end()))
  const { terminal, out, err } = fakeTerminal({}, tty)
  const code = await main([command, url], terminal)
  return { code, out: out(), lines: err().replaceAll(url, 'URL').trimEnd().split('\n') }
}

describe.each([
  ['check', '/api/records?limit=1'],
  ['snapshot', '/api/campaigns?limit=1'],
])('%s of a server that is busy', (command, path) => {
  test('says what it waits for and how long, and gives up in the end', async () => {
    const { code, out, lines } = await ask(command, { 'retry-after': '60' })
    expect(lines).toEqual([
      `callcamp-mock: URL answers 429 at ${path}: asks again in 60 s (4 more tries)`,
      `callcamp-mock: URL answers 429 at ${path}: asks again in 60 s (3 more tries)`,
      `callcamp-mock: URL answers 429 at ${path}: asks again in 60 s (2 more tries)`,
      `callcamp-mock: URL answers 429 at ${path}: asks again in 60 s (1 more try)`,
      `callcamp-mock: URL answers 429 at ${path}, asked 5 times. Try again later, raise its limit of requests, or move its clock if it is a frozen mock`,
    ])
    expect({ code, out, pauses }).toEqual({ code: 2, out: '', pauses: [60_000, 60_000, 60_000, 60_000] })
  })

  test('gives up at once where the wait would be too long', async () => {
    const { code, lines } = await ask(command, { 'retry-after': '3600' })
    expect(lines).toEqual([
      `callcamp-mock: URL answers 429 at ${path} and asks to wait 3600 s, more than the 60 s that it is waited for. Try again later`,
    ])
    expect({ code, pauses }).toEqual({ code: 2, pauses: [] })
  })
})

test.each([
  ['a date', { 'retry-after': 'Mon, 04 May 2026 08:00:20 GMT', date: 'Mon, 04 May 2026 08:00:00 GMT' }, 20_000],
  [
    'a date that is past',
    { 'retry-after': 'Mon, 04 May 2026 07:00:00 GMT', date: 'Mon, 04 May 2026 08:00:00 GMT' },
    1_000,
  ],
  ['nothing', {}, 1_000],
  ['nothing that can be understood', { 'retry-after': 'soon' }, 1_000],
  ['no time at all', { 'retry-after': '0' }, 1_000],
])('a busy server that asks for %s is waited for', async (_, headers, ms) => {
  await ask('check', headers)
  expect(pauses[0]).toBe(ms)
})

test('on a screen, a wait does not stay behind the line of progress', async () => {
  const { lines } = await ask('snapshot', { 'retry-after': '60' }, { tty: true })
  expect(lines[0]?.startsWith('\r\u001B[Kcallcamp-mock: URL answers 429')).toBe(true)
})

test('a wait is given up when the command is asked to stop', async () => {
  const url = await listen(createServer((_, response) => response.writeHead(429, { 'retry-after': '60' }).end()))
  const { terminal, stop, err } = fakeTerminal()
  pause.mockImplementation((_ms, signal) => {
    stop()
    return new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason))
    })
  })
  expect(await main(['check', url], terminal)).toBe(130)
  expect(err()).toMatch(/4 more tries\)\ncallcamp-mock: Stopped before the end\n$/)
})
