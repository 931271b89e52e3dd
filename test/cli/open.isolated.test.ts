import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { main } from '../../src/commands/main.ts'
import { fakeTerminal } from './terminal.ts'

/** What `--open` starts, on each system. Nothing is really opened here. */

const { spawn, system } = vi.hoisted(() => ({
  spawn: vi.fn<(program: string, args: readonly string[], options: object) => EventEmitter>(),
  system: { platform: 'linux' },
}))
vi.mock('node:child_process', () => ({ spawn }))
vi.mock('node:process', () => ({
  get platform() {
    return system.platform
  },
}))

const startBrowser = () => Object.assign(new EventEmitter(), { unref: vi.fn<() => void>() })
let browser = startBrowser()
beforeEach(() => {
  browser = startBrowser()
  spawn.mockReset().mockReturnValue(browser)
})

async function serve(...args: string[]): Promise<string> {
  const { terminal, stop, out } = fakeTerminal()
  const exit = main(['--port', '0', '--scenario', 'empty', ...args], terminal)
  await expect.poll(out).toContain('http://')
  stop()
  expect(await exit).toBe(0)
  return /http:\/\/[\w.]+:\d+/.exec(out())?.[0] ?? ''
}

describe('--open', () => {
  test.each([
    ['linux', 'xdg-open', []],
    ['darwin', 'open', []],
    ['win32', 'cmd', ['/c', 'start', '']],
  ])(
    'on %s starts %s with the address of the inspector, and does not wait for it',
    async (platform, program, before) => {
      system.platform = platform
      const url = await serve('--open')
      expect(spawn.mock.calls).toEqual([[program, [...before, `${url}/__mock/`], { stdio: 'ignore', detached: true }]])
      expect(browser.unref).toHaveBeenCalledOnce()
    },
  )

  test('opens the server itself where there is no inspector', async () => {
    const url = await serve('--open', '--no-control')
    expect(spawn.mock.calls).toEqual([[expect.any(String), expect.arrayContaining([url]), expect.anything()]])
  })

  test('changes nothing where there is no browser', async () => {
    await serve('--open')
    expect(() => browser.emit('error', new Error('spawn xdg-open ENOENT'))).not.toThrow()
  })

  test('is not meant where it is not said', async () => {
    await serve()
    expect(spawn).not.toHaveBeenCalled()
  })
})
