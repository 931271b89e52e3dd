import { fork } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { rolldown } from 'rolldown'
import { equivalents } from './equivalents.mjs'
import { instrument } from './mutate.mjs'

/** A share of fewer mutants than these says little about a layer. */
const fewest = 20
const usage = `Mutation testing: tells lies in the sources, one at a time, and counts how many of them the tests catch.

npm run test:mutation -- [options]
  --sample 300     how many mutants are tried
  --seed 1         which of them
  --every          all of them
  --file world/    only those of files whose path matches: 'world/(joins|tables)'
  --again out.json all that an earlier run left alive, which wrote this
  --least 85       fails when a layer is below this percentage; one of which fewer than ${fewest} were tried is not judged by itself
  --budget 10      seconds of tests that a mutant meets at most, the nearest and quickest first; one that outlives them counts as alive
  --json out.json  what became of each
`
const root = resolve(import.meta.dirname, '../../..')
const folders = ['operations', 'world', 'simulator', 'engine']
/** Tests that need no browser, no port and no process of their own. */
const testFolders = [
  'contract',
  'control',
  'conformance',
  'engine',
  'mock',
  'openapi',
  'operations',
  'scenarios',
  'scenarios/db',
  'simulator',
  'transports',
  'trust',
  'world',
]
const elsewhere = /\.browser\.test\.ts$|msw\.test\.ts$|http\.test\.ts$|fuzz\.test\.ts$|leaks\.test\.ts$|exit\.test\.ts$/
const longestSilence = 30_000
/** What the child says of a mutant that goes on for too long. */
const byTime = new Set(['takes too long', 'The mutant runs on and on'])

