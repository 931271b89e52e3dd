import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createControl } from '../../src/control/control.ts'
import type { MockRequest } from '../../src/engine/exchange.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'
import { toControlOpenApi } from '../../src/serving/control-document.ts'

const control = createControl()
let mock: Mock

beforeEach(() => {
  mock = createMock({ scenario: 'demo', seed: 7 })
})

interface Asked {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body
}

/** What the tests look into. */
interface Body {
  readonly [key: string]: unknown
  readonly now: string
  readonly status: string
  readonly uuid: string
  readonly firstName: string
  readonly lastName: string
  readonly next: unknown
  readonly counts: Readonly<Record<string, number>>
  readonly clock: { readonly now: string }
  readonly settings: { readonly concurrency: number }
  readonly errors: readonly { readonly field: string; readonly message: string }[]
  readonly requests: readonly { readonly id: number; readonly operation: string }[]
  readonly rows: readonly { readonly uuid: string; readonly name: string }[]
}

function ask(method: string, target: string, body?: unknown, from: Mock = mock): Asked {
  const [path = '', query = ''] = target.split('?')
  const request: MockRequest = {
    method,
    url: `http://mock${target}`,
    path,
    query,
    header: () => undefined,
    headers: () => ({}),
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  }
  const answer = control.run(from, request)
  return { status: answer.status, headers: answer.headers, body: JSON.parse(answer.body ?? 'null') }
}

test.each([
  ['/__mock/clok', 'The control API has nothing at "/__mock/clok"; did you mean /__mock/clock?'],
  ['/fault/1', 'The control API has nothing at "/fault/1"; did you mean /__mock/faults/1?'],
  ['/__mock/weather/today', 'The control API has nothing at "/__mock/weather/today"'],
])('a path that it does not have is a 404 that names the nearest one: %s', (path, message) => {
  expect(ask('GET', path)).toMatchObject({ status: 404, body: { message } })
})

test.each([
  ['GET', '/clock?foo=1'],
  ['GET', '/simulator?foo=1'],
  ['POST', '/reset?foo=1'],
  ['GET', '/db/record?foo=1'],
  ['GET', '/requests?foo=1'],
])('a parameter that a route does not have is refused: %s %s', (method, target) => {
  expect(ask(method, target)).toMatchObject({ status: 400, body: { errors: [{ field: 'foo' }] } })
})

describe('health', () => {
  test('says what the mock is and holds', () => {
    const { status, body } = ask('GET', '/health')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      edition: 'hosted',
      scenario: 'demo',
      seed: 7,
      baseUrl: 'http://callcamp.ai',
      sandbox: null,
      simulator: true,
      faults: 0,
      clock: { mode: 'frozen', speed: 1 },
    })
    expect(body.counts).toEqual({
      recordType: mock.db.recordType.count(),
      assistant: mock.db.assistant.count(),
      phone: mock.db.phone.count(),
      campaign: mock.db.campaign.count(),
      record: mock.db.record.count(),
      order: mock.db.order.count(),
      call: mock.db.call.count(),
    })
    expect(body.counts.record).toBeGreaterThan(0)
  })

  test('is found with and without the prefix of the control API', () => {
    expect(ask('GET', '/__mock/health')).toEqual(ask('GET', '/health'))
  })
})

