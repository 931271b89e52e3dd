import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'

const root = resolve(import.meta.dirname, '../..')

function run(file: string, options: readonly string[] = []): string {
  const config = options.includes('--config') ? [] : ['--config', 'test/vitest/outer/vitest.config.ts']
  const args = [resolve(root, 'node_modules/vitest/vitest.mjs'), 'run', ...config, '--no-color', ...options, file]
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', VITEST: undefined },
  })
  return `${stdout}\n${stderr}`
}

test('a test that fails prints its last requests, with the reasons of refusals', () => {
  const output = run('failing')
  expect(output).toContain('2 failed | 1 passed')
  expect(output).toContain(
    'callcamp-mock: the last requests of "fails after two requests":\n  POST /api/campaigns → 201  {"name":"Spring"',
  )
  expect(output).toMatch(
    /POST \/api\/campaigns\/[\w-]+\/orders → 400 {2}\{"status":"planned","record":\{"firstName":"Ada"\}\}\n {6}The request is not valid: 1 field needs attention\n {6}record\.phoneNumber is required/,
  )
  expect(output).not.toContain('Autumn')
  // The link opens the state that the test left.
  const link = /npx callcamp-mock --frozen --scenario '(#w=[\w-]+)'/.exec(output)?.[1] ?? ''
  expect(createMock({ scenario: link }).db.campaign.getAll()).toMatchObject([{ name: 'Spring' }])
})

test('the command that opens the state of a failed test has the options which the state does not have', () => {
  expect(run('failing')).toMatch(
    /requests of "fails at once":[^]*\n {2}npx callcamp-mock --frozen --edition local --references loose --no-simulator --scenario '#w=/,
  )
})

test('wrong options fail a test by the name of the fixture they were given with', () => {
  const output = run('refused')
  expect(output).toContain('3 failed')
  expect(output).toContain('mockOptions: foo is not an option; the options are baseUrl, edition, scenario,')
  expect(output).toContain(
    "test: onUnhandledRequest must be 'bypass', 'warn', 'error' or a function; received \"eror\"",
  )
  expect(output).toContain('test: seed must be a whole number; received 0.5')
})

test('a listener that fails fails its test', () => {
  const output = run('listeners')
  expect(output).toContain('2 failed | 1 passed')
  expect(output.split('the last requests of "fails of one listener"')).toHaveLength(2)
  // Once on the console, where it happened, and once among the failures.
  for (const message of ["expected 'active' to be 'draft'", 'expected 201 to be 418'])
    expect(output.split(`AssertionError: ${message}`)).toHaveLength(3)
  expect(output).toMatch(/FAIL.*fails of one listener\nAssertionError: expected 'active' to be 'draft'/)
  expect(output).toMatch(/FAIL.*fails of two calls of one\nAssertionError: expected 201 to be 418/)
})

test(
  'what is set in a setup file holds for hooks and tests of every file, also without isolation',
  { timeout: 90_000 },
  () => {
    for (const more of [[], ['--no-isolate', '--maxWorkers=1']]) {
      const output = run('project', ['--config', 'test/vitest/outer/project.config.ts', ...more])
      expect(output).toContain('Tests  4 passed (4)')
    }
  },
)

test('what another file mocked leaves no trace where files share a worker', () => {
  const output = run('shared', ['--no-isolate', '--maxWorkers=1'])
  expect(output).toContain('Tests  5 passed (5)')
})

test('a second mock server is refused where the fixture answers, and listens where only the matchers are used', () => {
  const output = run('taken')
  expect(output).toContain('Tests  1 passed | 1 skipped (2)')
  expect(output).toContain(
    'Error: The test of callcamp-mock/vitest answers the requests of this file, and only one mock server can listen.',
  )
  expect(run('matchers-only')).toContain('Tests  1 passed (1)')
})

test('a project with a server of msw keeps it, also without isolation', { timeout: 90_000 }, () => {
  for (const more of [[], ['--no-isolate', '--maxWorkers=1']]) {
    const output = run('own-msw', ['--config', 'test/vitest/outer/own-msw.config.ts', ...more])
    expect(output).toContain('Tests  2 passed (2)')
  }
})
