import { constants, setPriority } from 'node:os'
import { get, post, RawClient } from '../server/raw.ts'

/**
 * Hostile clients, in a process of their own, so that what they do costs the honest ones nothing but the server's time:
 * `node attacks.mjs <port> <seconds>`.
 */

const megabyte = 1_048_576
/** Adds contacts to the first campaign of `demo`. */
const associatePath = '/api/campaigns/CAMPAIGN/orders/associate'

const pause = (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

const seriesOf = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join()
const wrongParts = seriesOf(9_000, (index) => `{"k${index}":{}}`)

/** Made once: what it takes to make them should not slow the honest clients down. */
const bodies = {
  manySmallValues: `{"x":[${'[],'.repeat(300_000)}1]}`,
  hugeRow: JSON.stringify({ name: 'x'.repeat(900_000), status: 'draft', type: 'outbound' }),
  brackets: JSON.stringify({ status: 200, times: 2, body: '['.repeat(50_000) }),
  manyErrors: `{"recordUuids":[${'1,'.repeat(25_000)}1]}`,
  manyUnknownKeys: `{"name":"x","status":"draft","type":"outbound",${seriesOf(25_000, (index) => `"k${index}":1`)}}`,
  manyWrongParts: `{"name":[${wrongParts}],"status":[${wrongParts}]}`,
  megabyte: 'x'.repeat(megabyte),
}

/** What hostile clients send, each on a connection of its own. */
const attacks: Readonly<Record<string, (port: number, turn: number) => Promise<void>>> = {
  async manySmallValues(port, turn) {
    const client = await RawClient.open(port)
    client.send(post(`/~evil-${turn % 40}/api/campaigns`, bodies.manySmallValues))
    await client.answer()
    client.end()
  },
  async hugeRows(port, turn) {
    const client = await RawClient.open(port)
    client.send(post(`/~evil-${turn % 40}/api/campaigns`, bodies.hugeRow))
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
      `PUT /__mock/state HTTP/1.1\r\nHost: evil.example\r\nContent-Length: ${256 * megabyte}\r\n\r\n${bodies.megabyte}`,
    )
    await client.answer()
    client.end()
    await pause(20)
  },
  async faultsOfBrackets(port, turn) {
    const client = await RawClient.open(port)
    client.send(post(`/~evil-${turn % 40}/__mock/faults`, bodies.brackets) + get(`/~evil-${turn % 40}/api/campaigns`))
    await client.answer()
    await client.answer()
    client.send(get(`/~evil-${turn % 40}/__mock/requests?limit=5`))
    await client.answer()
    client.end()
  },
  async neverEndsItsBody(port) {
    const client = await RawClient.open(port)
    client.send(
      `POST /api/campaigns HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${megabyte}\r\n\r\n${bodies.megabyte.slice(megabyte / 2)}`,
    )
    await pause(1_000)
    client.end()
  },
  async manyErrors(port, turn) {
    await sendOnce(port, post(`/~evil-${turn % 40}${associatePath}`, bodies.manyErrors))
  },
  async manyUnknownKeys(port, turn) {
    await sendOnce(port, post(`/~evil-${turn % 40}/api/campaigns`, bodies.manyUnknownKeys))
  },
  async manyWrongParts(port, turn) {
    await sendOnce(port, post(`/~evil-${turn % 40}/api/campaigns`, bodies.manyWrongParts))
  },
  async sendsManyAtOnce(port, turn) {
    const client = await RawClient.open(port)
    client.send(get(`/~evil-${turn % 40}/api/records?limit=1`).repeat(100))
    for (let count = 0; count < 100; count += 1) await client.answer()
    client.end()
    await pause(50)
  },
  async watchesAllWithoutReading(port) {
    const client = await RawClient.open(port)
    client.send(get('/__mock/events?sandbox=*', 'Last-Event-ID: 0\r\n'))
    client.socket.pause()
    await pause(3_000)
    client.end()
  },
  async dripsItsHead(port) {
    const client = await RawClient.open(port)
    for (const character of 'GET /api/campaigns HTTP/1.1\r\nX: ') {
      client.send(character)
      await pause(100)
    }
    client.end()
  },
  async newSandboxes(port, turn) {
    const client = await RawClient.open(port)
    client.send(get(`/~new-${turn}/api/campaigns`))
    await client.answer()
    client.end()
  },
}

async function sendOnce(port: number, text: string): Promise<void> {
  const client = await RawClient.open(port)
  client.send(text)
  await client.answer()
  client.end()
}

async function attack(port: number, name: string, until: number): Promise<void> {
  for (let turn = 0; performance.now() < until; turn += 1) {
    await attacks[name]?.(port, turn)
    counts.set(name, turn + 1)
    await pause(10)
  }
}

// Hostile clients work on machines of their own. Here they must not take the honest ones' share of this one.
setPriority(constants.priority.PRIORITY_LOW)
const counts = new Map<string, number>()
const [port, seconds] = process.argv.slice(2).map(Number)
const until = performance.now() + (seconds ?? 0) * 1_000
const only = process.argv.slice(4)
const names = Object.keys(attacks).filter((name) => only.length === 0 || only.includes(name))
await Promise.all(names.map((name) => attack(port ?? 0, name, until)))
process.send?.(Object.fromEntries(counts))
