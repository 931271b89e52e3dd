// 200 workers with a sandbox each: on four processes behind nginx, against one process behind the same nginx.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request, Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { median } from '../measure.mjs'

const root = resolve(import.meta.dirname, '../../..')
const nginx = ['nginx', '/usr/sbin/nginx'].find((name) => spawnSync(name, ['-v']).status === 0)
const workers = Array.from({ length: 200 }, (_, index) => `worker-${index}`)
/** What a worker asks for: the life of a campaign with three contacts. */
const requestsOfWorker = 10

export async function measureFleet({ full }) {
  const name = 'fleet: 200 workers on four processes'
  if (!nginx) return { [name]: { absent: 'nginx is not installed' } }
  const rates = { ours: [], limit: [] }
  const hashes = new Set()
  for (let round = 0; round < (full ? 3 : 1); round += 1)
    for (const side of round % 2 === 0 ? ['ours', 'limit'] : ['limit', 'ours']) {
      const { rate, hash } = await runFleet(side === 'ours' ? 4 : 1)
      rates[side].push(rate)
      hashes.add(hash)
    }
  if (hashes.size !== 1) throw new Error('Four processes answered with other bytes than one')
  return { [name]: { ours: median(rates.ours), limit: median(rates.limit) } }
}

async function runFleet(processes) {
  const folder = mkdtempSync(join(tmpdir(), 'callcamp-fleet-'))
  const port = await freePort()
  const script = join(root, 'test/examples/fleet/fleet.mjs')
  const fleet = spawn(process.execPath, [script, String(port), String(processes), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, COMMAND: `${process.execPath} ${join(root, 'dist/cli.js')}`, PROXY: nginx },
  })
  const ended = new Promise((done) => {
    fleet.once('exit', done)
  })
  const agent = new Agent({ keepAlive: true, maxSockets: 50 })
  try {
    const isReady = await Promise.race([new Promise((ready) => fleet.stdout.once('data', () => ready(true))), ended])
    if (isReady !== true) throw new Error(`The fleet ended with ${isReady} before it was ready`)
    // The first requests compile the code of each process.
    await Promise.all(workers.map((worker) => work(agent, port, `warm-${worker}`)))
    const started = performance.now()
    const texts = await Promise.all(workers.map((worker) => work(agent, port, worker)))
    const seconds = (performance.now() - started) / 1_000
    const hash = createHash('sha256').update(texts.join('\n')).digest('hex')
    return { rate: (workers.length * requestsOfWorker) / seconds, hash }
  } finally {
    agent.destroy()
    fleet.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs one worker. Returns all that it was answered. */
async function work(agent, port, name) {
  const texts = []
  const ask = async (method, path, body) => {
    const text = await send(agent, port, method, `/~${name}${path}`, body)
    texts.push(text)
    return JSON.parse(text)
  }
  const { uuid } = await ask('POST', '/api/campaigns', { name, status: 'draft', type: 'outbound' })
  for (const digit of [0, 1, 2])
    await ask('POST', `/api/campaigns/${uuid}/orders`, {
      status: 'planned',
      record: { phoneNumber: `+1415555010${digit}` },
    })
  await ask('PATCH', `/api/campaigns/${uuid}`, { status: 'active' })
  await ask('POST', '/__mock/clock', { advance: '2d' })
  await ask('GET', `/api/campaigns/${uuid}/orders`)
  await ask('GET', `/api/campaigns/${uuid}`)
  await ask('GET', '/api/records')
  await ask('GET', '/__mock/stats')
  return texts.join('\n')
}

function send(agent, port, method, path, body) {
  const text = body && JSON.stringify(body)
  const headers = text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
  return new Promise((done, failed) => {
    request({ agent, host: '127.0.0.1', port, method, path, headers: headers || {} }, (response) => {
      let answer = ''
      response.setEncoding('utf8').on('data', (chunk) => (answer += chunk))
      response.on('end', () =>
        response.statusCode < 300 ? done(answer) : failed(new Error(`${method} ${path}: ${answer}`)),
      )
    })
      .once('error', failed)
      .end(text)
  })
}

async function freePort() {
  const server = createServer()
  await new Promise((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const { port } = server.address()
  await new Promise((done) => {
    server.close(done)
  })
  return port
}
