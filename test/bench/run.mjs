// `npm run bench`: every figure of the mock against its limit, measured side by side in the same run.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { groups } from './groups.mjs'
import { growth, growthSizes } from './growth.mjs'
import { median } from './measure.mjs'
import { comparePeers } from './peers.mjs'
import { inProcess } from './processes.mjs'
import { buildOther } from './other-commit.mjs'
import { comparisonTable, growthTable, peerTable, table } from './report.mjs'

const root = resolve(import.meta.dirname, '../..')

const help = `npm run bench -- [options]

Measures the built package, each figure beside its limit in the same run, and prints one table:
the figure, its limit, the ratio of the two, the target, and whether it is met.
Work in process is measured in processor time; starts and servers by the clock.

  --case <text>   only figures whose name contains the text; can be given more than once
  --quick         fewer rounds and no large data: a minute and a half
  --full          more processes, a million rows, and the packages that a user might pick instead: a quarter of an hour
  --json <file>   writes all results to a file too
  --against <rev> builds another commit as well, measures both in turns, and prints how the ratios compare
  --suite         runs npm test, and prints how long it takes
  --check         ends with 1 when a target is missed
  --help          this text

Without --quick or --full it takes under five minutes.
Peers are measured when they are installed: npm install --prefix test/bench/peers
`

