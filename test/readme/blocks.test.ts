import { describe, expect, test } from 'vitest'
import { kindOf, readBlocks } from './blocks.ts'
import { toPrograms } from './programs.ts'
import { runShell } from './shell.ts'

const fence = '```'
const block = (info: string, code = '') => {
  const [only] = readBlocks(`## Heading\n\n${fence}${info}\n${code}\n${fence}\n`, 'docs/README.md')
  return only!
}

describe('a block of a Markdown file', () => {
  test('knows where it stands and what is said behind its language', () => {
    expect(block('ts recipe example=jest/a.js', 'a\nb')).toEqual({
      language: 'ts',
      flags: ['recipe'],
      options: { example: 'jest/a.js' },
      code: 'a\nb',
      heading: 'Heading',
      file: 'docs/README.md',
      line: 4,
    })
  })

  test.each([
    ['ts', "import { test } from 'vitest'", 'vitest'],
    ['ts', "import { test } from 'callcamp-mock/vitest'", 'vitest'],
    ['ts', "import { before, test } from 'node:test'", 'node-test'],
    ['ts', "import { mock } from 'node:test'", 'module'],
    ['ts', "import { expect } from '@playwright/test'", 'playwright'],
    ['ts', "import { setupMockWorker } from 'callcamp-mock/browser'", 'browser'],
    ['ts', "import { createMock } from 'callcamp-mock'", 'module'],
    ['ts recipe', 'mock.reset()', 'recipe'],
    ['ts module', "import { useMockServer } from 'callcamp-mock/playwright'", 'module'],
    ['js example=jest/jest.config.js', '', 'example'],
    ['sh', 'npm test', 'shell'],
    ['sh first=jest', 'npm test', 'first'],
    ['yaml', 'jobs:', 'ci'],
    ['python', '', 'python'],
    ['json', '{}', 'json'],
    ['text', '', 'text'],
  ])('%s with %s is run as %s', (info, code, kind) => {
    expect(kindOf(block(info, code))).toBe(kind)
  })

  test('of a language that nothing runs is refused', () => {
    expect(() => kindOf(block('rust'))).toThrow('Nothing knows how to run the block in line 4 of docs/README.md')
    expect(() => kindOf(block(''))).toThrow('its language is ""')
  })

  test('without an end is refused', () => {
    expect(() => readBlocks(`${fence}ts\nlet a`, 'README.md')).toThrow('The block in line 2 of README.md has no end')
  })

  test('becomes a test when it has none, with its imports in front', () => {
    const [program] = toPrograms([block('ts recipe', "import { http } from 'msw'\nmock.reset()")])
    expect(program?.name).toBe('docs-readme-recipes.node.ts')
    expect(program?.text).toContain(
      "import { http } from 'msw'\nreadme.override({ scenario: 'demo' })\nreadme('docs-readme-line-4', async ({ mock }) => {\nmock.reset()\n})",
    )
  })
})

describe('a command of a Markdown file', () => {
  test.each([
    'npm ci',
    'npm test',
    'npm run lint',
    'npm install --save-dev callcamp-mock msw vitest',
    'npx vitest run',
    'npx msw init public',
  ])('%s is known', async (command) => {
    expect(await runShell(command)).toEqual({ ok: true, output: '' })
  })

  test.each(['npm run nothing', 'npm install left-pad', 'rm -rf /tmp/nothing', 'npx other'])(
    '%s is refused',
    async (command) => {
      expect(await runShell(command)).toMatchObject({ ok: false })
    },
  )

  test('that asks the server is asked', async () => {
    expect(await runShell('curl http://127.0.0.1:3000/api/campaigns')).toMatchObject({ ok: true })
    expect(await runShell('curl http://127.0.0.1:3000/api/nothing')).toMatchObject({ ok: false })
  })
})