describe('reset', () => {
  test('goes back to the start without a body', () => {
    const before = mock.db.record.count()
    mock.db.record.create({})
    expect(ask('POST', '/reset').body.counts.record).toBe(before)
  })

  test('starts another scenario by its name', () => {
    expect(ask('POST', '/reset', { scenario: 'empty' }).body).toMatchObject({
      scenario: 'empty',
      counts: { record: 0 },
    })
  })

  test('takes every seed that a document may have', () => {
    expect(ask('POST', '/reset', { seed: -1 }).body).toMatchObject({ scenario: 'demo', seed: -1 })
    const first = mock.db.record.getAll()[0]
    expect(createMock({ scenario: 'demo', seed: -1 }).db.record.getAll()[0]).toEqual(first)
    expect(createMock({ scenario: 'demo', seed: 1 }).db.record.getAll()[0]).not.toEqual(first)
    expect(ask('POST', '/reset', { seed: 0.5 })).toMatchObject({ status: 400, body: { errors: [{ field: 'seed' }] } })
  })

  test('starts the same scenario with another seed', () => {
    const first = mock.db.record.getAll()[0]
    expect(ask('POST', '/reset', { seed: 99 }).body).toMatchObject({ scenario: 'demo', seed: 99 })
    expect(mock.db.record.getAll()[0]).not.toEqual(first)
  })

  test('starts a scenario that is sent along', () => {
    const scenario = { name: 'mine', now: '2026-01-01T00:00:00Z', seed: 3, records: [{ phoneNumber: '+14155550100' }] }
    expect(ask('POST', '/reset', { scenario }).body).toMatchObject({ scenario: 'mine', seed: 3, counts: { record: 1 } })
  })

  test('refuses an unknown name and changes nothing', () => {
    const { status, body } = ask('POST', '/reset', { scenario: 'dmeo' })
    expect(status).toBe(400)
    expect(body).toMatchObject({
      success: false,
      errors: [{ field: 'scenario', message: expect.stringContaining('demo') }],
    })
    expect(mock.info.scenario).toBe('demo')
  })

  test.each(['../../package.json', '/etc/passwd', 'fixtures/demo.json', './demo.json'])(
    'never reads a file: %s is no scenario',
    (scenario) => {
      const { status, body } = ask('POST', '/reset', { scenario })
      expect(status).toBe(400)
      expect(body.errors[0]?.message).toContain('There is no scenario')
    },
  )

  test('names the places that are wrong in a scenario that is sent along', () => {
    const { status, body } = ask('POST', '/reset', {
      scenario: { name: 'mine', now: '2026-01-01T00:00:00Z', seed: 3, records: [{ phoneNumber: 'x' }, {}] },
    })
    expect(status).toBe(400)
    expect(body.errors.map((error) => error.field)).toEqual(['records[0].phoneNumber', 'records[1].phoneNumber'])
  })

  test('refuses a key that it does not know', () => {
    expect(ask('POST', '/reset', { scenaro: 'demo' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'scenaro' }] },
    })
  })
})

describe('state', () => {
  test('goes out and comes back, through text', () => {
    const snapshot = ask('GET', '/state').body
    mock.db.record.deleteMany({ where: {} })
    mock.clock.advance('3d')
    const { status, body } = ask('PUT', '/state', snapshot)
    expect(status).toBe(200)
    expect(body.clock.now).toBe(snapshot.now)
    expect(ask('GET', '/state').body).toEqual(snapshot)
  })

  test('refuses what is no snapshot, and keeps what there is', () => {
    const before = mock.snapshot()
    expect(ask('PUT', '/state', { version: 1, name: 'x' }).status).toBe(400)
    expect(ask('PUT', '/state', [1]).status).toBe(400)
    expect(ask('PUT', '/state').status).toBe(400)
    expect(mock.snapshot()).toEqual(before)
  })
})

