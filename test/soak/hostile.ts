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
const seconds = Number(process.argv[3] ?? 30)

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

/** What hostile clients send, each on a connection of its own. */
const attacks: Readonly<Record<string, (port: number, turn: number) => Promise<void>>> = {
  async manySmallValues(port, turn) {
    const client = await RawClient.open(port)
    client.send(post(`/~evil-${turn % 40}/api/campaigns`, `{"x":[${'[],'.repeat(300_000)}1]}`))
    await client.answer()
    client.end()
  },
  async hugeRows(port, turn) {
    const client = await RawClient.open(port)
    const body = JSON.stringify({ name: 'x'.repeat(900_000), status: 'draft', type: 'outbound' })
    client.send(post(`/~evil-${turn % 40}/api/campaigns`, body))
    await client.answer()
    client.end()
  },
  async watchesWithoutReading(port, turn) {
    const client = await RawClient.open(port)
    client.send(get(`/~evil-${turn % 40}/__mock/events`, 'Last-Event-ID: 0\r\n'))
    client.socket.pause()
    await pause(3_000)
    client.end()
  },
  async dropsWhatIsWatched(port, turn) {
    const client = await RawClient.open(port)
    client.send(get(`/__mock/sandboxes/evil-${turn % 40}`).replace('GET', 'DELETE'))
    await client.answer()
    client.end()
    await pause(200)
  },
  async sendsMuchAsAForeigner(port) {
    const client = await RawClient.open(port)
    client.send(
      `PUT /__mock/state HTTP/1.1\r\nHost: evil.example\r\nContent-Length: ${256 * megabyte}\r\n\r\n${'x'.repeat(megabyte)}`,
    )
    await client.answer()
    client.end()
    await pause(20)
  },
  async faultsOfBrackets(port, turn) {
    const client = await RawClient.open(port)
    const body = JSON.stringify({ status: 200, times: 2, body: '['.repeat(50_000) })
    client.send(post(`/~evil-${turn % 40}/__mock/faults`, body) + get(`/~evil-${turn % 40}/api/campaigns`))
    await client.answer()
    await client.answer()
    client.send(get(`/~evil-${turn % 40}/__mock/requests?limit=5`))
    await client.answer()
    client.end()
  },
  async neverEndsItsBody(port) {
    const client = await RawClient.open(port)
    client.send(
      `POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${megabyte}\r\n\r\n${'x'.repeat(megabyte / 2)}`,
    )
    await pause(1_000)
    client.end()
  },
  async newSandboxes(port, turn) {
    const client = await RawClient.open(port)
    client.send(get(`/~new-${turn}/api/campaigns`))
    await client.answer()
    client.end()
  },
}

async function attack(port: number, name: string, until: number): Promise<void> {
  for (let turn = 0; performance.now() < until; turn += 1) {
    await attacks[name]?.(port, turn)
    await pause(10)
  }
}

const retainedBy = (sample: Sample | undefined) => (sample ? sample.heap + sample.external : 0)
const newPhase = (): Phase => ({ latencies: [], statuses: new Map(), wrong: [] })
const percentile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0

export async function soakHostile(serverBundle: string): Promise<boolean> {
  const child = fork(join(import.meta.dirname, 'hostile-child.mjs'), [serverBundle, String(memory)], {
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
  const quiet = newPhase()
  await honest(quiet, Math.min(10_000, seconds * 250))
  samples.length = 0
  const loud = newPhase()
  const until = performance.now() + seconds * 1_000
  await Promise.all([honest(loud, seconds * 1_000), ...Object.keys(attacks).map((name) => attack(port, name, until))])
  const worst = Math.max(...samples.map(({ rss }) => rss))
  const collected = samples.filter(({ isCollected }) => isCollected).map((sample) => retainedBy(sample))
  const worstRetained = Math.max(0, ...collected)
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
    rss: { before: megabytes(before?.rss), worst: megabytes(worst), after: megabytes(after?.rss) },
    retained: {
      before: megabytes(retainedBy(before)),
      worst: megabytes(worstRetained),
      after: megabytes(retainedBy(after)),
    },
    quiet: summary(quiet),
    loud: summary(loud),
    exited,
    wrong: [...quiet.wrong, ...loud.wrong].slice(0, 10),
  }
  console.log(JSON.stringify(report, null, 2))
  child.send('stop')
  await new Promise((resolve) => child.once('exit', resolve))
  // What the process takes besides depends on when garbage is collected, and so on the machine: it is told, not judged.
  const isGood = !report.exited && report.wrong.length === 0 && worstRetained < memory + 64 * megabyte
  const slower = report.loud.p99 / report.quiet.p99
  console.log(
    `${isGood ? 'passed' : 'FAILED'}; the slowest hundredth of honest requests took ${slower.toFixed(1)} times as long`,
  )
  return isGood
}

process.exitCode = (await soakHostile(process.argv[2] ?? '')) ? 0 : 1