const { values: options } = parseArgs({
  options: {
    sample: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    file: { type: 'string', default: '' },
    again: { type: 'string' },
    json: { type: 'string' },
    every: { type: 'boolean', default: false },
    least: { type: 'string', default: '0' },
    budget: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
})
if (options.help) {
  process.stdout.write(usage)
  process.exit()
}
process.env['SEQUENCES'] ??= '30'

for (const { file, from, within = from } of equivalents) {
  const text = readFileSync(join(root, 'src', file), 'utf8')
  if (!text.includes(from) || !text.includes(within))
    throw new Error(`src/${file} does not hold ${within} any more: the equivalent of it in equivalents.mjs can go`)
}

const filesIn = (folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .toSorted()
    .map((name) => `${folder}/${name}`)
const mutants = []
const sources = new Map()
const lines = new Map()
for (const file of folders.flatMap((folder) => filesIn(`src/${folder}`))) {
  const text = readFileSync(join(root, file), 'utf8')
  const { code, mutants: own } = instrument(text, mutants.length + 1)
  lines.set(file, text.split('\n'))
  sources.set(join(root, file), code)
  mutants.push(...own.map((mutant) => ({ file, ...mutant })))
}
const testFiles = testFolders.flatMap((folder) =>
  readdirSync(join(root, 'test', folder))
    .filter((name) => name.endsWith('.test.ts') && !elsewhere.test(name))
    .map((name) => join(root, 'test', folder, name)),
)

const build = await bundle()
let child = await start()
const { results: rehearsal, loaded } = await ask('rehearse')
const onLoad = new Set(loaded)
const usable = rehearsal.filter(({ error }) => error === undefined)
for (const { title, file, error } of rehearsal.filter((one) => one.error !== undefined))
  console.log(`left out, as it does not pass here: ${file} ${title}: ${error}`)
console.log(`rehearsed in ${Math.round(rehearsal.reduce((sum, { ms }) => sum + ms, 0) / 1_000)} s`)
console.log(`${mutants.length} mutants in ${sources.size} files, ${usable.length} tests in ${testFiles.length} files`)

const testsOf = new Map()
for (const test of usable) {
  for (const id of test.seen) {
    const known = testsOf.get(id)
    if (known) known.push(test)
    else testsOf.set(id, [test])
  }
}

/** How many mutants of a file each test has found out. */
const kills = new Map()
const chosen = draw(mutants.filter(({ file }) => new RegExp(options.file).test(file)))
const results = []
for (const [count, mutant] of chosen.entries()) {
  results.push({ ...mutant, ...(await challenge(mutant)) })
  if (count % 20 === 19) console.log(`${count + 1} of ${chosen.length}: ${results.filter(isKilled).length} killed`)
}
child.kill()
report()

async function bundle() {
  const folder = join(root, 'node_modules/.cache/callcamp-mock/mutations')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const shim = join(import.meta.dirname, 'vitest.mjs')
  const entry = join(folder, 'entry.mjs')
  // It takes the machine's clock into the hands of tests: before any source is loaded.
  const machine = join(root, 'test/mock/machine.ts')
  const imports = testFiles.map(
    (file) => `beginFile(${JSON.stringify(relative(join(root, 'test'), file))}); await import(${JSON.stringify(file)})`,
  )
  writeFileSync(
    entry,
    `import { beginFile, run, tests } from ${JSON.stringify(shim)}\nexport async function load() {\nawait import(${JSON.stringify(machine)})\n${imports.join('\n')}\nreturn { tests, run }\n}\n`,
  )
  const bundled = await rolldown({
    cwd: root,
    input: entry,
    platform: 'node',
    // The package says that its modules have no effects of their own; its tests have nothing else.
    treeshake: false,
    external: (name) =>
      !name.startsWith('.') && !name.startsWith('/') && !name.startsWith('callcamp-mock') && name !== 'vitest',
    resolve: {
      alias: {
        vitest: shim,
        'callcamp-mock/server': join(root, 'src/server.ts'),
        'callcamp-mock': join(root, 'src/index.ts'),
      },
    },
    plugins: [{ name: 'mutants', load: (file) => sources.get(file) && { code: sources.get(file), moduleType: 'ts' } }],
    onLog() {},
  })
  await bundled.write({
    dir: join(folder, 'out'),
    format: 'esm',
    entryFileNames: 'entry.mjs',
    chunkFileNames: 'chunks/[name]-[hash].mjs',
  })
  await bundled.close()
  return join(folder, 'out/entry.mjs')
}

async function start() {
  const made = fork(join(import.meta.dirname, 'child.mjs'), [build], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--max-old-space-size=2048'],
  })
  await new Promise((ready, fail) => {
    made.once('message', ready)
    made.once('exit', (code) => fail(new Error(`The tests could not be loaded: exit ${code}`)))
  })
  made.removeAllListeners('exit')
  return made
}

/** Sends a task; answers undefined when the child fell silent or died. */
function ask(task) {
  return new Promise((done) => {
    const end = (value) => {
      clearTimeout(timer)
      child.removeAllListeners('message')
      child.removeAllListeners('exit')
      done(value)
    }
    let timer
    const listen = () => {
      clearTimeout(timer)
      timer = setTimeout(() => end(undefined), task === 'rehearse' ? 600_000 : longestSilence)
    }
    child.on('message', (message) => (message.alive ? listen() : end(message.rehearsed ?? message)))
    child.on('exit', () => end(undefined))
    listen()
    child.send(task)
  })
}

async function challenge(mutant) {
  if (equivalents.some((one) => isSame(one, mutant))) return { outcome: 'equivalent' }
  const tests = testsOf.get(mutant.id)
  if (!tests) return { outcome: onLoad.has(mutant.id) ? 'on load' : 'unmet' }
  const folder = mutant.file.split('/')[1]
  const near = ({ file }) => (file.startsWith(folder) ? 0 : 1)
  // What found others out in this file is asked first.
  const cost = (test) => (near(test) * 200 + test.ms) / (1 + (kills.get(`${mutant.file} ${test.index}`) ?? 0))
  let left = Number(options.budget) * 1_000
  const ordered = tests
    .toSorted((a, b) => cost(a) - cost(b))
    .filter(({ ms }, position) => (left -= ms) > 0 || position < 10)
  const answer = await ask({
    id: mutant.id,
    chosen: ordered.map(({ index, ms }) => ({ index, timeout: 2_000 + ms * 5 })),
  })
  if (answer?.killedBy !== undefined) {
    const key = `${mutant.file} ${answer.killedBy}`
    kills.set(key, (kills.get(key) ?? 0) + 1)
  }
  if (answer)
    return answer.killedBy === undefined
      ? { outcome: 'survived', tests: ordered.length }
      : {
          outcome: byTime.has(answer.error) ? 'timeout' : 'killed',
          by: rehearsal[answer.killedBy].title,
          error: answer.error,
        }
  child.kill('SIGKILL')
  child = await start()
  return { outcome: 'timeout' }
}

function isSame({ file, within, from, to }, mutant) {
  return (
    `src/${file}` === mutant.file &&
    from === mutant.from &&
    (within === undefined || lineOf(mutant).includes(within)) &&
    (to === undefined || to.includes(mutant.to))
  )
}

function lineOf({ file, line }) {
  return lines.get(file)[line - 1].trim()
}

function isKilled({ outcome }) {
  return outcome === 'killed' || outcome === 'timeout'
}

function isAlive({ outcome }) {
  return outcome === 'survived' || outcome === 'unmet'
}

/** Not what changes nothing, nor what ran before a mutant could wake. */
function isCounted({ outcome }) {
  return outcome !== 'equivalent' && outcome !== 'on load'
}

/** What an earlier run left alive, or a sample that the seed decides. */
function draw(all) {
  if (options.again) {
    const left = JSON.parse(readFileSync(options.again, 'utf8')).filter(isAlive)
    return all.filter((mutant) =>
      left.some((one) => ['file', 'line', 'name', 'from', 'to'].every((key) => one[key] === mutant[key])),
    )
  }
  if (options.every) return all
  let state = Number(options.seed)
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 4_294_967_296
  return all
    .map((mutant) => ({ mutant, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, Number(options.sample))
    .map(({ mutant }) => mutant)
}

function report() {
  for (const mutant of results
    .filter(isAlive)
    .toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))) {
    console.log(
      `\n${mutant.file}:${mutant.line} ${mutant.outcome === 'unmet' ? 'met by no test' : `survived ${mutant.tests} of ${testsOf.get(mutant.id).length} tests`} (${mutant.name})`,
    )
    console.log(
      `  ${lineOf(mutant)}\n    ${mutant.from.replaceAll(/\s+/g, ' ').slice(0, 120)}  →  ${mutant.to.replaceAll(/\s+/g, ' ').slice(0, 120) || '(nothing)'}`,
    )
  }
  console.log('')
  const below = []
  for (const folder of [...folders, '']) {
    const own = results.filter(({ file, outcome }) => file.startsWith(`src/${folder}`) && isCounted({ outcome }))
    if (own.length === 0) continue
    const name = folder || 'all'
    const score = (own.filter(isKilled).length / own.length) * 100
    if (score < Number(options.least) && (own.length >= fewest || !folder)) below.push(name)
    console.log(
      `${name.padEnd(12)} ${score.toFixed(1)} % of ${own.length} (${own.filter(({ outcome }) => outcome === 'timeout').length} by time, ${own.filter(({ outcome }) => outcome === 'unmet').length} met by no test)`,
    )
  }
  console.log(
    `${results.filter(({ outcome }) => outcome === 'equivalent').length} equivalents and ${results.filter(({ outcome }) => outcome === 'on load').length} that only run while modules load are left out; seed ${options.seed}; ${options.again ?? (options.every ? 'every mutant' : `a sample of ${chosen.length}`)}`,
  )
  if (options.json) writeFileSync(options.json, JSON.stringify(results, null, 1))
  if (below.length > 0) {
    console.log(`below ${options.least} %: ${below.join(', ')}`)
    process.exitCode = 1
  }
}