const { values: options } = parseArgs({
  options: {
    case: { type: 'string', multiple: true, default: [] },
    quick: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    json: { type: 'string' },
    against: { type: 'string' },
    suite: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (options.help) process.stdout.write(help)
else if (options.against !== undefined) await compare(options.against)
else await run()

async function run() {
  buildIfNeeded()
  const { quick } = options
  const asked = (name) =>
    options.case.length === 0 || options.case.some((text) => name.toLowerCase().includes(text.toLowerCase()))
  const started = performance.now()
  const figures = []
  for (const group of groups) {
    if (!isInRun(group)) continue
    const wanted = group.figures.filter((figure) => asked(figure.name))
    if (wanted.length === 0) continue
    const measured = await measureGroup(group, wanted, quick)
    for (const { name, ratio, target, pass, note } of measured)
      say(`  ${name}: ${ratio === undefined ? note : `${ratio.toFixed(2)}, ${pass ? 'met' : `missed: ${target}`}`}`)
    figures.push(...measured)
  }
  const sizes = asked('growth') ? await measureGrowth(quick) : []
  const peers = options.full && asked('peers') ? await comparePeers(say) : []
  const seconds = Math.round((performance.now() - started) / 1_000)
  const suite = options.suite ? timeSuite() : undefined

  const parts = []
  if (figures.length > 0) parts.push(table(figures))
  if (sizes.length > 0) parts.push(growthTable(sizes))
  if (peers.length > 0) parts.push(peerTable(peers))
  const missed = figures.filter((figure) => figure.pass === false)
  const met = figures.filter((figure) => figure.pass === true)
  if (suite) parts.push(`npm test takes ${Math.round(suite.seconds)} s${suite.passed ? '' : ', and fails'}`)
  parts.push(`${met.length} targets met, ${missed.length} missed, in ${seconds} s on Node ${process.versions.node}`)
  process.stdout.write(`${parts.join('\n\n')}\n`)
  if (options.json)
    writeFileSync(
      options.json,
      `${JSON.stringify({ node: process.versions.node, seconds, figures, growth: sizes, peers, suite }, null, 2)}\n`,
    )
  if (options.check && missed.length > 0) process.exitCode = 1
}

/** Every wanted figure of this commit and of another, process by process in turns. */
async function compare(rev) {
  buildIfNeeded()
  const other = buildOther(rev, say)
  const asked = (name) =>
    options.case.length === 0 || options.case.some((text) => name.toLowerCase().includes(text.toLowerCase()))
  try {
    const rows = []
    for (const group of groups) {
      if (!isInRun(group)) continue
      const wanted = group.figures.filter((figure) => asked(figure.name))
      if (wanted.length === 0) continue
      const sides = { ours: [], theirs: [] }
      // At least three processes of each: one that was disturbed is outvoted.
      for (let index = 0; index < (options.quick ? 1 : Math.max(3, group.processes)); index += 1)
        for (const side of index % 2 === 0 ? ['ours', 'theirs'] : ['theirs', 'ours'])
          sides[side].push(
            ...(await measureGroup(
              { ...group, processes: 1 },
              wanted,
              options.quick,
              side === 'ours' ? undefined : other.folder,
            )),
          )
      for (const { name } of wanted) {
        const of = (side) => {
          const ratios = sides[side].filter((figure) => figure.name === name && figure.ratio !== undefined)
          return ratios.length === 0 ? undefined : median(ratios.map(({ ratio }) => ratio))
        }
        rows.push({ name, ours: of('ours'), theirs: of('theirs') })
      }
    }
    process.stdout.write(`${comparisonTable(rows, rev)}\n`)
    if (options.json) writeFileSync(options.json, `${JSON.stringify({ against: rev, figures: rows }, null, 2)}\n`)
  } finally {
    other.remove()
  }
}

/** What is asked for by its name is measured in every run. */
function isInRun({ quick, full }) {
  if (options.full || options.case.length > 0) return true
  return !full && !(options.quick && quick === false)
}

/** Each process measures both sides; what counts is the median of their ratios. */
async function measureGroup(group, wanted, quick, folder) {
  const samples = new Map(wanted.map((figure) => [figure.name, []]))
  const notes = new Map()
  const processes = options.full ? group.processes : 1
  for (let index = 0; index < processes; index += 1) {
    say(`${group.name}${processes > 1 ? `, process ${index + 1} of ${processes}` : ''}`)
    try {
      const results = await inProcess(
        { group: group.name, wanted: wanted.map((figure) => figure.name), quick, full: options.full },
        group.nodeOptions,
        folder,
      )
      for (const [name, result] of Object.entries(results)) {
        if (result.absent) notes.set(name, result.absent)
        else samples.get(name)?.push(result)
      }
    } catch (error) {
      for (const { name } of wanted) notes.set(name, `failed: ${error.message.split('\n')[0]}`)
      say(error.message)
    }
  }
  return wanted.map((figure) => summary(figure, samples.get(figure.name), notes.get(figure.name)))
}

function summary({ name, limit, target, atLeast = false, unit }, samples, note) {
  const plain = { name, limit, unit, target, atLeast }
  if (samples.length === 0) return { ...plain, note: note ?? 'not measured' }
  const ours = median(samples.map((sample) => sample.ours))
  const theirs = median(samples.map((sample) => sample.limit))
  const ratio = median(samples.map((sample) => sample.ours / sample.limit))
  const pass = atLeast ? ratio >= target : ratio <= target
  return { ...plain, ours, limitValue: theirs, ratio, pass, samples }
}

async function measureGrowth(quick) {
  const found = []
  const largest = options.full ? Infinity : quick ? 10_000 : 100_000
  for (const size of growthSizes.filter((each) => each <= largest)) {
    say(`growth, ${size.toLocaleString('en')} rows`)
    found.push({ size, costs: await inProcess({ growth: size, quick }, ['--expose-gc']) })
  }
  return found.map(({ size, costs }) => ({
    size,
    costs: growth.map(({ key, name, unit }) => ({ name, unit, cost: costs[key] })),
  }))
}

function timeSuite() {
  say('npm test')
  const began = performance.now()
  const { status } = spawnSync('npm', ['test'], { cwd: root, stdio: ['ignore', 2, 2] })
  return { seconds: (performance.now() - began) / 1_000, passed: status === 0 }
}

/** Says what is done and when, in minutes and seconds since the start. */
function say(text) {
  const seconds = Math.round(process.uptime())
  process.stderr.write(`${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} ${text}\n`)
}

/** What users get is dist/: built when it is missing or older than its sources. */
function buildIfNeeded() {
  const built = join(root, 'dist/index.js')
  const newest = Math.max(
    ...['src', 'fixtures', '.config'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (name) => statSync(join(root, folder, name)).mtimeMs,
      ),
    ),
  )
  if (existsSync(built) && statSync(built).mtimeMs >= newest) return
  say('building')
  const { status } = spawnSync(process.execPath, [join(root, '.config/build.mjs')], { stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error('The build failed: there is nothing to measure')
}