describe('clock', () => {
  test('is moved to a moment, and by a duration', () => {
    expect(ask('POST', '/clock', { set: '2030-01-01T00:00:00Z' }).body).toMatchObject({ now: '2030-01-01T00:00:00Z' })
    expect(ask('POST', '/clock', { advance: '90m' }).body).toMatchObject({ now: '2030-01-01T01:30:00Z' })
  })

  test('is frozen, and made to tick at a speed', () => {
    expect(ask('POST', '/clock', { frozen: false, speed: 60 }).body).toMatchObject({ mode: 'ticking', speed: 60 })
    expect(ask('POST', '/clock', { frozen: true }).body).toMatchObject({ mode: 'frozen', speed: 60 })
  })

  test('changes its speed and nothing else', () => {
    expect(ask('POST', '/clock', { speed: 60 }).status).toBe(200)
    expect(mock.clock.settings).toEqual({ mode: 'frozen', speed: 60 })
  })

  test('says what happens next, and steps to it', () => {
    const { body } = ask('GET', '/clock')
    expect(body.next).toEqual({ at: expect.stringMatching(/Z$/), type: expect.any(String) })
    expect(ask('POST', '/clock', { step: true }).body.now >= body.now).toBe(true)
  })

  test('runs until nothing is left to happen', () => {
    expect(ask('POST', '/clock', { runToEnd: true }).body.next).toBeNull()
  })

  test.each([
    [{ set: 'tomorrow' }, 'set'],
    [{ advance: 'a while' }, 'advance'],
    [{ advance: '1h', set: '2030-01-01T00:00:00Z' }, 'body'],
    [{ speed: -1 }, 'speed'],
    [{ warp: 9 }, 'warp'],
  ])('refuses %j', (body, field) => {
    const before = mock.clock.now()
    expect(ask('POST', '/clock', body)).toMatchObject({ status: 400, body: { errors: [{ field }] } })
    expect(mock.clock.now()).toBe(before)
  })

  test('does not step without a simulator', () => {
    const without = createMock({ simulator: false })
    expect(ask('POST', '/clock', { step: true }, without).status).toBe(409)
  })
})

describe('faults', () => {
  test('are added, listed, and taken away one by one or all at once', () => {
    const added = ask('POST', '/faults', { operation: 'orders.create', status: 503, times: 2 })
    expect(added).toMatchObject({ status: 201, body: { id: 1, operation: 'orders.create', remaining: 2 } })
    ask('POST', '/faults', { delay: 10 })
    expect(ask('GET', '/faults').body.faults).toHaveLength(2)
    expect(ask('DELETE', '/faults/1')).toMatchObject({ status: 204, body: null })
    expect(ask('DELETE', '/faults/1').status).toBe(404)
    expect(ask('DELETE', '/faults').status).toBe(204)
    expect(ask('GET', '/faults').body).toEqual({ faults: [] })
  })

  test.each([
    [{ status: 99 }, 'status'],
    [{ operation: 'orders.creat' }, 'operation'],
    [{ delay: 'long' }, 'delay'],
    [{}, 'body'],
    [{ timeout: true, status: 503 }, 'timeout'],
    [{ headers: { 'a b': '1' } }, 'headers.a b'],
    [{ status: 503, method: 'FOO' }, 'method'],
    [{ status: 503, operation: 'campaigns.list', path: '/api/records' }, 'path'],
  ])('refuses %j', (body, field) => {
    expect(ask('POST', '/faults', body)).toMatchObject({ status: 400, body: { errors: [{ field }] } })
  })
})

describe('requests', () => {
  beforeEach(async () => {
    await mock.fetch('/api/campaigns?limit=1')
    await mock.fetch('/api/records/none')
    await mock.fetch('/api/campaigns', { method: 'POST', body: '{' })
  })

  test('are listed newest last, and counted', () => {
    const { body } = ask('GET', '/requests')
    expect(body.total).toBe(3)
    expect(body.requests.map((one) => one.operation)).toEqual(['campaigns.list', 'records.get', 'campaigns.create'])
  })

  test.each([
    ['operation=records.get', [2]],
    ['method=post', [3]],
    ['status=200', [1]],
    ['since=1', [2, 3]],
    ['limit=1', [3]],
    ['path=/api/campaigns', [1, 3]],
  ])('are filtered by %s', (query, ids) => {
    expect(ask('GET', `/requests?${query}`).body.requests.map((one) => one.id)).toEqual(ids)
  })

  test('are forgotten on demand', () => {
    expect(ask('DELETE', '/requests').status).toBe(204)
    expect(ask('GET', '/requests').body).toEqual({ requests: [], total: 0 })
  })

  test.each(['limit=0', 'limit=x', 'status=abc', 'since=-1', 'oparation=x', 'operation=bogus'])(
    'refuses %s',
    (query) => {
      expect(ask('GET', `/requests?${query}`).status).toBe(400)
    },
  )
})

