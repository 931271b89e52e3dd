import { describe, expect, test } from 'vitest'
import type { Fault } from '../../src/contract/faults.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'
import { record, world } from '../conformance/world.ts'
import { ask, bodyOf, newCampaign } from './asking.ts'

const create = (seed = 1) => createMock({ scenario: world, simulator: false, seed })
const list = (mock: Mock) => ask(mock, 'GET', '/api/campaigns')
const post = (mock: Mock) => ask(mock, 'POST', '/api/campaigns', newCampaign)

describe('a fault strikes', () => {
  test('every request where it says nothing of them', () => {
    const mock = create()
    mock.faults.add({ status: 503 })
    expect([list(mock).status, post(mock).status, ask(mock, 'GET', '/api/records/nobody').status]).toEqual([
      503, 503, 503,
    ])
  })

  test('an operation', () => {
    const mock = create()
    mock.faults.add({ operation: 'campaigns.create', status: 503 })
    expect([list(mock).status, post(mock).status]).toEqual([200, 503])
  })

  test('a method, written in any case', () => {
    const mock = create()
    mock.faults.add({ method: 'post', status: 503 })
    expect([list(mock).status, post(mock).status]).toEqual([200, 503])
  })

  test.each([
    ['/api/campaigns', '/api/campaigns', true],
    ['/api/campaigns', '/api/campaigns/campaign-open', false],
    ['/api/campaigns/*', '/api/campaigns/campaign-open', true],
    ['/api/campaigns/*', '/api/campaigns/campaign-open/orders', false],
    ['/api/*/*/orders', '/api/campaigns/campaign-open/orders', true],
    ['/api/**', '/api/campaigns/campaign-open/orders', true],
    ['/api/campaigns/c.mpaign-open', '/api/campaigns/campaign-open', false],
  ])('the path pattern %s on %s: %s', (pattern, path, strikes) => {
    const mock = create()
    mock.faults.add({ path: pattern, status: 503 })
    expect(ask(mock, 'GET', path).status).toBe(strikes ? 503 : 200)
  })

  test('only what fits all that it says', () => {
    const mock = create()
    mock.faults.add({ operation: 'orders.list', method: 'GET', path: '/api/campaigns/campaign-open/*', status: 503 })
    const [open, other] = ['/api/campaigns/campaign-open/orders', '/api/campaigns/campaign-active/orders']
    expect([list(mock).status, ask(mock, 'GET', other).status, ask(mock, 'GET', open).status]).toEqual([200, 200, 503])
  })

  test('as often as it says', () => {
    const mock = create()
    mock.faults.add({ status: 503, times: 2 })
    expect([list(mock).status, list(mock).status, list(mock).status]).toEqual([503, 503, 200])
    expect(mock.faults.all()).toEqual([])
  })

  test('before those that were added later', () => {
    const mock = create()
    mock.faults.add({ status: 503, times: 1 })
    mock.faults.add({ status: 500, times: 1 })
    expect([list(mock).status, list(mock).status, list(mock).status]).toEqual([503, 500, 200])
  })

  const pattern = (seed: number, probability: number) => {
    const mock = create(seed)
    mock.faults.add({ status: 503, probability })
    return Array.from({ length: 200 }, () => list(mock).status === 503)
  }

  test('by chance the same requests for the same seed', () => {
    expect(pattern(7, 0.3)).toEqual(pattern(7, 0.3))
    expect(pattern(7, 0.3)).not.toEqual(pattern(8, 0.3))
  })

  test('by chance about as many as it says', () => {
    const struck = pattern(7, 0.3).filter(Boolean).length
    expect(struck).toBeGreaterThan(35)
    expect(struck).toBeLessThan(85)
  })

  test('never with the probability 0 and always with 1', () => {
    expect(pattern(7, 0)).not.toContain(true)
    expect(pattern(7, 1)).not.toContain(false)
  })

  test('without changing what ids are drawn', () => {
    const mock = create()
    mock.faults.add({ status: 503, probability: 0.5, operation: 'campaigns.list' })
    for (let index = 0; index < 20; index += 1) list(mock)
    expect(post(mock).body).toBe(post(create()).body)
  })

  test('no path that the API does not know', () => {
    const mock = create()
    mock.faults.add({ status: 503 })
    expect(ask(mock, 'GET', '/api/unknown').status).toBe(404)
  })
})

