import { fork } from 'node:child_process'
import { join } from 'node:path'
import { get, post, RawClient } from '../server/raw.ts'

/**
 * Honest and hostile clients on one server: what the honest ones notice, and what the server takes.
 * `node test/soak/hostile.mjs [seconds]`; everything stays on this machine.
 */

interface Sample {
  readonly rss: number
  readonly heap: number
  /** What V8 has reserved for the heap. */
  readonly heapTotal: number
  readonly external: number
  /** Whether garbage was collected just before. */
  readonly isCollected: boolean
}

interface Phase {
  readonly latencies: number[]
  readonly statuses: Map<string, number>
  readonly wrong: string[]
}

const megabyte = 1_048_576
const memory = 128 * megabyte
const [serverBundle = '', heapBundle = '', attackBundle = '', length = '30', ...named] = process.argv.slice(2)
const seconds = Number(length)

const pause = (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

/** The life of a campaign in a sandbox of its own, over and over. */
async function liveHonestly(port: number, name: string, until: number, phase: Phase): Promise<void> {
  const client = await RawClient.open(port)
  const ask = async (what: string, text: string, status: number) => {
    const started = performance.now()
    client.send(text)
    const answer = await client.answer()
    phase.latencies.push(performance.now() - started)
    const key = String(answer?.status)
    phase.statuses.set(key, (phase.statuses.get(key) ?? 0) + 1)
    if (answer?.status !== status) phase.wrong.push(`${name}, ${what}: ${answer?.status} ${answer?.body.slice(0, 200)}`)
    return answer
  }
  const base = `/~${name}/api/campaigns`
  while (performance.now() < until) {
    const created = await ask('create', post(base, '{"name":"Honest","status":"draft","type":"outbound"}'), 201)
    if (!created) return
    const { uuid } = JSON.parse(created.body) as { uuid: string }
    await ask('list', get(`${base}?limit=5`), 200)
    await ask('update', post(`${base}/${uuid}`, '{"status":"active"}').replace('POST', 'PATCH'), 200)
    await ask('get', get(`${base}/${uuid}`), 200)
    await ask('delete', get(`${base}/${uuid}`).replace('GET', 'DELETE'), 200)
    await pause(2)
  }
  client.end()
}

const retainedBy = (sample: Sample | undefined) => (sample ? sample.heap + sample.external : 0)
const newPhase = (): Phase => ({ latencies: [], statuses: new Map(), wrong: [] })
const percentile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0

/** Lets the hostile clients loose in a process of their own. Returns how often each did what it does. */
function attack(port: number): Promise<Record<string, number>> {
  return new Promise((resolve, reject) => {
    const child = fork(attackBundle, [String(port), String(seconds), ...named])
    child.once('message', resolve)
    child.once('exit', (code) => reject(new Error(`The hostile clients ended with ${code}`)))
  })
}

export async function soakHostile(): Promise<boolean> {
  const child = fork(join(import.meta.dirname, 'hostile-child.mjs'), [serverBundle, heapBundle, String(memory)], {
    execArgv: ['--expose-gc'],
  })
  let exited = false
  child.once('exit', () => (exited = true))
  const samples: Sample[] = []
  const told = new Promise<{ port: number }>((resolve) => {
    child.on('message', (message: { port: number } | Sample) => {
      if ('port' in message) resolve(message)
      else samples.push(message)
    })
  })
  const { port } = await told
  const rest = async () => {
    await pause(2_000)
    return samples.at(-1)
  }
  const honest = async (phase: Phase, ms: number) => {
    const until = performance.now() + ms
    await Promise.all(Array.from({ length: 8 }, (_, index) => liveHonestly(port, `honest-${index}`, until, phase)))
  }
  await honest(newPhase(), 2_000)
  child.send('collect')
  const before = await rest()
  const quietMs = Math.min(15_000, seconds * 250)
  const quiet = newPhase()
  await honest(quiet, quietMs)
  samples.length = 0
  const loud = newPhase()
  const [attacks] = await Promise.all([attack(port), honest(loud, seconds * 1_000)])
  const worst = samples.reduce((most, sample) => (sample.rss > most.rss ? sample : most))
  const collected = samples.filter(({ isCollected }) => isCollected).map((sample) => retainedBy(sample))
  const worstRetained = Math.max(0, ...collected)
  // The machine may be slower now than at the beginning, so the quiet figure comes from both ends.
  await honest(quiet, quietMs)
  child.send('collect')
  const after = await rest()
  const summary = ({ latencies, statuses }: Phase) => ({
    requests: latencies.length,
    p50: Number(percentile(latencies, 0.5).toFixed(1)),
    p99: Number(percentile(latencies, 0.99).toFixed(1)),
    statuses: Object.fromEntries(statuses),
  })
  const megabytes = (bytes = 0) => Math.round(bytes / megabyte)
  const report = {
    budget: megabytes(memory),
    rss: { before: megabytes(before?.rss), worst: megabytes(worst.rss), after: megabytes(after?.rss) },
    atWorst: {
      heap: megabytes(worst.heap),
      heapTotal: megabytes(worst.heapTotal),
      external: megabytes(worst.external),
    },
    retained: {
      before: megabytes(retainedBy(before)),
      worst: megabytes(worstRetained),
      after: megabytes(retainedBy(after)),
    },
    quiet: summary(quiet),
    loud: summary(loud),
    attacks,
    exited,
    wrong: [...quiet.wrong, ...loud.wrong].slice(0, 10),
  }
  console.log(JSON.stringify(report, null, 2))
  child.send('stop')
  await new Promise((resolve) => child.once('exit', resolve))
  const limit = memory + 64 * megabyte
  // Two figures are printed and not judged. How long requests took depends on what else the machine does. How much of
  // its garbage the process keeps depends on V8, and has been some MiB above the limit.
  const isGood = !report.exited && report.wrong.length === 0 && worstRetained < limit
  const slower = report.loud.p99 / report.quiet.p99
  console.log(
    `${isGood ? 'passed' : 'FAILED'}; the slowest hundredth of honest requests took ${slower.toFixed(1)} times as long; ` +
      `the process had at most ${megabytes(worst.rss)} MiB, and should have at most ${megabytes(limit)}`,
  )
  return isGood
}

process.exitCode = (await soakHostile()) ? 0 : 1