describe('rows', () => {
  test('are made with what is given, the rest made up', () => {
    const { status, body } = ask('POST', '/db/record', { firstName: 'Ada' })
    expect(status).toBe(201)
    expect(body).toEqual(mock.db.record.findFirst({ where: { uuid: { equals: body.uuid } } }))
    expect(body.firstName).toBe('Ada')
    expect(ask('POST', '/db/assistant').status).toBe(201)
  })

  test('are read, changed and removed by id', () => {
    const { uuid } = mock.db.record.create({ lastName: 'Byron' })
    expect(ask('GET', `/db/record/${uuid}`).body.lastName).toBe('Byron')
    expect(ask('PATCH', `/db/record/${uuid}`, { lastName: 'Lovelace' }).body.lastName).toBe('Lovelace')
    expect(ask('DELETE', `/db/record/${uuid}`)).toMatchObject({ status: 200, body: { uuid } })
    expect(ask('GET', `/db/record/${uuid}`).status).toBe(404)
    expect(ask('PATCH', `/db/record/${uuid}`, {}).status).toBe(404)
    expect(ask('DELETE', `/db/record/${uuid}`).status).toBe(404)
  })

  test('are listed in pages, filtered by any field, searched and ordered', () => {
    ask('POST', '/reset', { scenario: 'empty' })
    for (const name of ['Ada', 'Grace', 'Alan']) mock.db.assistant.create({ name })
    mock.db.campaign.create({ name: 'Without', description: null })
    const names = (query: string) => ask('GET', `/db/assistant?${query}`).body.rows.map((row) => row.name)
    expect(names('orderBy=name')).toEqual(['Ada', 'Alan', 'Grace'])
    expect(names('orderBy=-name')).toEqual(['Grace', 'Alan', 'Ada'])
    expect(names('orderBy=name&limit=1&page=2')).toEqual(['Alan'])
    expect(names('name=Ada')).toEqual(['Ada'])
    expect(names('search=RAC')).toEqual(['Grace'])
    expect(ask('GET', '/db/assistant?limit=2').body).toMatchObject({ total: 3, page: 1, limit: 2 })
    expect(ask('GET', '/db/campaign?description=null').body.total).toBe(1)
  })

  test('are ordered by numbers as numbers, and by what has no value last', () => {
    ask('POST', '/reset', { scenario: 'empty' })
    const { uuid: campaignUuid } = mock.db.campaign.create()
    for (const [name, price] of [
      ['ten', 10],
      ['none', null],
      ['nine', 9.5],
      ['neither', null],
      ['hundred', 100],
      ['again', 10],
    ] as const)
      mock.db.order.create({ uuid: name, campaignUuid, price })
    const ids = (query: string) => ask('GET', `/db/order?${query}`).body.rows.map(({ uuid }) => uuid)
    expect(ids('orderBy=price')).toEqual(['nine', 'ten', 'again', 'hundred', 'none', 'neither'])
    expect(ids('price=10')).toEqual(['ten', 'again'])
    expect(ids('price=null')).toEqual(['none', 'neither'])
  })

  test('are ordered by whatever is in a field as it reads', () => {
    ask('POST', '/reset', { scenario: 'empty' })
    for (const [uuid, parameters] of [
      ['b', { city: 'Oslo' }],
      ['a', { city: 'Bergen' }],
      ['c', { city: 'Oslo' }],
    ] as const)
      mock.db.record.create({ uuid, recordTypeUuid: null, parameters })
    expect(ask('GET', '/db/record?orderBy=parameters').body.rows.map(({ uuid }) => uuid)).toEqual(['a', 'b', 'c'])
  })

  test.each([
    ['GET', '/db/person', 404],
    ['GET', '/db/constructor', 404],
    ['POST', '/db/__proto__', 404],
    ['GET', '/db/record?colour=red', 400],
    ['GET', '/db/record?orderBy=colour', 400],
    ['GET', '/db/record?limit=1001', 400],
    ['GET', '/db/record/none', 404],
  ])('%s %s is refused', (method, target, status) => {
    expect(ask(method, target)).toMatchObject({ status, body: { success: false } })
  })

  test('that do not fit are refused with a line per field, and nothing is made', () => {
    const before = mock.db.record.count()
    const { status, body } = ask('POST', '/db/record', { phoneNumber: 'x', email: 'y' })
    expect(status).toBe(400)
    expect(body.errors.map((error) => error.field).toSorted()).toEqual(['email', 'phoneNumber'])
    expect(ask('POST', '/db/record', { colour: 'red' }).status).toBe(400)
    expect(mock.db.record.count()).toBe(before)
  })
})