describe('a fault is refused', () => {
  test.each([
    [{ headers: { 'bad name': '1' } }, 'headers.bad name is not a name that a header can have'],
    [{ headers: { '': '1' } }, 'is not a name that a header can have'],
    [{ headers: { 'x-bad': 'a\r\nset-cookie: b' } }, 'headers.x-bad must hold no line breaks'],
    [
      { headers: { 'x-bad': 'sch\u00f6n \u2014' } },
      'headers.x-bad must hold no line breaks and no characters beyond Latin-1',
    ],
    ...['Content-Length', 'Keep-Alive', 'Proxy-Connection', 'TE', 'trailer', 'Transfer-Encoding', 'Upgrade'].map(
      (name): [object, string] => [
        { headers: { [name]: '1' } },
        `headers.${name} is not a header that a fault can have: it follows from how the answer is sent`,
      ],
    ),
    [{ headers: { Connection: 'keep-alive' } }, 'headers.Connection must be close'],
    [{ headers: JSON.parse('{"__proto__":"1"}') }, 'headers.__proto__ is not a name that a header can have'],
    [
      {},
      'fault must have an effect: status, headers, body, malformed, truncated, delay, networkError, reset, timeout; received {}',
    ],
    [{ operation: 'orders.create', times: 2, probability: 0.5 }, 'fault must have an effect'],
    [{ timeout: false }, 'fault must have an effect'],
    [
      { networkError: true, status: 503, body: {} },
      'networkError breaks the connection, so that no answer is left to change: leave out status, body',
    ],
    [
      { timeout: true, truncated: true },
      'timeout never answers, so that no answer is left to change: leave out truncated',
    ],
    [{ operation: 'orders.creat', status: 503 }, 'operation must be one of campaigns.list, campaigns.create'],
  ])('for %j', (fault, message) => {
    expect(() => create().faults.add(fault as Fault)).toThrow(message)
    expect(() => create().faults.add(fault as Fault)).toThrow(TypeError)
  })

  test.each<[Fault, string]>([
    [{ method: 'FOO' }, 'method must be one of GET, HEAD, POST, PATCH, DELETE; received "FOO"'],
    [{ method: 'PUT' }, 'method must be one of GET, HEAD, POST, PATCH, DELETE; received "PUT"'],
    [
      { operation: 'campaigns.list', method: 'POST' },
      'method must be one of GET, HEAD for campaigns.list; received "POST"',
    ],
    [
      { operation: 'orders.associate', method: 'delete' },
      'method must be POST for orders.associate; received "delete"',
    ],
    [
      { operation: 'records.get', path: '/api/campaigns/*' },
      'path must fit /api/records/{uuid} for records.get; received "/api/campaigns/*"',
    ],
    [
      { method: 'delete', path: '/api/campaigns' },
      'path must fit one of /api/campaigns/{uuid}, /api/records/{uuid}, /api/campaigns/{uuid}/orders/{orderUuid} for DELETE; received "/api/campaigns"',
    ],
    [
      { path: '/campaigns' },
      'path must fit one of /api/campaigns, /api/campaigns/{uuid}, /api/records, /api/records/{uuid}, /api/campaigns/{uuid}/orders, /api/campaigns/{uuid}/orders/{orderUuid}, /api/campaigns/{uuid}/orders/associate; received "/campaigns"',
    ],
  ])('that could never strike: %j', (picks, message) => {
    const { faults } = create()
    expect(() => faults.add({ ...picks, status: 503 })).toThrow(`Not a fault: ${message}`)
    expect(faults.all()).toEqual([])
  })

  test.each<Fault>([
    { operation: 'campaigns.list', method: 'head' },
    { operation: 'orders.associate', path: '/api/**/associate' },
    { operation: 'campaigns.get', path: '/**' },
    { operation: 'orders.update', method: 'PATCH', path: '/api/campaigns/*/orders/order_*' },
    { path: '/api/records/record_ada' },
  ])('but not where it could strike: %j', (picks) => {
    const { faults } = create()
    expect(faults.add({ ...picks, status: 503 })).toMatchObject(picks)
  })

  test('only for what it has: late and broken off, or late and silent, is a fault', () => {
    const { faults } = create()
    faults.add({ networkError: true, delay: 10 })
    faults.add({ timeout: true, malformed: false })
    faults.add({ headers: { 'X-Name_1!': 'sch\u00f6n' } })
    expect(faults.all()).toHaveLength(3)
  })
})

