// npm run test:mutation [-- --mutate src/engine/journal.ts]: changes sources in small ways and shows the changes that no quick
// test notices. Stryker needs a newer Node than this project supports, so both stay out of package.json and are installed here.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
// Below the project's own node_modules, so that Stryker's runner finds the project's vitest.
const folder = join(root, 'node_modules/.cache/callcamp-mock/mutation')
const packages = ['node@22', '@stryker-mutator/core@10.1.1', '@stryker-mutator/vitest-runner@10.1.1']

mkdirSync(folder, { recursive: true })
run('npm', [
  'install',
  '--prefix',
  folder,
  '--no-save',
  '--legacy-peer-deps',
  '--loglevel=error',
  '--no-audit',
  '--no-fund',
  ...packages,
])
run(join(folder, 'node_modules/.bin/node'), [
  join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js'),
  'run',
  join(root, '.config/stryker.config.mjs'),
  ...process.argv.slice(2),
])

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
