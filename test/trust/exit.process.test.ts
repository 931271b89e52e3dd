import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { beforeAll, describe, expect, test } from 'vitest'
import { root } from '../architecture/sources.ts'

/** Nothing that is only made or imported keeps a process alive: no timer, no channel, no handle. */

const folder = join(root, 'node_modules/.cache/callcamp-mock/exit-test')
// The door of vitest opens inside of a test run only.
const doors = ['index', 'node', 'browser', 'server', 'playwright']

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  const build = await rolldown({
    cwd: root,
    input: Object.fromEntries(doors.map((door) => [door, join(root, `src/${door}.ts`)])),
    platform: 'node',
    external: [/^(?:msw|zod|@faker-js\/faker|@playwright\/test)(?:\/|$)/, /^node:/, /inspector-script/],
    resolve: {
      alias: { debug: join(root, '.config/shims/debug.mjs'), 'date-fns': join(root, '.config/shims/date-fns.mjs') },
    },
  })
  await build.write({ dir: folder, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' })
  await build.close()
}, 60_000)

/** Runs a script; answers how it ended, or that it had to be ended. */
async function run(name: string, code: string): Promise<string> {
  const file = join(folder, `run-${name}.mjs`)
  writeFileSync(
    file,
    code.replaceAll(/'door:(\w+)'/g, (_, door: string) =>
      JSON.stringify(pathToFileURL(join(folder, `${door}.mjs`)).href),
    ),
  )
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return new Promise((resolve) => {
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000)
    child.on('close', (status, signal) => {
      clearTimeout(late)
      resolve(signal === null ? `exit ${status}${said && `: ${said}`}` : 'had to be killed')
    })
  })
}

describe('a script exits by itself that', { timeout: 60_000 }, () => {
  test.each(doors)('imports the door %s', async (door) => {
    expect(await run(`import-${door}`, `await import('door:${door}')`)).toBe('exit 0')
  })

  test.each([
    ['makes a mock', `import { createMock } from 'door:index'\ncreateMock({ scenario: 'demo' })`],
    [
      'makes one whose clock ticks',
      `import { createMock } from 'door:index'\ncreateMock({ scenario: 'demo', clock: 'ticking', speed: 60 }).sandbox('a').clock.now()`,
    ],
    [
      'asks a mock, and looks at what was asked',
      `import { createMock } from 'door:index'\nconst mock = createMock()\nmock.on('request', () => {})\nawait mock.fetch('/api/campaigns')\nawait mock.requests.waitFor({ operation: 'campaigns.list' })`,
    ],
    [
      'waits for a request that never comes',
      `import { createMock } from 'door:index'\nawait createMock().requests.waitFor({}, { timeout: 50 }).catch((error) => { if (!error.message.includes('within 50 ms')) throw error })`,
    ],
    ['makes a server of msw', `import { setupMockServer } from 'door:node'\nsetupMockServer({ scenario: 'demo' })`],
    [
      'lets it listen, and closes it',
      `import { setupMockServer } from 'door:node'\nconst { listen, close } = setupMockServer()\nlisten()\nawait fetch('http://callcamp.ai/api/campaigns')\nclose()`,
    ],
    [
      'lets it listen, and leaves it',
      `import { setupMockServer } from 'door:node'\nsetupMockServer().listen()\nawait fetch('http://callcamp.ai/api/campaigns')`,
    ],
    [
      'serves, and stops',
      `import { serve } from 'door:server'\nconst { url, close } = await serve({ port: 0 })\nawait fetch(url + '/api/campaigns')\nawait close()`,
    ],
  ])('%s', async (name, code) => {
    expect(await run(name.replaceAll(/\W/g, '-'), code)).toBe('exit 0')
  })

  test('but not one that serves on', async () => {
    const code = `import { serve } from 'door:server'\nconst { url } = await serve({ port: 0 })\nsetTimeout(() => process.exit(7), 1_500)`
    expect(await run('serves-on', code)).toBe('exit 7')
  })
})