describe('a struck request', () => {
  const struck = (fault: Fault) => {
    const mock = create()
    mock.faults.add(fault)
    const before = JSON.stringify(mock.snapshot())
    const answer = post(mock)
    return { mock, answer, changed: JSON.stringify(mock.snapshot()) !== before }
  }

  test('is answered with a status and a refusal in the usual form, and not carried out', () => {
    const { answer, changed } = struck({ status: 503 })
    expect(answer.status).toBe(503)
    expect(bodyOf(answer)).toEqual({ success: false, message: 'The mock was told to answer 503' })
    expect(changed).toBe(false)
  })

  test.each([400, 404, 599])('is refused in the usual form with every status that refuses, such as %i', (status) => {
    expect(bodyOf(struck({ status }).answer)).toMatchObject({ message: `The mock was told to answer ${status}` })
  })

  test('has no body of its own where the status is none that refuses', () => {
    expect(struck({ status: 399 }).answer.body).toBeUndefined()
  })

  test('is answered with a body of any kind', () => {
    expect(struck({ status: 500, body: { code: 7 } }).answer).toMatchObject({
      status: 500,
      body: '{"code":7}',
      headers: { 'content-type': 'application/json' },
    })
    expect(struck({ status: 502, body: '<html>Bad gateway</html>' }).answer.body).toBe('<html>Bad gateway</html>')
    expect(struck({ body: null }).answer).toMatchObject({ status: 200, body: 'null' })
  })

  test('is answered with headers, whatever their case', () => {
    expect(
      struck({ status: 503, headers: { 'Retry-After': '5', 'Content-Type': 'text/plain' } }).answer.headers,
    ).toMatchObject({ 'retry-after': '5', 'content-type': 'text/plain' })
  })

  test.each([{}, { delay: 250 }])(
    'is carried out, and its usual answer has the headers on top, with %j beside them',
    (more) => {
      const { answer, changed } = struck({ headers: { Deprecation: 'true', 'X-RateLimit-Remaining': '3' }, ...more })
      expect(answer).toMatchObject({
        delay: 0,
        ...more,
        status: 201,
        headers: { deprecation: 'true', 'x-ratelimit-remaining': '3', 'content-type': 'application/json' },
      })
      expect(bodyOf(answer)).toMatchObject(newCampaign)
      expect(changed).toBe(true)
    },
  )

  test('is refused as usual, with the headers on top', () => {
    const mock = create()
    mock.faults.add({ headers: { Sunset: 'soon' } })
    const usual = ask(create(), 'GET', '/api/campaigns/nobody')
    expect(ask(mock, 'GET', '/api/campaigns/nobody')).toEqual({
      ...usual,
      headers: { ...usual.headers, sunset: 'soon' },
    })
  })

  test('is carried out and answered with headers and JSON that does not parse', () => {
    const { answer, changed } = struck({ headers: { Deprecation: 'true' }, malformed: true })
    expect(answer).toMatchObject({ status: 201, headers: { deprecation: 'true' } })
    expect(() => bodyOf(answer)).toThrow(SyntaxError)
    expect(changed).toBe(true)
  })

  test('has no body where the status forbids one', () => {
    expect(struck({ status: 204, body: { ignored: true } }).answer.body).toBeUndefined()
    expect(struck({ status: 205, body: { ignored: true } }).answer.body).toBeUndefined()
    expect(struck({ status: 304, body: { ignored: true } }).answer.body).toBeUndefined()
  })

  test('is carried out and answered late', () => {
    const { answer, changed } = struck({ delay: 250 })
    expect(answer).toMatchObject({ status: 201, delay: 250 })
    expect(changed).toBe(true)
  })

  test('is refused late', () => {
    expect(struck({ status: 503, delay: 250 }).answer).toMatchObject({ status: 503, delay: 250 })
  })

  test.each([
    ['a network error', { networkError: true }, 'network-error'],
    ['a timeout', { timeout: true }, 'timeout'],
  ] as const)('is lost by %s, and not carried out', (_, fault, failure) => {
    const { mock, answer, changed } = struck(fault)
    expect(answer).toMatchObject({ status: 0, failure })
    expect(changed).toBe(false)
    expect(mock.requests.last()).toMatchObject({ operation: 'campaigns.create', status: 0 })
  })

  test('is carried out and answered with JSON that does not parse', () => {
    const { answer, changed } = struck({ malformed: true })
    expect(answer.status).toBe(201)
    expect(() => bodyOf(answer)).toThrow(SyntaxError)
    expect(answer.body).toMatch(/^\{"uuid":"[^"]+",.*"<$/s)
    expect(changed).toBe(true)
  })

  test('is answered with a body of its own that does not parse', () => {
    const { answer } = struck({ status: 500, body: { code: 7 }, malformed: true })
    expect(answer.status).toBe(500)
    expect(() => bodyOf(answer)).toThrow(SyntaxError)
  })

  test('stays without a body where its status forbids one, though it was to be broken', async () => {
    const mock = createMock({ scenario: world, simulator: false, edition: 'local' })
    mock.faults.add({ operation: 'records.delete', malformed: true })
    mock.faults.add({ operation: 'records.get', status: 205, malformed: true })
    const answers = [
      await mock.fetch(`/api/records/${record.ada}`, { method: 'DELETE' }),
      await mock.fetch(`/api/records/${record.zoe}`),
    ]
    expect(await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]))).toEqual([
      [204, ''],
      [205, ''],
    ])
  })

  test('has a body that does not parse where it would have none', () => {
    expect(struck({ status: 200, malformed: true }).answer).toMatchObject({ status: 200, body: '{<' })
  })

  test('is carried out and its answer broken off', () => {
    const { answer, changed } = struck({ truncated: true })
    expect(answer).toMatchObject({ status: 201, failure: 'truncated' })
    expect(changed).toBe(true)
  })

  test('is noted in the journal', () => {
    const { mock } = struck({ status: 503 })
    expect(mock.requests.all({ status: 503 })).toMatchObject([
      { operation: 'campaigns.create', response: { success: false } },
    ])
  })
})

