import { spawnSync } from 'node:child_process'
import { beforeAll, expect, test } from 'vitest'
import { bundle } from '../soak/bundle.mjs'

/** A small cut of the long run: `npm run test:soak -- leaks`. */

let script = ''
beforeAll(async () => {
  script = await bundle('leaks')
}, 60_000)

const look = (...flags: string[]) =>
  spawnSync(process.execPath, ['--expose-gc', script, '--scale', '0.02', ...flags], { encoding: 'utf8' })

test('nothing stays behind of requests, resets, snapshots, sandboxes and mocks', { timeout: 120_000 }, () => {
  const { status, stdout, stderr } = look()
  expect(stderr).toBe('')
  expect(stdout).not.toContain('IT GROWS')
  expect(stdout).toContain('handles left open: none')
  expect(stdout.match(/: flat$/gm)).toHaveLength(5)
  expect(status).toBe(0)
})

test('what does stay behind is found', { timeout: 120_000 }, () => {
  const { status, stdout } = look('--plant', '--only', 'planted')
  expect(stdout).toMatch(/^planted: .* IT GROWS$/m)
  expect(status).toBe(1)
})
