import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string }

function checkRelease(...tag: string[]) {
  const { status, stderr } = spawnSync(process.execPath, [join(root, '.config/check-release.mjs'), ...tag], {
    encoding: 'utf8',
  })
  return { status, stderr }
}

describe('a release', () => {
  test('is refused under a tag that is not the version', () => {
    const { status, stderr } = checkRelease('v99.0.0')
    expect(status).toBe(1)
    expect(stderr).toContain(`the tag is v99.0.0, but package.json has version ${version}: use the tag v${version}`)
    expect(checkRelease().stderr).toContain('the tag is missing')
  })

  test('has a heading in the changelog for the version of package.json', () => {
    expect(checkRelease(`v${version}`).stderr).not.toContain('CHANGELOG')
    expect(readFileSync(join(root, '.github/CHANGELOG.md'), 'utf8')).toMatch(/^## Unreleased$/m)
  })
})
