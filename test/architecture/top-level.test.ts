import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { root } from './sources.ts'

const allowed = [
  'LICENSE',
  'README.md',
  'fixtures',
  'package-lock.json',
  'package.json',
  'src',
  'test',
  'tsconfig.json',
]

test('the top level holds the allowed names and dot-files, nothing else', () => {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  const names = new Set(
    listed
      .split('\n')
      .filter(Boolean)
      .map((path) => path.split('/')[0] ?? ''),
  )
  expect([...names].filter((name) => !name.startsWith('.') && !allowed.includes(name))).toEqual([])
  expect(names).toContain('package.json')
})
