import { describe, expect, test } from 'vitest'
import { operationIds } from '../../src/contract/operation-ids.ts'
import { createMock } from '../../src/create-mock.ts'
import { scenarioNames, scenarioSummaries } from '../../src/scenarios/catalog.ts'

/** What someone may hand to a mock who has no types to help. */

describe('a fault', () => {
  test('has a body that JSON can carry', () => {
    const { faults } = createMock()
    expect(() => faults.add({ body: () => 'later' })).toThrow('Not a fault: body must be JSON data; received () =>')
    const round: Record<string, unknown> = {}
    round['self'] = round
    expect(() => faults.add({ body: round })).toThrow('Not a fault: body must be JSON data')
    expect(faults.all()).toEqual([])
  })

  test('that has no body says so by leaving it undefined', async () => {
    const mock = createMock()
    mock.faults.add({ status: 503, body: undefined })
    expect(await (await mock.fetch('/api/campaigns')).json()).toMatchObject({ success: false })
  })

  test('of malformed JSON leaves an answer that has no body as it is', async () => {
    const mock = createMock({ edition: 'local' })
    const { uuid } = mock.db.record.create()
    mock.faults.add({ operation: 'records.delete', malformed: true })
    const response = await mock.fetch(`/api/records/${uuid}`, { method: 'DELETE' })
    expect([response.status, await response.text()]).toEqual([204, ''])
    expect(mock.db.record.count()).toBe(0)
  })

  test('of malformed JSON is a body that does not parse where it brings none of its own', async () => {
    const mock = createMock()
    mock.faults.add({ status: 200, malformed: true })
    const text = await (await mock.fetch('/api/campaigns')).text()
    expect(text).not.toBe('')
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
  })
})

describe('a request', () => {
  test('that never comes is told to whoever waited for it with a function', async () => {
    const { requests } = createMock()
    await expect(requests.waitFor(() => false, { timeout: 1 })).rejects.toThrow(
      'No request that fits within 1 ms. There were no requests',
    )
  })

  test('is of an operation with a name', () => {
    const { requests } = createMock()
    // @ts-expect-error what someone without types may write
    expect(() => requests.all({ operation: 5 })).toThrow('There is no operation 5. The operations are campaigns.list,')
  })

  test('that fetch can not make fails with its reason', async () => {
    await expect(createMock().fetch('http://callcamp.ai/api/campaigns', { method: 'CONNECT' })).rejects.toThrow(
      /CONNECT/,
    )
    await expect(
      createMock().fetch(new Request('http://callcamp.ai/api/campaigns'), { method: 'TRACE' }),
    ).rejects.toThrow(/TRACE/)
  })
})

test.each([
  [5, 'options must be an object; received 5'],
  [null, 'options must be an object; received null'],
])('options are an object, and not %j', (options, message) => {
  // @ts-expect-error what someone without types may write
  expect(() => createMock(options)).toThrow(new TypeError(`createMock: ${message}`))
})

describe('an object that has no fields of its own is no condition', () => {
  const odd = [new Date('2020-01-01'), /^zzz$/, new Map([['country', 'XX']]), Promise.resolve({ name: 'Q' })]

  test.each(odd)('in a query: %s', (value) => {
    const mock = createMock({ scenario: 'demo' })
    const kind = value.constructor.name
    const remove = (where: unknown) => () => mock.db.record.deleteMany({ where: where as never })
    expect(remove({ createdAt: value })).toThrow(
      new RegExp(`where\\.createdAt must be a text, .*; received an? ${kind}$`),
    )
    expect(remove({ parameters: value })).toThrow(new RegExp(`where\\.parameters must be .*; received a ${kind}$`))
    expect(remove(value)).toThrow(new RegExp(`where must be conditions by field.*; received a ${kind}$`))
    expect(mock.db.record.count()).toBe(300)
  })

  test.each(odd)('in values and options: %s', (value) => {
    const mock = createMock({ scenario: 'empty' })
    const received = `received a ${value.constructor.name}`
    expect(() => mock.db.campaign.create(value as never)).toThrow(`must be values by field; ${received}`)
    expect(() => mock.db.campaign.createMany(1, () => value as never)).toThrow(received)
    expect(() => createMock(value as never)).toThrow(`createMock: options must be an object; ${received}`)
    expect(mock.db.campaign.count()).toBe(0)
  })

  test('in a filter of requests', async () => {
    const mock = createMock()
    await mock.fetch('/api/campaigns')
    for (const query of [new URLSearchParams('page=77'), new Map([['page', '77']])])
      expect(() => mock.requests.count({ query: query as never })).toThrow(
        `"query" of a filter of requests must be an object; received a ${query.constructor.name}`,
      )
    expect(() => mock.requests.count(Promise.resolve({ status: 500 }) as never)).toThrow('received a Promise')
    // @ts-expect-error what someone without types may write
    expect(() => mock.requests.count(async () => false)).toThrow('A matcher of requests must not return a promise')
  })
})

describe('a function that may only read cannot change', () => {
  test.each<[what: string, change: (mock: ReturnType<typeof createMock>) => void]>([
    ['the speed of the clock', ({ clock }) => clock.configure({ mode: 'ticking' })],
    ['the faults', ({ faults }) => faults.add({ status: 500 })],
    ['the journal', ({ requests }) => requests.clear()],
    ['the sandboxes, by making one', (mock) => mock.sandbox('new')],
    ['the sandboxes, by a fork', ({ history }) => history.fork('new')],
    ['the sandboxes, by dropping one', (mock) => mock.dropSandbox('old')],
  ])('%s', async (_what, change) => {
    const mock = createMock({ scenario: 'demo' })
    mock.sandbox('old')
    await mock.fetch('/api/campaigns')
    const state = () => [
      mock.clock.settings,
      mock.faults.all(),
      mock.requests.count(),
      [...mock.sandboxes.keys()],
      mock.history.all(),
    ]
    const before = state()
    const data = { firstName: () => (change(mock), 'Changed') }
    expect(() => mock.db.record.update({ where: {}, orderBy: { createdAt: 'asc' }, data } as never)).toThrow(
      'The mock cannot be changed from inside the values given to record.update',
    )
    expect(state()).toEqual(before)
  })
})

test('the lists of names cannot be changed', async () => {
  for (const list of [operationIds, scenarioNames, scenarioSummaries])
    expect(() => Reflect.apply(Array.prototype.push, list, ['x'])).toThrow(TypeError)
  expect((await createMock().fetch('/api/campaigns')).status).toBe(200)
})