describe('simulator', () => {
  test('tells and changes its settings', () => {
    expect(ask('PATCH', '/simulator', { concurrency: 3 })).toMatchObject({
      status: 200,
      body: { enabled: true, settings: { concurrency: 3 } },
    })
    expect(ask('GET', '/simulator').body.settings.concurrency).toBe(3)
    expect(ask('PATCH', '/simulator', { concurrency: 0 }).status).toBe(400)
    expect(ask('PATCH', '/simulator', { concurency: 1 }).body.errors).toEqual([
      {
        field: 'concurency',
        message: expect.stringMatching(
          /^is not a known field; did you mean concurrency\? Known are progression, concurrency, maxAttempts,/,
        ),
      },
    ])
  })

  test('is told how the calls of a contact end', () => {
    const live = mock.db.campaign
      .findMany({ where: { status: { equals: 'active' }, type: { equals: 'outbound' } } })
      .map(({ uuid }) => uuid)
    const order = mock.db.order.findFirst({ where: { status: { equals: 'planned' }, campaignUuid: { in: live } } })
    expect(order).not.toBeNull()
    expect(ask('POST', '/simulator/outcomes', { target: order?.uuid, outcomes: ['failed'] })).toMatchObject({
      status: 204,
      body: null,
    })
    ask('POST', '/clock', { runToEnd: true })
    expect(ask('GET', `/db/order/${order?.uuid}`).body.status).toBe('failed')
  })

  test('refuses an outcome that there is not', () => {
    expect(ask('POST', '/simulator/outcomes', { target: '+14155550100', outcomes: ['bored'] }).status).toBe(400)
  })

  test('says when it is switched off', () => {
    const without = createMock({ simulator: false })
    expect(ask('GET', '/simulator', undefined, without).body.enabled).toBe(false)
    expect(ask('PATCH', '/simulator', { concurrency: 3 }, without).status).toBe(409)
    expect(ask('POST', '/simulator/outcomes', { target: 'x', outcomes: [] }, without).status).toBe(409)
  })

  test('counts how far campaigns have come', () => {
    const campaign = mock.db.campaign.getAll()[0]?.uuid
    expect(ask('GET', '/stats').body).toEqual(JSON.parse(JSON.stringify(mock.stats())))
    expect(ask('GET', `/stats?campaign=${campaign}`).body).toEqual(JSON.parse(JSON.stringify(mock.stats(campaign))))
    expect(ask('GET', '/stats?campaign=none').status).toBe(404)
  })

  test('explains an order, and refuses an id that is none like all others', () => {
    const order = mock.db.order.getAll()[0]?.uuid ?? ''
    expect(ask('GET', `/why/${order}`)).toMatchObject({ status: 200 })
    expect(ask('GET', '/why/none')).toMatchObject({
      status: 404,
      body: { message: 'There is no order and no campaign with the id "none"' },
    })
  })
})

