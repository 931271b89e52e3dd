// npm run test:soak [-- properties programs sequences http tabs fuzz leaks hostile inspector server]: the long runs, one after another; all unless some are named.
// Each has a size: `npm run test:soak -- sequences=20 leaks=0.1`. For random tests that is how many times the runs of the
// quick suite. Their seed is a new one each time and is printed; `SEED=… npm run test:soak` repeats a run.
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { bundle } from './bundle.mjs'

const root = resolve(import.meta.dirname, '../..')
process.env.SEED ??= String(randomInt(2 ** 31))

const parts = {
  properties: { size: 20, run: (times) => vitest(filesWithProperties(), times) },
  programs: { size: 250, run: (times) => vitest(['test/trust/programs.test.ts'], times) },
  sequences: { size: 500, run: (times) => vitest(['test/trust/model.test.ts'], times) },
  http: { size: 200, run: (times) => vitest(['test/trust/model-http.test.ts'], times) },
  /** Seconds, with two tabs and again with five. */
  tabs: { size: 30, run: (seconds) => vitest(['test/browser/tabs.page.test.ts'], 1, { SECONDS: String(seconds) }) },
  fuzz: { size: 40, run: (times) => vitest(['test/trust/fuzz.test.ts'], times) },
  leaks: {
    size: 1,
    run: async (size) => run(process.execPath, ['--expose-gc', await bundle('leaks'), '--scale', String(size)]),
  },
  hostile: {
    size: 600,
    run: (size) => run(process.execPath, [join(import.meta.dirname, 'hostile.mjs'), String(size)]),
  },
  /** Minutes. It needs the built package. */
  inspector: {
    size: 10,
    run: (size) => run(process.execPath, [join(import.meta.dirname, 'inspector.mjs'), String(size)]),
  },
  server: { size: 30, run: (size) => run(process.execPath, [join(import.meta.dirname, 'run.mjs'), String(size)]) },
}

/** Runs test files with so many times their usual random runs. */
function vitest(files, times, env = {}) {
  const program = join(root, 'node_modules/vitest/vitest.mjs')
  const options = [
    '--config=.config/vitest.config.ts',
    '--project=node',
    '--project=slow',
    '--project=page',
    '--testTimeout=3600000',
  ]
  return run(process.execPath, [program, 'run', ...options, ...files], { TIMES: String(times), ...env })
}

/** The test files that use fast-check. */
function filesWithProperties() {
  const sources = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, text: readFileSync(join(root, 'test', name), 'utf8') }))
  return sources
    .filter(({ name, text }) => name.endsWith('.test.ts') && text.includes("'../fast-check.ts'"))
    .map(({ name }) => `test/${name}`)
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
  console.log(`\n=== ${name} (${size}), SEED=${process.env.SEED}`)
  const started = performance.now()
  const good = await parts[name].run(Number(size))
  outcomes.push({
    good,
    line: `${name} (${size}) ${good ? 'passed' : 'FAILED'} in ${Math.round((performance.now() - started) / 1_000)} s`,
  })
}
console.log(`\nsoak with SEED=${process.env.SEED}: ${outcomes.map(({ line }) => line).join('; ')}`)
process.exitCode = outcomes.every(({ good }) => good) ? 0 : 1
