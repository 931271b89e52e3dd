// What is kept in memory, with the garbage gone.
import { createMock } from '../../../dist/index.js'
import { heapUsed } from '../measure.mjs'
import { record, recordType, scenario, words } from '../rows.mjs'
import { change } from './reset.mjs'

const megabyte = 1_048_576

/** A scenario that is made up, so that nobody holds a document of it. */
const madeUp = (records) => ({
  name: 'bench',
  now: '2026-06-01T08:00:00Z',
  seed: 1,
  generate: { records: [{ count: records }] },
})

/** Lists contacts and reads one by its id, because the list and the map of a base are made when they are first read. */
async function readOnce(mock) {
  const { records } = await (await mock.fetch('/api/records')).json()
  const { ok } = await mock.fetch(`/api/records/${records[0].uuid}`)
  if (!ok) throw new Error('There is no such contact')
  mock.requests.clear()
}

export async function measureSandboxes() {
  const first = createMock({ scenario: madeUp(10), simulator: false })
  await readOnce(first)
  const before = heapUsed()
  const mock = createMock({ scenario: madeUp(10_000), simulator: false })
  await readOnce(mock)
  const copy = heapUsed() - before
  const uuids = mock.db.record.findMany({ take: 200 }).map((row) => row.uuid)
  const withoutSandboxes = heapUsed()
  for (let index = 0; index < 1_000; index += 1) change(mock.sandbox(`worker-${index}`), index, (row) => uuids[row])
  const sandboxes = heapUsed() - withoutSandboxes
  if (mock.sandboxes.size !== 1_000 || first.requests.count() !== 0) throw new Error('There are not 1,000 sandboxes')
  return { '1,000 sandboxes of 10,000 rows, 10 changes each': { ours: sandboxes / megabyte, limit: copy / megabyte } }
}

/** In a function of its own, so that nothing of the mock is left when it returns. */
function textOf(size) {
  return JSON.stringify(createMock({ scenario: madeUp(size), simulator: false }).db.record.getAll())
}

/** The contacts alone, without orders. The limit is the same rows, parsed into a Map. */
export async function measureHeap(size) {
  const text = textOf(size)
  let before = heapUsed()
  const map = new Map()
  for (const row of JSON.parse(text)) map.set(row.uuid, row)
  const limit = (heapUsed() - before) / size
  if (map.size !== size) throw new Error('Rows are missing')
  map.clear()
  before = heapUsed()
  const mock = createMock({ scenario: madeUp(size), simulator: false })
  await readOnce(mock)
  const loaded = (heapUsed() - before) / size
  const word = words()
  // So many searches complete the index.
  for (let index = 0; index < 80; index += 1) await mock.fetch(`/api/records?search=${word()}`)
  mock.requests.clear()
  await mock.fetch('/api/records')
  const searched = (heapUsed() - before) / size
  if (mock.requests.count() !== 1 || text.length < size) throw new Error('Requests are missing')
  return {
    [`heap a record at ${size.toLocaleString('en')}, before a search`]: { ours: loaded, limit },
    [`heap a record at ${size.toLocaleString('en')}, after a search`]: { ours: searched, limit },
  }
}

function contactsOf(size) {
  return { ...scenario(size), orders: [] }
}

/** An exchange with a body and an answer of half a kilobyte together, against the room that is meant for it. */
export async function measureJournal() {
  const headers = { 'content-type': 'application/json', accept: 'application/json', 'user-agent': 'bench' }
  const mock = createMock({ scenario: contactsOf(10), simulator: false })
  const body = (index) => JSON.stringify({ recordTypeUuid: recordType, ...record(index) })
  const ask = async (index) =>
    (await mock.fetch('/api/records/x', { method: 'PATCH', headers, body: body(index) })).text()
  for (let index = 0; index < 10; index += 1) await ask(index)
  mock.requests.clear()
  const before = heapUsed()
  for (let index = 0; index < 1_000; index += 1) await ask(index)
  const ours = (heapUsed() - before) / 1_000
  if (mock.requests.count() !== 1_000) throw new Error('Exchanges are missing')
  return { 'heap an exchange in the journal': { ours, limit: 4_096 } }
}
