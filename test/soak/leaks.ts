/**
 * Whether anything stays behind: asks, resets, makes and drops, and looks at the heap after each part.
 * Run with `--expose-gc`; `--scale 0.01` does a hundredth of it, `--only` one part; `--plant` leaks on purpose.
 */
import { parseArgs } from 'node:util'
import { internals } from '../../src/engine/internals.ts'
import { createMock, type Mock } from '../../src/index.ts'

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: '1' },
    plant: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})
const scale = Number(values.scale)
const mebibyte = 1_048_576
/** What may come and go: code that is compiled, caches of a bounded size. */
const slack = 8 * mebibyte

interface Part {
  readonly name: string
  readonly count: number
  /** Makes the work; it is done once before anything is measured. */
  readonly prepare: () => (index: number) => void
}

const headers = { 'content-type': 'application/json' }

function ask(mock: Mock, method: string, path: string, body?: string): string {
  const [address = '', query = ''] = path.split('?')
  return (
    mock[internals].run({
      method,
      url: path,
      path: address,
      query,
      body,
      header: (name) => (name === 'content-type' ? headers[name] : undefined),
      headers: () => headers,
    }).body ?? ''
  )
}

/** The history keeps rows up to a bound; a short one is full before anything is measured. */
const history = 20

/** Requests of all kinds, whose rows are gone again at the end of each round. */
function asking(mock: Mock): (index: number) => void {
  let campaign = ''
  let record = ''
  const steps = [
    () =>
      (campaign = JSON.parse(
        ask(mock, 'POST', '/api/campaigns', '{"name":"Soak","status":"active","type":"outbound"}'),
      ).uuid),
    (index: number) =>
      (record = JSON.parse(
        ask(
          mock,
          'POST',
          `/api/campaigns/${campaign}/orders`,
          `{"status":"planned","record":{"phoneNumber":"+1415555${String(index % 10_000).padStart(4, '0')}","firstName":"Soak ${index}"}}`,
        ),
      ).record.uuid),
    () => ask(mock, 'GET', `/api/campaigns/${campaign}/orders?search=soak`),
    (index: number) => ask(mock, 'GET', `/api/records?search=soak ${index}`),
    () => ask(mock, 'PATCH', `/api/records/${record}`, '{"lastName":"Test"}'),
    () => mock.clock.advance('10m'),
    (index: number) => ask(mock, 'GET', `/api/unknown/${index}`),
    () => ask(mock, 'POST', '/api/campaigns', '{"name":'),
    () => ask(mock, 'DELETE', `/api/records/${record}`),
    () => ask(mock, 'DELETE', `/api/campaigns/${campaign}`),
  ]
  return (index) => void steps[index % steps.length]?.(index)
}

const kept: unknown[] = []

const parts: readonly Part[] = [
  {
    name: 'requests',
    count: 1_000_000,
    prepare: () => asking(createMock({ scenario: 'empty', journal: 100, history })),
  },
  {
    name: 'resets',
    count: 10_000,
    prepare() {
      const mock = createMock({ scenario: 'demo', history })
      return () => {
        mock.db.record.create({})
        mock.clock.advance('1h')
        mock.reset()
      }
    },
  },
  {
    name: 'snapshots restored',
    count: 2_000,
    prepare() {
      const mock = createMock({ scenario: 'demo', history })
      return () => {
        mock.clock.advance('1m')
        mock.restore(mock.snapshot())
      }
    },
  },
  {
    name: 'sandboxes',
    count: 10_000,
    prepare() {
      const mock = createMock({ scenario: 'demo', history })
      return (index) => {
        const sandbox = mock.sandbox(`s${index}`)
        sandbox.on('request', () => {})
        sandbox.faults.add({ status: 503, times: 1 })
        ask(sandbox, 'GET', '/api/campaigns')
        sandbox.clock.advance('1h')
        mock.dropSandbox(`s${index}`)
      }
    },
  },
  {
    name: 'mocks',
    count: 1_000,
    prepare: () => () => {
      const mock = createMock({ scenario: 'demo', history })
      ask(mock, 'GET', '/api/records?search=a')
      mock.clock.advance('1d')
      if (mock.handlers.length === 0) throw new Error('No handlers')
    },
  },
  ...(values.plant
    ? [
        {
          name: 'planted',
          count: 100_000,
          prepare: () => (index: number) => void kept.push(Array.from({ length: 2_000 }, () => index)),
        },
      ]
    : []),
]

function heap(): number {
  if (!globalThis.gc) throw new Error('Run with --expose-gc')
  for (let round = 0; round < 3; round += 1) globalThis.gc()
  return process.memoryUsage().heapUsed
}

const inMebibytes = (bytes: number) => `${(bytes / mebibyte).toFixed(1)} MiB`

/** A leak grows on: the heap after the second half is set against the heap after the first. */
async function measure({ name, count, prepare }: Part): Promise<boolean> {
  const half = Math.max(20, Math.round((count * scale) / 2))
  const work = prepare()
  const run = async (from: number) => {
    for (let index = from; index < from + half; index += 1) {
      work(index)
      // What waits for its turn gets one: a promise that nobody settles would be a leak too.
      if (index % 1_000 === 0) await new Promise((done) => setImmediate(done))
    }
  }
  const started = performance.now()
  await run(0)
  const first = heap()
  await run(half)
  const second = heap()
  const flat = second - first < slack
  console.log(
    `${name}: ${half * 2} in ${((performance.now() - started) / 1_000).toFixed(1)} s, heap ${inMebibytes(first)} after the first half, ${inMebibytes(second)} after the second: ${flat ? 'flat' : 'IT GROWS'}`,
  )
  return flat
}

let growing = 0
for (const part of parts.filter(({ name }) => values.only === undefined || name === values.only))
  if (!(await measure(part))) growing += 1
const handles = process.getActiveResourcesInfo().filter((name) => !/TTY|Pipe|FileHandle|FSReq/.test(name))
console.log(`handles left open: ${handles.length === 0 ? 'none' : handles.join(', ')}`)
if (growing > 0 || handles.length > 0) process.exitCode = 1