test('scenarios and operations are listed', () => {
  expect(ask('GET', '/scenarios').body).toMatchObject({
    current: 'demo',
    scenarios: expect.arrayContaining([{ name: 'empty', description: expect.any(String) }]),
  })
  expect(ask('GET', '/operations').body.operations).toHaveLength(15)
})

test('sandboxes are listed and dropped', () => {
  mock.sandbox('a').db.record.create({})
  expect(ask('GET', '/sandboxes').body.sandboxes).toEqual([
    {
      name: 'a',
      now: mock.clock.now(),
      requests: 0,
      faults: 0,
      counts: expect.objectContaining({ record: mock.db.record.count() + 1 }),
    },
  ])
  expect(ask('DELETE', '/sandboxes/a').status).toBe(204)
  expect(ask('DELETE', '/sandboxes/a').status).toBe(404)
})

test.each(['../victim/x', 'a b', 'a\0', '', 'x'.repeat(101)])('a sandbox is not forked as %j', (name) => {
  expect(ask('POST', '/history/fork', { name })).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'name', message: expect.stringContaining('1 to 100 of A-Z a-z 0-9 . _ -; received') }] },
  })
  expect(mock.sandboxes.size).toBe(0)
})

test('a fork with a name that is taken is told how to delete the sandbox over HTTP', () => {
  mock.sandbox('a')
  expect(ask('POST', '/history/fork', { name: 'a' })).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'name', message: expect.stringContaining('DELETE /__mock/sandboxes/a') }] },
  })
})

test('a fork from before a step that does not exist names the id', () => {
  mock.db.record.create({ firstName: 'Ada' })
  expect(ask('POST', '/history/fork', { name: 'a', id: 999 })).toMatchObject({
    status: 400,
    body: { errors: [{ field: 'id', message: 'There is no step 999; the history has 1 to 1' }] },
  })
  expect(mock.sandboxes.size).toBe(0)
  expect(ask('POST', '/history/fork', { name: 'a', id: 1 }).status).toBe(201)
})

test.each([
  ['/history/abc', 'id', 'must be a whole number from 1 to 9007199254740991; received "abc"'],
  ['/db/record?orderBy=-foo', 'orderBy', expect.stringContaining('received "-foo"; its fields are uuid')],
  ['/db/record?foo=1', 'foo', expect.stringContaining('is not a field of a')],
  ['/db/record?page=99999999999999999999', 'page', expect.stringContaining('from 1 to 9007199254740991')],
  ['/series?from=9007199254740991', 'from', expect.stringContaining('because timestamps reach from 1970 to 9999')],
  ['/series?to=253402300799001', 'to', expect.stringContaining('from 0 to 253402300799000, because timestamps')],
  ['/week?campaign=x&back=9007199254740991', 'back', expect.stringContaining('from 0 to 418985, because timestamps')],
  ['/series?from=2000&to=1000', 'to', expect.stringContaining('must not be before from')],
])('a refusal of %s names the parameter and what is allowed', (target, field, message) => {
  expect(ask('GET', target)).toMatchObject({ status: 400, body: { errors: [{ field, message }] } })
})

test.each(['/stats', '/series', '/week'])('%s of a campaign that does not exist is a 404', (path) => {
  for (const campaign of ['nobody', ''])
    expect(ask('GET', `${path}?campaign=${campaign}`)).toMatchObject({
      status: 404,
      body: { message: `There is no campaign with the id "${campaign}"` },
    })
  const { status, body } = ask('POST', '/batch', { paths: ['/clock', `${path}?campaign=nobody`, '/stats'] })
  expect(status).toBe(200)
  expect(body['answers']).toMatchObject([{ status: 200 }, { status: 404 }, { status: 200 }])
  const { paths } = toControlOpenApi({ baseUrl: 'http://mock' })
  expect(paths[path]?.['get']).toMatchObject({ responses: { 404: expect.anything() } })
})

