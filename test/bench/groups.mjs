// All figures, by the groups that share a process. What a group needs is loaded in its own processes only.
// `quick: false` leaves a group out of quick runs, `full` out of all but full ones. Only full runs use several processes.

/** In thousands, as the names of figures say it. */
const ofRows = (size) => `${size.toLocaleString('en')} rows`

function requestGroup(size) {
  const figure = (name, limit, target) => ({ name: `${name}, ${ofRows(size)}`, limit, target, unit: 'µs' })
  const get = 'bare http.get'
  const large = size >= 100_000
  return {
    name: `requests, ${ofRows(size)}`,
    quick: large ? false : undefined,
    processes: large ? 2 : 3,
    figures: [
      figure('get', get, 0.85),
      figure('list', get, 0.85),
      figure('list by campaign', get, 0.85),
      figure('orders by status', get, 0.85),
      figure('search', get, 0.85),
      figure('create', 'bare http.post', 0.85),
      figure('patch', 'bare http.patch', 0.85),
      figure('delete', 'bare http.delete', 0.85),
    ],
    async run(context) {
      const { measureRequests } = await import('./cases/requests.mjs')
      return measureRequests(size, context, (name) => `${name}, ${ofRows(size)}`)
    },
  }
}

const server = 'bare node:http'
const servedFigures = (size) => [
  ...(size === 1_000
    ? [10, 50].flatMap((connections) =>
        ['get', 'list'].map((name) => ({
          name: `server ${name}, ${connections} connections`,
          limit: server,
          target: name === 'get' ? 0.8 : 0.9,
          atLeast: true,
          unit: 'req/s',
        })),
      )
    : []),
  {
    name: `server search, ${ofRows(size)}`,
    limit: server,
    target: size === 1_000 ? 0.75 : 0.45,
    atLeast: true,
    unit: 'req/s',
  },
  ...(size === 1_000 ? [{ name: 'server create', limit: server, target: 0.6, atLeast: true, unit: 'req/s' }] : []),
]

function serverGroup(size) {
  return {
    name: `server, ${ofRows(size)}`,
    quick: size > 1_000 ? false : undefined,
    processes: 1,
    figures: servedFigures(size),
    async run(context) {
      const { measureServer } = await import('./cases/server.mjs')
      return measureServer(size, context)
    },
  }
}

