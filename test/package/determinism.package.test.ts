import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const script = resolve(import.meta.dirname, '../trust/print-hashes.mjs')
const hashes = (env: Record<string, string> = {}, ...flags: string[]) =>
  execFileSync(process.execPath, [script, ...flags], { env: { ...process.env, ...env }, encoding: 'utf8' }).trim()

const here = hashes()

test('the hashes are hashes', () => {
  expect(here).toMatch(/^demo [0-9a-f]{16} mixed [0-9a-f]{16}$/)
})

test.each([
  ['another time zone', { TZ: 'Asia/Kathmandu' }],
  ['a time zone with daylight saving', { TZ: 'America/New_York' }],
  ['another locale', { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }],
])('ten thousand mixed operations give the same bytes under %s', (_, env) => {
  expect(hashes(env)).toBe(here)
})

test('ten thousand mixed operations ask no clock and no chance of the machine', () => {
  expect(hashes({}, '--stubs')).toBe(here)
})