test('unknown paths and methods are refused like everywhere', () => {
  expect(ask('GET', '/nothing')).toMatchObject({ status: 404, body: { success: false } })
  expect(ask('PUT', '/clock')).toMatchObject({ status: 405, headers: { allow: 'GET, POST, HEAD, OPTIONS' } })
  expect(ask('OPTIONS', '/clock')).toMatchObject({ status: 204, headers: { allow: 'GET, POST, HEAD, OPTIONS' } })
})

test.each([
  ['GET', '/history/back'],
  ['HEAD', '/history/forward'],
  ['GET', '/history/fork'],
  ['DELETE', '/faults/hold'],
])('%s %s is no id of a step or fault, and names POST', (method, path) => {
  expect(ask(method, path)).toMatchObject({
    status: 405,
    headers: { allow: 'POST, OPTIONS' },
    body: { message: `${method} is not possible here; possible are POST, OPTIONS` },
  })
})

test('refusals have the form that formatError gives them', () => {
  const formatted = createMock({ formatError: ({ status }) => ({ code: status }) })
  expect(ask('GET', '/nothing', undefined, formatted).body).toEqual({ code: 404 })
})

describe('what a page asks of it', () => {
  test('several reads are one request, and each has its own status', () => {
    const { status, body } = ask('POST', '/__mock/batch', { paths: ['/clock', '/db/record?limit=1', '/db/nothing'] })
    expect(status).toBe(200)
    expect(body['answers']).toEqual([
      { status: 200, body: ask('GET', '/__mock/clock').body },
      { status: 200, body: ask('GET', '/__mock/db/record?limit=1').body },
      { status: 404, body: expect.objectContaining({ message: expect.stringContaining('no model "nothing"') }) },
    ])
  })

  test('reads whose answers are too long together are refused, and no more of them are made', () => {
    const { uuid } = mock.db.record.create({ parameters: { note: 'x'.repeat(9_000_000) }, recordTypeUuid: null })
    const looks = vi.spyOn(mock.db.record, 'findFirst')
    const paths = Array.from({ length: 100 }, () => `/db/record/${uuid}`)
    expect(ask('POST', '/batch', { paths })).toMatchObject({
      status: 413,
      body: { message: expect.stringContaining('ask for fewer paths at once; received 100, of which the first 3 fit') },
    })
    expect(looks).toHaveBeenCalledTimes(4)
    expect(ask('POST', '/batch', { paths: paths.slice(0, 3) }).status).toBe(200)
  })

  test('a step that was undone is done again', () => {
    ask('POST', '/__mock/db/record', { firstName: 'Ada' })
    const { steps } = ask('GET', '/__mock/history').body as unknown as { steps: { id: number }[] }
    ask('POST', '/__mock/history/back')
    expect(ask('GET', '/__mock/history').body).toMatchObject({ steps: [], ahead: steps, first: null, last: null })
    expect(ask('POST', '/__mock/history/forward').body).toMatchObject({ redone: 1, steps, ahead: [] })
    expect(ask('POST', '/__mock/history/forward', { id: 9 }).body.errors).toMatchObject([{ field: 'id' }])
  })

  test('the history is read from where one knows it', () => {
    for (const firstName of ['Ada', 'Grace', 'Barbara']) ask('POST', '/__mock/db/record', { firstName })
    expect(ask('GET', '/__mock/history?after=1').body).toMatchObject({
      steps: [{ id: 2 }, { id: 3 }],
      first: 1,
      last: 3,
    })
    expect(ask('GET', '/__mock/history?limit=1').body).toMatchObject({ steps: [{ id: 3 }] })
  })

  test('two points of the history are compared row by row', () => {
    const { uuid } = ask('POST', '/__mock/db/record', { firstName: 'Ada' }).body
    ask('PATCH', `/__mock/db/record/${uuid}`, { firstName: 'Augusta' })
    const other = ask('POST', '/__mock/db/record', { firstName: 'Grace' }).body
    ask('DELETE', `/__mock/db/record/${other.uuid}`)
    expect(ask('GET', '/__mock/compare?from=2').body).toMatchObject({
      total: 1,
      changes: [{ model: 'record', uuid, before: { firstName: 'Ada' }, after: { firstName: 'Augusta' } }],
    })
    expect(ask('GET', '/__mock/compare?from=1&to=1').body).toMatchObject({ changes: [{ uuid, before: null }] })
    expect(ask('GET', '/__mock/compare?from=9').body.errors).toMatchObject([{ field: 'from' }])
    expect(ask('GET', '/__mock/compare').status).toBe(400)
  })

  test('a sandbox is compared row by row', () => {
    const { uuid } = ask('POST', '/__mock/db/record', { firstName: 'Ada' }).body
    ask('POST', '/__mock/history/fork', { name: 'what-if' })
    expect(ask('GET', '/__mock/compare?sandbox=what-if').body).toMatchObject({ total: 0, changes: [] })
    mock.sandbox('what-if').db.record.delete({ where: { uuid: { equals: uuid } } })
    expect(ask('GET', '/__mock/compare?sandbox=what-if').body).toMatchObject({
      changes: [{ model: 'record', uuid, before: { firstName: 'Ada' }, after: null }],
    })
    expect(ask('GET', '/__mock/compare?sandbox=none').status).toBe(404)
  })

  describe('how many orders were in each status', () => {
    const countsAt = (target: string, index: number) => {
      const { statuses } = ask('GET', target).body as unknown as { statuses: Record<string, number[]> }
      return Object.fromEntries(Object.entries(statuses).map(([status, list]) => [status, list.at(index)]))
    }
    const present = (orders: Readonly<Record<string, number>>) =>
      Object.fromEntries(Object.entries(orders).filter(([status, count]) => status !== 'total' && count > 0))

    test('ends with how many there are, also for one campaign and after changes by hand', () => {
      mock.clock.advance('1d')
      const order = mock.db.order.getAll().find(({ status }) => status === 'planned')!
      mock.db.order.update({ where: { uuid: { equals: order.uuid } }, data: { status: 'canceled' } })
      const target = '/__mock/series?points=50'
      expect(countsAt(target, -1)).toMatchObject(present(mock.stats().orders))
      expect(countsAt(`${target}&campaign=${order.campaignUuid}`, -1)).toMatchObject(
        present(mock.stats(order.campaignUuid).orders),
      )
    })

    test('reaches to the last second of all, and not beyond it', () => {
      for (const query of ['from=253402300799000', 'to=253402300799000', 'from=253402300799000&to=253402300799000'])
        expect(ask('GET', `/__mock/series?${query}`)).toMatchObject({
          status: 200,
          body: { to: '9999-12-31T23:59:59Z' },
        })
    })

    test('tells the past of calls that were made', () => {
      const past = present(mock.stats().orders)
      // Calls begin at the very moment when the clock begins to move.
      const then = Date.parse(mock.clock.now()) - 1_000
      mock.clock.advance('1d')
      expect(countsAt(`/__mock/series?from=${then}&points=10`, 0)).toMatchObject(past)
    })

    test('reaches to the last call where the clock was set back', () => {
      mock.clock.advance('1d')
      const { orders } = mock.stats()
      const ends = mock.db.call.getAll().map(({ endedAt }) => endedAt ?? '')
      mock.clock.set(Date.parse(mock.clock.now()) - 86_400_000)
      expect(countsAt('/__mock/series', -1)).toMatchObject(present(orders))
      expect(ask('GET', '/__mock/series').body['last']).toBe(ends.toSorted().at(-1))
    })
  })
})