export const groups = [
  requestGroup(1_000),
  requestGroup(100_000),
  {
    name: 'broad search',
    quick: false,
    processes: 1,
    figures: [
      { name: 'search for three letters, 1 % of 100,000 rows', limit: 'bare http.get', target: 1.2, unit: 'µs' },
    ],
    async run(context) {
      const { measureBroadSearch } = await import('./cases/search.mjs')
      return { 'search for three letters, 1 % of 100,000 rows': await measureBroadSearch(context) }
    },
  },
  {
    name: 'first search',
    quick: false,
    processes: 1,
    figures: [{ name: 'first search, 100,000 rows', limit: 'one pass over the texts', target: 8, unit: 'ms' }],
    async run() {
      const { measureFirstSearch } = await import('./cases/search.mjs')
      return { 'first search, 100,000 rows': await measureFirstSearch() }
    },
  },
  {
    name: 'demo',
    processes: 1,
    figures: ['first in a process', 'again'].map((when) => ({
      name: `createMock of demo, ${when}`,
      limit: 'JSON.parse of its snapshot',
      target: 6,
      unit: 'ms',
    })),
    async run(context) {
      const { measureDemo } = await import('./cases/demo.mjs')
      return measureDemo(context)
    },
  },
  {
    name: 'in a page',
    quick: false,
    processes: 1,
    figures: [
      ...['', ' by the clock'].flatMap((how) =>
        ['demo', 'large', 'demo, reloaded', 'large, reloaded'].map((name) => ({
          name: `${name} in Chromium, the longest task${how}`,
          limit: 'what is not felt',
          target: 1,
          unit: 'ms',
        })),
      ),
      { name: 'large in Chromium, until usable', limit: 'the same, made at once', target: 1.5, unit: 'ms' },
    ],
    async run(context) {
      const { measurePage } = await import('./cases/page.mjs')
      return measurePage(context)
    },
  },
  {
    name: 'engine',
    processes: 3,
    figures: [
      { name: 'engine alone: mock.fetch of a get', limit: 'Request + Response.json + json()', target: 1.1, unit: 'µs' },
    ],
    async run(context) {
      const { measureEngine } = await import('./cases/engine.mjs')
      return measureEngine(context)
    },
  },
  {
    name: 'explore',
    processes: 2,
    figures: [
      { name: 'a world of a search, four requests', limit: 'isolate, the same requests', target: 3, unit: 'µs' },
    ],
    async run(context) {
      const { measureExplore } = await import('./cases/explore.mjs')
      return measureExplore(context)
    },
  },
  {
    name: 'cold start',
    processes: 1,
    figures: [{ name: 'cold start, 50 faker rows, as a process', limit: 'bare msw handler', target: 1, unit: 'ms' }],
    async run(context) {
      const { measureColdProcess } = await import('./cases/cold-start.mjs')
      return measureColdProcess(context)
    },
  },
  {
    name: 'cold start in vitest',
    processes: 1,
    figures: [
      { name: 'cold start, 50 faker rows, as a vitest file', limit: 'bare msw handler', target: 1, unit: 'ms' },
    ],
    async run(context) {
      const { measureColdVitest } = await import('./cases/cold-start.mjs')
      return measureColdVitest(context)
    },
  },
  {
    name: 'reset',
    quick: false,
    processes: 2,
    nodeOptions: ['--expose-gc'],
    figures: [{ name: 'reset after 10 changes, 100,000 rows', limit: 'the same, 100 rows', target: 1.2, unit: 'µs' }],
    async run(context) {
      const { measureReset } = await import('./cases/reset.mjs')
      return measureReset(context)
    },
  },
  {
    name: 'history',
    quick: false,
    processes: 2,
    figures: [
      { name: 'a PATCH with the history on', limit: 'the same with it off', target: 1.05, unit: 'µs' },
      { name: 'a step back over the last request, 100,000 rows', limit: 'the same, 100 rows', target: 1.5, unit: 'µs' },
      { name: 'a fork, 100,000 rows', limit: 'the same, 100 rows', target: 1.5, unit: 'µs' },
    ],
    async run(context) {
      const { measureHistory } = await import('./cases/history.mjs')
      return measureHistory(context)
    },
  },
  {
    name: 'sandboxes',
    processes: 1,
    nodeOptions: ['--expose-gc'],
    figures: [
      {
        name: '1,000 sandboxes of 10,000 rows, 10 changes each',
        limit: 'one copy of the scenario',
        target: 1.5,
        unit: 'MB',
      },
    ],
    async run(context) {
      const { measureSandboxes } = await import('./cases/memory.mjs')
      return measureSandboxes(context)
    },
  },
  ...[100_000, 1_000_000].map(heapOfRecords),
  {
    name: 'journal',
    processes: 1,
    nodeOptions: ['--expose-gc'],
    figures: [{ name: 'heap an exchange in the journal', limit: 'the room meant for it', target: 1, unit: 'B' }],
    async run(context) {
      const { measureJournal } = await import('./cases/memory.mjs')
      return measureJournal(context)
    },
  },
  {
    name: 'seeding',
    processes: 2,
    figures: [
      {
        name: 'records seeded with faker',
        limit: 'bare faker, same fields',
        target: 1.2,
        atLeast: true,
        unit: 'rows/s',
      },
    ],
    async run(context) {
      const { measureSeeding } = await import('./cases/seeding.mjs')
      return measureSeeding(context)
    },
  },
  {
    name: 'simulator',
    quick: false,
    processes: 1,
    figures: [
      {
        name: 'simulator: a call, 100,000 orders to the end',
        limit: 'the least program with findable rows',
        target: 3,
        unit: 'µs',
      },
    ],
    async run(context) {
      const { measureSimulator } = await import('./cases/simulator.mjs')
      return measureSimulator(context)
    },
  },
  serverGroup(1_000),
  serverGroup(100_000),
  {
    name: 'server memory',
    processes: 1,
    nodeOptions: ['--expose-gc'],
    figures: ['heap of large bodies on a server', 'heap of 200 sandboxes with 50 requests each'].map((name) => ({
      name,
      limit: 'what is charged',
      target: 1,
      unit: 'MB',
    })),
    async run() {
      const { measureServerMemory } = await import('./cases/server-memory.mjs')
      return measureServerMemory()
    },
  },
  {
    name: 'server start',
    processes: 1,
    figures: [{ name: 'server, start to first answer', limit: 'bare node:http script', target: 2.5, unit: 'ms' }],
    async run(context) {
      const { measureServerStart } = await import('./cases/server.mjs')
      return measureServerStart(context)
    },
  },
  {
    name: 'fleet',
    quick: false,
    processes: 1,
    figures: [
      {
        name: 'fleet: 200 workers on four processes',
        limit: 'one process behind the same nginx',
        target: 1,
        atLeast: true,
        unit: 'req/s',
      },
    ],
    async run(context) {
      const { measureFleet } = await import('./cases/fleet.mjs')
      return measureFleet(context)
    },
  },
  {
    name: 'inspector',
    processes: 1,
    figures: [
      { name: 'inspector script, gzipped', limit: 'what the plan allows', target: 1, unit: 'KB' },
      {
        name: 'inspector script with all views, gzipped',
        limit: 'what the plan allows',
        target: 1,
        unit: 'KB',
      },
    ],
    async run(context) {
      const { measureInspector } = await import('./cases/inspector.mjs')
      return measureInspector(context)
    },
  },
]

function heapOfRecords(size) {
  const rows = size.toLocaleString('en')
  return {
    name: `heap a record at ${rows}`,
    quick: false,
    full: size > 100_000,
    processes: 1,
    nodeOptions: ['--expose-gc'],
    figures: [
      { name: `heap a record at ${rows}, before a search`, limit: 'plain objects in a Map', target: 1.2, unit: 'B' },
      { name: `heap a record at ${rows}, after a search`, limit: 'plain objects in a Map', target: 1.5, unit: 'B' },
    ],
    async run() {
      const { measureHeap } = await import('./cases/memory.mjs')
      return measureHeap(size)
    },
  }
}