describe('the list of faults', () => {
  test('tells what was added and how often it will still strike', () => {
    const mock = create()
    expect(mock.faults.add({ status: 503, times: 3 })).toMatchObject({ id: 1, status: 503, remaining: 3 })
    mock.faults.add({ networkError: true })
    list(mock)
    expect(mock.faults.all()).toMatchObject([
      { id: 1, remaining: 2 },
      { id: 2, networkError: true, remaining: null },
    ])
  })

  test('lets a fault be taken away', () => {
    const mock = create()
    const { id } = mock.faults.add({ status: 503 })
    expect(mock.faults.remove(id)).toBe(true)
    expect(mock.faults.remove(id)).toBe(false)
    expect(list(mock).status).toBe(200)
  })

  test('can be cleared, and is by a reset', () => {
    const mock = create()
    mock.faults.add({ status: 503 })
    mock.faults.clear()
    expect(list(mock).status).toBe(200)
    mock.faults.add({ status: 503 })
    mock.reset()
    expect(mock.faults.all()).toEqual([])
    expect(list(mock).status).toBe(200)
  })

  test.each([
    ['status', { status: 99 }],
    ['status', { status: '503' }],
    ['delay', { delay: -1 }],
    ['times', { times: 0 }],
    ['probability', { probability: 1.1 }],
    ['path', { path: 'api' }],
    ['operation', { operation: 'campaigns.destroy' }],
    ['headers', { headers: ['x'] }],
    ['colour', { colour: 'red' }],
    ['fault', null],
  ])('refuses a fault with a wrong %s', (name, fault) => {
    const mock = create()
    const add = () => mock.faults.add(fault as Fault)
    expect(add).toThrow(TypeError)
    expect(add).toThrow(name)
    expect(mock.faults.all()).toEqual([])
  })
})
