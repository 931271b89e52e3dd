// The same measures at growing sizes: what must stay flat, and what cannot.

export const growthSizes = [100, 1_000, 10_000, 100_000, 1_000_000]

export const growth = [
  { key: 'load', name: 'load the scenario', unit: 'ms' },
  { key: 'heap', name: 'heap, beside the scenario object', unit: 'MB' },
  { key: 'get', name: 'get a record', unit: 'µs' },
  { key: 'list', name: 'list, any page', unit: 'µs' },
  { key: 'status', name: 'orders by status, any page', unit: 'µs' },
  { key: 'firstSearch', name: 'first search', unit: 'ms' },
  { key: 'search', name: 'search, a new word', unit: 'µs' },
  { key: 'searchAfterWrite', name: 'search after a write', unit: 'µs' },
  { key: 'create', name: 'create', unit: 'µs' },
  { key: 'patch', name: 'patch', unit: 'µs' },
  { key: 'delete', name: 'delete', unit: 'µs' },
  { key: 'reset', name: 'reset after 10 changes', unit: 'µs' },
  { key: 'sandbox', name: 'a sandbox', unit: 'µs' },
]

/** Through `mock.fetch`: the engine, with nothing of msw. */
export async function measureGrowth(size, quick) {
  const { createMock } = await import('../../dist/index.js')
  const { heapUsed, median, processorTime } = await import('./measure.mjs')
  const { campaignId, record, recordId, recordType, scenario, words } = await import('./rows.mjs')
  const { timeReset } = await import('./cases/reset.mjs')
  await createMock({ scenario: scenario(20), simulator: false }).fetch('/api/records')

  const document = scenario(size)
  const before = heapUsed()
  let started = processorTime()
  const mock = createMock({ scenario: document, simulator: false })
  const load = processorTime() - started
  const heap = (heapUsed() - before) / 1_048_576

  const timed = async (call, calls = 300) => {
    const times = []
    for (let round = -1; round < (quick ? 3 : 7); round += 1) {
      const began = processorTime()
      for (let index = 0; index < calls; index += 1) await call(index)
      if (round >= 0) times.push(((processorTime() - began) * 1_000) / calls)
      mock.reset()
    }
    return median(times)
  }
  const read = async (path) => (await mock.fetch(path)).text()
  const send = async (method, path, body) =>
    (
      await mock.fetch(path, {
        method,
        body: body && JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      })
    ).text()
  const pages = Math.max(1, Math.floor(size / 10))
  const statusPages = Math.max(1, Math.floor(size / 20 / 7 / 10))
  const word = words()

  started = processorTime()
  await read(`/api/records?search=${word()}`)
  const firstSearch = processorTime() - started
  return {
    load,
    heap,
    firstSearch,
    get: await timed((index) => read(`/api/records/${recordId((index * 7) % size)}`)),
    list: await timed((index) => read(`/api/records?page=${1 + ((index * 7) % pages)}`)),
    status: await timed((index) =>
      read(`/api/campaigns/${campaignId(index)}/orders?status=planned&page=${1 + (index % statusPages)}`),
    ),
    search: await timed(() => read(`/api/records?search=${word()}`)),
    searchAfterWrite: await timed(async (index) => {
      await send('PATCH', `/api/records/${recordId(index % size)}`, { firstName: 'Ada' })
      await read(`/api/records?search=${word()}`)
    }, 100),
    create: await timed((index) =>
      send('POST', '/api/records', { recordTypeUuid: recordType, ...record(size + index) }),
    ),
    patch: await timed((index) => send('PATCH', `/api/records/${recordId(index % size)}`, { firstName: 'Ada' })),
    delete: await timed((index) => send('DELETE', `/api/records/${recordId(index % size)}`), Math.min(300, size)),
    reset: timeReset(mock, 200),
    sandbox: await timed((index) => {
      mock.sandbox(`s${index}`)
      mock.dropSandbox(`s${index}`)
    }),
  }
}
