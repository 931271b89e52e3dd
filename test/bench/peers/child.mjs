// One peer in a process of its own: `node child.mjs <peer> <rows>` says what a request takes, as a line of JSON.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { loadServer, toRequest } from '../load.mjs'
import { median } from '../measure.mjs'
import { startScript } from '../processes.mjs'
import { orderId, record, recordId, scenario, words } from '../rows.mjs'

const name = process.argv[2]
const size = Number(process.argv[3])
const rows = scenario(size).records.map(({ uuid, firstName, lastName, email, phoneNumber, createdAt }) => ({
  uuid,
  firstName,
  lastName,
  email,
  phoneNumber,
  createdAt,
}))
const { start } = await import(pathToFileURL(resolve(import.meta.dirname, `${name}.mjs`)).href)
const peer = await start(rows)
const costs = peer.port ? await served() : await intercepted()
process.stdout.write(`${JSON.stringify(costs)}\n`, () => process.exit(0))

function requests() {
  const { prefix = '/records', required } = peer
  const word = words()
  let created = size
  const json = (method, body) => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const fresh = () => {
    const index = created++
    const { firstName, lastName, email, phoneNumber } = record(index)
    return {
      firstName,
      lastName,
      email,
      phoneNumber,
      ...(required ?? { uuid: orderId(index), createdAt: '2026-06-01T08:00:00Z' }),
    }
  }
  return {
    get: (index) => [`${peer.get ?? `${prefix}/`}${recordId((index * 7 + 50) % size)}`],
    list: () => [peer.list ?? prefix],
    search: () => [`${peer.search ?? `${prefix}?search=`}${word()}`],
    create: () => [prefix, json('POST', fresh())],
    patch: (index) => [`${prefix}/${recordId((index * 7 + 50) % size)}`, json('PATCH', { firstName: 'Ada' })],
    delete: (index) => [`${prefix}/${recordId(index % 50)}`, { method: 'DELETE' }],
  }
}

/** Microseconds a request through global fetch, for half a second at most each. */
async function intercepted() {
  const found = {}
  for (const [what, make] of Object.entries(requests())) {
    const times = []
    const until = performance.now() + 500
    for (let index = 0; index < 50 && (times.length < 3 || performance.now() < until); index += 1) {
      const [path, init] = make(index)
      const started = performance.now()
      const response = await fetch(peer.base + path, init)
      await response.text()
      times.push((performance.now() - started) * 1_000)
      if (!response.ok) throw new Error(`${what} answered ${response.status}`)
    }
    found[what] = median(times)
  }
  peer.stop()
  return { unit: 'µs', found }
}

/** The share of what bare node:http answers a second, side by side. */
async function served() {
  const limit = await startScript([resolve(import.meta.dirname, '../served/limit.mjs')])
  const found = {}
  const ask = requests()
  for (const what of peer.only ?? ['get', 'list', 'search', 'create']) {
    let index = 0
    const next = () => {
      const [path, init] = ask[what](index++)
      return toRequest({ path, method: init?.method, body: init?.body })
    }
    const shares = []
    for (let round = 0; round < 3; round += 1) {
      const theirs = await loadServer(peer.port, next, { connections: 10, ms: 300 })
      shares.push(theirs / (await loadServer(limit.port, next, { connections: 10, ms: 300 })))
    }
    found[what] = median(shares)
  }
  await limit.stop()
  peer.stop?.()
  return { unit: 'share', found }
}
