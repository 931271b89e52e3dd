// npm run test:soak [-- sequences fuzz leaks server]: the long runs, one after another; all of them unless some are named.
// Each has a size: `npm run test:soak -- sequences=2000 leaks=0.1`. SEED=… repeats sequences and fuzz.
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { bundle } from './bundle.mjs'

const root = resolve(import.meta.dirname, '../..')
const vitest = (file, env) =>
  run(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config',
      '.config/vitest.config.ts',
      '--project=node',
      file,
    ],
    env,
  )

const parts = {
  sequences: { size: 50_000, run: (size) => vitest('test/trust/model.test.ts', { SEQUENCES: String(size) }) },
  http: { size: 2_000, run: (size) => vitest('test/trust/model-http.test.ts', { HTTP_SEQUENCES: String(size) }) },
  fuzz: { size: 200_000, run: (size) => vitest('test/trust/fuzz.test.ts', { REQUESTS: String(size) }) },
  leaks: {
    size: 1,
    run: async (size) => run(process.execPath, ['--expose-gc', await bundle('leaks'), '--scale', String(size)]),
  },
  server: { size: 30, run: (size) => run(process.execPath, [join(import.meta.dirname, 'run.mjs'), String(size)]) },
}

function run(command, args, env = {}) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0
}

const named = process.argv.slice(2)
const unknown = named.filter((one) => !Object.hasOwn(parts, one.split('=')[0]))
if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)
const wanted = (named.length > 0 ? named : Object.keys(parts)).map((one) => one.split('='))

const outcomes = []
for (const [name, size = parts[name].size] of wanted) {
  console.log(`\n=== ${name} (${size})`)
  const started = performance.now()
  const good = await parts[name].run(Number(size))
  outcomes.push({
    good,
    line: `${name} (${size}) ${good ? 'passed' : 'FAILED'} in ${Math.round((performance.now() - started) / 1_000)} s`,
  })
}
console.log(`\nsoak: ${outcomes.map(({ line }) => line).join('; ')}`)
process.exitCode = outcomes.every(({ good }) => good) ? 0 : 1
