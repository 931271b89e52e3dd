import { createMock, type Mock, type MockOptions } from 'callcamp-mock'
import { explore, ExploreError, type ExploreOptions } from 'callcamp-mock/explore'
import { expect, test } from 'vitest'

/** The test that a report prints does the same as the world that it is about. */

/** What a report prints for a world, and the rows that this world starts with. */
async function reported(path: string, options: ExploreOptions = {}) {
  let rows: unknown
  const failure: unknown = await explore({ print: false, path, ...options }, ({ mock }) => {
    rows = rowsOf(mock)
    throw new Error('always')
  }).catch((error: unknown) => error)
  if (!(failure instanceof ExploreError)) throw new Error('The world could not be run', { cause: failure })
  const [, code = ''] = /The same as a plain test:\n([^]*?)\n\nThe state at the end/.exec(failure.message) ?? []
  return { code: code.replaceAll(/^ {2}/gm, ''), rows }
}

const rowsOf = ({ db, clock }: Mock) => ({
  now: clock.now(),
  recordTypes: db.recordType.getAll(),
  campaigns: db.campaign.getAll(),
  records: db.record.getAll(),
  orders: db.order.getAll(),
})

/** Runs a printed test; `setup` stands for what its comment says to add. */
async function run(code: string, setup: (mock: Mock) => void = () => {}): Promise<Mock> {
  const options: MockOptions = {}
  let body: ((fixtures: { readonly mock: Mock }) => Promise<void>) | undefined
  const printedTest = Object.assign((_title: string, given: typeof body) => (body = given), {
    override: (changed: MockOptions) => Object.assign(options, changed),
  })
  const [, program = ''] = code.split("import { test } from 'callcamp-mock/vitest'\n")
  // oxlint-disable-next-line typescript/no-implied-eval
  new Function('test', program)(printedTest)
  const mock = createMock(options)
  setup(mock)
  await body?.({ mock })
  return mock
}

test.each([
  '',
  'campaigns=0 records=0',
  'campaigns=37 records=113 orders=20',
  'records=101 record-without-email=2',
  'records=20 record-name-again=3 record-archived order-scheduled=3',
  'campaign-name-markup=3 campaign-in-europe-berlin=1 same-second',
  'campaigns=2 campaign-name-quote campaign-name-emoji=1',
  'end-of-month order-due-now order-late-at-night=1',
  'record-type-deleted=3 record-type record-type-with-required-field',
  'leap-day campaign-assistant-deleted',
])('a printed test has the rows of the world "%s"', async (path) => {
  const { code, rows } = await reported(path)
  expect(rowsOf(await run(code))).toEqual(rows)
})

test('a printed test has the options of the search', async () => {
  const options = {
    baseUrl: 'https://api.example.com/v1',
    edition: 'local',
    auth: { keys: ['k'] },
    now: '2026-10-25T00:00:00Z',
    references: 'loose',
  } as const
  const { code, rows } = await reported('campaigns=4', options)
  expect(code).toContain(
    'test.override({ baseUrl: "https://api.example.com/v1", edition: "local", auth: {"keys":["k"]}, now: "2026-10-25T00:00:00Z", references: "loose" })\n',
  )
  const mock = await run(code)
  expect(mock.info).toMatchObject({ baseUrl: options.baseUrl, edition: options.edition })
  expect(rowsOf(mock)).toEqual(rows)
})

test('a printed test names the options that it cannot write', async () => {
  const { code } = await reported('', { strict: true, formatError: () => ({ error: 'no' }) })
  expect(code).toContain(
    'test.override({ strict: true })\n// Add from the search: test.override({ mockOptions: { formatError } })\n',
  )
})

test('a printed test says where `setup` goes, and its orders are in the same campaign', async () => {
  const setup = (mock: Mock) => void mock.db.campaign.create({ uuid: 'spring', name: 'Spring' })
  const { code, rows } = await reported('orders=5', { setup })
  expect(code).toContain('  // Add what `setup` of the search does, before all other lines\n')
  const mock = await run(code, setup)
  expect(rowsOf(mock)).toEqual(rows)
  expect(mock.db.order.getAll().map(({ campaignUuid }) => campaignUuid)).toEqual(Array(5).fill('spring'))
})

test('a printed test holds back several answers', async () => {
  const failure: unknown = await explore({ print: false, path: '1:late 2:late' }, async () => {
    await Promise.all([1, 2].map(() => fetch('http://callcamp.ai/api/campaigns')))
    throw new Error('always')
  }).catch((error: unknown) => error)
  expect(failure).toMatchObject({ message: expect.stringMatching(/const gate1 = .*gate1\.release[^]*const gate2 = /) })
})
