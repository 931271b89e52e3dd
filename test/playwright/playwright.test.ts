import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const candidates = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const hasBrowser = candidates.some((path) => path !== undefined && existsSync(path))

interface Report {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number }
  readonly errors: readonly { readonly message: string }[]
}

/** Runs Playwright's own runner: what is told to it is what users tell it. */
async function run(file: string, env: Record<string, string> = {}): Promise<{ readonly report: Report; readonly output: string }> {
  const args = [resolve(root, 'node_modules/@playwright/test/cli.js'), 'test', '--config', 'test/playwright/outer/playwright.config.ts', '--reporter=json', file]
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env, FORCE_COLOR: '0' } })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  await new Promise((done) => child.on('close', done))
  const start = output.indexOf('{\n')
  return { report: JSON.parse(output.slice(start, output.lastIndexOf('}') + 1)) as Report, output }
}

// A machine without a browser skips these; the continuous check has one, and fails without.
test.runIf(hasBrowser || process.env['CI'] === 'true')('the fixture answers the pages of a real browser', { timeout: 180_000 }, async () => {
  const { report, output } = await run('fixture')
  expect(report.errors, output).toEqual([])
  expect(report.stats, output).toMatchObject({ expected: 16, unexpected: 0, flaky: 0, skipped: 0 })
})
