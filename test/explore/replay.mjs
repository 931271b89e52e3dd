// Runs the searches for all bugs on several versions of Node, and compares what they report byte for byte:
// node test/explore/replay.mjs 20 22 24 26
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const versions = process.argv.slice(2)
if (versions.length === 0) versions.push('20', '22', '24', '26')
const folder = mkdtempSync(join(tmpdir(), 'callcamp-mock-replay-'))

const reports = versions.map((version) => {
  const file = join(folder, version)
  const vitest = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    '.config/vitest.config.ts',
    '--project=slow',
    'test/explore/clients',
    '-t',
    'finds in a few steps',
  ]
  const { status, stdout, stderr } = spawnSync('npx', ['-y', `node@${version}`, ...vitest], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, FAILURES_FILE: file },
  })
  if (status !== 0) {
    console.error(`Node ${version}: the searches failed\n${stdout}${stderr}`)
    process.exit(1)
  }
  return { version, text: readFileSync(file, 'utf8') }
})
rmSync(folder, { recursive: true, force: true })

const different = reports.filter(({ text }) => text !== reports[0].text).map(({ version }) => version)
const bytes = Buffer.byteLength(reports[0].text)
if (different.length > 0) {
  console.error(`Node ${different.join(', ')}: other reports than on Node ${versions[0]}`)
  process.exit(1)
}
console.log(`Node ${versions.join(', ')}: the same reports, ${bytes} bytes`)
