import { afterEach, describe, expect, test } from 'vitest'
import { releaseMachine, stopMachine } from '../mock/machine.ts'
import { internals } from '../../src/engine/internals.ts'
import type { ExchangeFilter } from '../../src/engine/exchange-filter.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock, MockOptions } from '../../src/mock.ts'
import { now, world } from '../conformance/world.ts'
import { ask, newCampaign } from './asking.ts'
import { collectGarbage } from './memory.ts'

const create = (options: MockOptions = {}) => createMock({ scenario: world, simulator: false, ...options })
const get = (mock: Mock, id: string | number) => ask(mock, 'GET', `/api/campaigns/${id}`)
const paths = (mock: Mock) => mock.requests.all().map((one) => one.params['uuid'])

afterEach(releaseMachine)

describe('an exchange', () => {
  test('tells all there is to tell', () => {
    const mock = create()
    ask(mock, 'PATCH', '/api/campaigns/campaign-open?x=1', { name: 'Changed', colour: 'red' })
    expect(mock.requests.last()).toEqual({
      id: 1,
      at: now,
      sandbox: null,
      operation: 'campaigns.update',
      method: 'PATCH',
      url: 'http://callcamp.ai/api/campaigns/campaign-open?x=1',
      params: { uuid: 'campaign-open' },
      query: { x: '1' },
      headers: { 'content-type': 'application/json' },
      body: { name: 'Changed', colour: 'red' },
      status: 200,
      response: expect.objectContaining({ uuid: 'campaign-open', name: 'Changed' }),
      responseHeaders: { 'content-type': 'application/json' },
      durationMs: 0,
      warnings: ['x is not a known field of the query: ignored', 'colour is not a known field of the body: ignored'],
      fault: null,
      step: 1,
      undone: false,
    })
    expect(Object.keys(mock.requests.last() ?? {})).toEqual([
      'id',
      'at',
      'sandbox',
      'operation',
      'method',
      'url',
      'params',
      'query',
      'headers',
      'body',
      'status',
      'response',
      'responseHeaders',
      'durationMs',
      'warnings',
      'fault',
      'step',
      'undone',
    ])
  })

  test('has a body that is no JSON as it came', () => {
    const mock = create()
    ask(mock, 'POST', '/api/campaigns', '{"name":')
    expect(mock.requests.last()).toMatchObject({ status: 400, body: '{"name":', response: { success: false } })
  })

  test('has neither body nor response where there is none', () => {
    const mock = create({ edition: 'local' })
    ask(mock, 'DELETE', '/api/records/record_ada')
    expect(mock.requests.last()).toMatchObject({ status: 204, body: undefined, response: undefined })
  })

  test('has no operation where the path does not know the method', () => {
    const mock = create()
    ask(mock, 'PUT', '/api/campaigns')
    expect(mock.requests.last()).toMatchObject({ operation: null, status: 405 })
  })

  test('can be changed by nobody', () => {
    const mock = create()
    ask(mock, 'POST', '/api/campaigns', newCampaign)
    const one = mock.requests.last()
    expect(() => Object.assign(one ?? {}, { status: 500 })).toThrow(TypeError)
    expect(() => Object.assign(one?.body ?? {}, { name: 'x' })).toThrow(TypeError)
    expect(mock.requests.last()).toMatchObject({ status: 201, body: newCampaign })
  })

  test('has a sandbox where it happened in one', () => {
    const mock = create()
    get(mock.sandbox('mine'), 1)
    expect(mock.requests.count()).toBe(0)
    expect(mock.sandbox('mine').requests.last()?.sandbox).toBe('mine')
  })

  test('says how long it took while the clock ticks, to the microsecond', () => {
    const machine = stopMachine(1_000)
    const mock = createMock({
      scenario: world,
      clock: 'ticking',
      formatError: () => {
        machine.at += 12.345_6
        return {}
      },
    })
    ask(mock, 'GET', '/api/campaigns/nobody')
    expect(mock.requests.last()?.durationMs).toBe(12.346)
  })

  test('is at the virtual time of the request', () => {
    const mock = create()
    get(mock, 1)
    mock.clock.advance('1h')
    get(mock, 2)
    expect(mock.requests.all().map((one) => one.at)).toEqual(['2026-05-04T08:00:00Z', '2026-05-04T09:00:00Z'])
  })

  test('has no operation for a path that the API does not know', () => {
    const mock = create()
    ask(mock, 'GET', '/api/unknown')
    expect(mock.requests.all()).toMatchObject([{ method: 'GET', operation: null, status: 404, params: {} }])
  })
})

describe('the journal', () => {
  test('answers all, the first, the last and how many, in order', () => {
    const mock = create()
    for (const id of [1, 2, 3]) get(mock, id)
    expect(mock.requests.all().map((one) => one.id)).toEqual([1, 2, 3])
    expect(mock.requests.find()?.id).toBe(1)
    expect(mock.requests.last()?.id).toBe(3)
    expect(mock.requests.count()).toBe(3)
  })

  test.each<[ExchangeFilter, number[]]>([
    [{ operation: 'campaigns.get' }, [2, 4]],
    [{ method: 'post' }, [3]],
    [{ status: 404 }, [4]],
    [{ path: '/api/campaigns' }, [1, 3]],
    [{ since: 2 }, [3, 4]],
    [{ operation: 'campaigns.get', status: 200 }, [2]],
    [{ operation: 'campaigns.get', status: 201 }, []],
    [{}, [1, 2, 3, 4]],
  ])('filters by %o', (filter, ids) => {
    const mock = create()
    ask(mock, 'GET', '/api/campaigns?page=1')
    get(mock, 'campaign-open')
    ask(mock, 'POST', '/api/campaigns', newCampaign)
    get(mock, 'nobody')
    expect(mock.requests.all(filter).map((one) => one.id)).toEqual(ids)
    expect(mock.requests.count(filter)).toBe(ids.length)
    expect(mock.requests.find(filter)?.id).toBe(ids[0])
    expect(mock.requests.last(filter)?.id).toBe(ids.at(-1))
  })

  test('filters by parts of the query and of the body', () => {
    const mock = create()
    ask(mock, 'GET', '/api/campaigns?page=2&limit=5')
    ask(mock, 'POST', '/api/campaigns', newCampaign)
    ask(mock, 'POST', '/api/campaigns', '{"name":')
    const found = (filter: ExchangeFilter) => mock.requests.all(filter).map((one) => one.id)
    expect(found({ query: { page: 2 } })).toEqual([1])
    expect(found({ query: { page: 2, limit: 6 } })).toEqual([])
    expect(found({ query: {} })).toEqual([1, 2, 3])
    expect(found({ body: { name: newCampaign.name } })).toEqual([2])
    expect(found({ body: { name: expect.any(String) } })).toEqual([2])
    expect(found({ body: '{"name":' })).toEqual([3])
    expect(found({ body: null })).toEqual([])
  })

  test('filters by a function', () => {
    const mock = create()
    for (const id of [1, 2, 3]) get(mock, id)
    expect(mock.requests.all((one) => one.params['uuid'] === '2').map((one) => one.id)).toEqual([2])
  })

  test('keeps the latest, up to its bound', () => {
    const mock = create({ journal: 3 })
    for (let id = 1; id <= 8; id += 1) {
      get(mock, id)
      expect(mock.requests.count()).toBe(Math.min(id, 3))
      expect(mock.requests.last()?.id).toBe(id)
    }
    expect(paths(mock)).toEqual(['6', '7', '8'])
    expect(mock.requests.find()?.id).toBe(6)
  })

  test('keeps fewer where bodies are huge, and the latest always', () => {
    const mock = create()
    const huge = 'x'.repeat(1_000_000)
    for (let index = 0; index < 40; index += 1) ask(mock, 'PATCH', `/api/campaigns/${index}`, huge)
    expect(mock.requests.count()).toBe(33)
    expect(paths(mock).at(-1)).toBe('39')
    for (let index = 0; index < 40; index += 1) get(mock, index)
    expect(mock.requests.count()).toBe(73)
  })

  test('keeps the latest, though its body alone is more than all may be', () => {
    const mock = create()
    mock.faults.add({ body: 'x'.repeat(33 * 1_048_576), times: 2 })
    get(mock, 1)
    get(mock, 2)
    expect(paths(mock)).toEqual(['2'])
  })

  test('keeps fewer where answers are huge', () => {
    const mock = create()
    mock.faults.add({ body: 'x'.repeat(1_000_000) })
    for (let index = 0; index < 40; index += 1) get(mock, index)
    expect(mock.requests.count()).toBe(33)
  })

  test('keeps the latest, in order, long after its bound was reached', () => {
    const mock = create({ journal: 3 })
    for (let index = 0; index < 20; index += 1) get(mock, index)
    expect(paths(mock)).toEqual(['17', '18', '19'])
    expect(mock.requests.last()?.params).toEqual({ uuid: '19' })
  })

  test('keeps nothing with the bound 0', () => {
    const mock = create({ journal: 0 })
    get(mock, 1)
    expect(mock.requests.all()).toEqual([])
    expect(mock.requests.last()).toBeUndefined()
  })

  test('goes on counting after it was cleared', () => {
    const mock = create({ journal: 2 })
    for (const id of [1, 2, 3]) get(mock, id)
    mock.requests.clear()
    expect(mock.requests.all()).toEqual([])
    get(mock, 4)
    expect(mock.requests.all().map((one) => one.id)).toEqual([4])
  })

  test('begins anew with a reset', () => {
    const mock = create()
    get(mock, 1)
    mock.reset()
    get(mock, 2)
    expect(mock.requests.all().map((one) => one.id)).toEqual([1])
    expect(paths(mock)).toEqual(['2'])
  })
})

describe('waiting for a request', () => {
  test('ends at once where there is one already', async () => {
    const mock = create()
    get(mock, 1)
    get(mock, 2)
    expect((await mock.requests.waitFor({ operation: 'campaigns.get' })).id).toBe(1)
  })

  test('ends when it happens', async () => {
    const mock = create()
    const waiting = mock.requests.waitFor({ operation: 'campaigns.create' })
    get(mock, 1)
    ask(mock, 'POST', '/api/campaigns', newCampaign)
    expect(await waiting).toMatchObject({ id: 2, operation: 'campaigns.create' })
  })

  test('asks a function no more once something fits', async () => {
    const mock = create()
    let asked = 0
    const waiting = mock.requests.waitFor(() => (asked += 1) > 1)
    for (let index = 0; index < 5; index += 1) get(mock, index)
    expect((await waiting).id).toBe(2)
    expect(asked).toBe(2)
  })

  test('ends for all who wait', async () => {
    const mock = create()
    const waiting = [
      mock.requests.waitFor(),
      mock.requests.waitFor({ status: 404 }),
      mock.requests.waitFor((one) => one.params['uuid'] === 'nobody'),
    ]
    get(mock, 'nobody')
    expect((await Promise.all(waiting)).map((one) => one.id)).toEqual([1, 1, 1])
  })

  test('ends behind a base URL with a path', async () => {
    const mock = create({ baseUrl: 'https://api.example.com/backend' })
    const waiting = mock.requests.waitFor({ path: '/api/campaigns' })
    await mock.fetch('https://api.example.com/backend/api/campaigns')
    expect((await waiting).id).toBe(1)
  })

  test('ends where the journal keeps nothing', async () => {
    const mock = create({ journal: 0 })
    const waiting = mock.requests.waitFor()
    get(mock, 1)
    expect((await waiting).id).toBe(1)
  })

  test('gives up with a word on what was wanted and what came instead', async () => {
    const mock = create()
    get(mock, 'nobody')
    const waiting = mock.requests.waitFor({ operation: 'campaigns.create' }, { timeout: 1 })
    await expect(waiting).rejects.toThrow(
      /No request \{"operation":"campaigns.create"\} within 1 ms.*GET http:\/\/callcamp.ai\/api\/campaigns\/nobody → 404/s,
    )
  })

  test('gives up with a word on the last ten that came', async () => {
    const mock = create()
    for (let index = 1; index <= 12; index += 1) get(mock, index)
    const message = await mock.requests.waitFor({ status: 500 }, { timeout: 1 }).then(() => '', String)
    expect([...message.matchAll(/campaigns\/(\d+) → 404/g)].map(([, id]) => Number(id))).toEqual([
      3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ])
  })

  test('gives up with a word on there having been none', async () => {
    await expect(create().requests.waitFor({}, { timeout: 1 })).rejects.toThrow('There were no requests')
    await expect(create().requests.waitFor({}, { timeout: 0 })).rejects.toThrow('within 0 ms')
    await expect(create().requests.waitFor(() => false, { timeout: 1 })).rejects.toThrow(
      'No request that fits within 1 ms',
    )
  })

  test.each([
    [20, 'received 20'],
    [null, 'received null'],
    [{ timeout: '1s' }, 'received {"timeout":"1s"}'],
    [{ timeout: -1 }, 'received {"timeout":-1}'],
    [{ timeout: 1e10 }, 'received {"timeout":10000000000}'],
    [{ timout: 1 }, 'received {"timout":1}'],
  ])('refuses %j as options', async (options, says) => {
    await expect(create().requests.waitFor({}, options as object)).rejects.toThrow(
      new TypeError(`waitFor takes { timeout }, in milliseconds from 0 to 2147483647; ${says}`),
    )
  })

  test('fails with the error of a matcher that throws', async () => {
    const mock = create()
    const matcher = () => {
      throw new RangeError('matcher')
    }
    const waiting = mock.requests.waitFor(matcher)
    get(mock, 1)
    await expect(waiting).rejects.toThrow(RangeError)
    await expect(mock.requests.waitFor(matcher)).rejects.toThrow(RangeError)
  })
})

describe('a filter', () => {
  const wrong = [
    [
      { operations: 'campaigns.list' },
      '"operations" is not known to a filter of requests; did you mean "operation"? It has operation, method, status, path, query, body, since',
    ],
    [
      { operation: 'campaign.list' },
      'There is no operation "campaign.list"; did you mean "campaigns.list"? The operations are campaigns.list,',
    ],
    [
      { operation: 'quite something else' },
      'There is no operation "quite something else". The operations are campaigns.list,',
    ],
    [{ status: 'x' }, '"status" of a filter of requests must be a number; received "x"'],
    [{ status: Number.NaN }, '"status" of a filter of requests must be a number; received NaN'],
    [{ since: '3' }, '"since" of a filter of requests must be a number; received "3"'],
    [{ method: 5 }, '"method" of a filter of requests must be a string; received 5'],
    [{ query: 'page=2' }, '"query" of a filter of requests must be an object; received "page=2"'],
    [{ query: null }, '"query" of a filter of requests must be an object; received null'],
    [{ path: null }, '"path" of a filter of requests must be a string; received null'],
    ['campaigns.list', 'Requests are picked with a filter such as'],
    [null, 'Requests are picked with a filter such as'],
  ] as const

  test.each(wrong)('%j is refused', (filter, message) => {
    const { requests } = create()
    for (const look of ['all', 'find', 'last', 'count'] as const) {
      expect(() => requests[look](filter as never)).toThrow(TypeError)
      expect(() => requests[look](filter as never)).toThrow(message)
    }
  })

  test.each(wrong)('%j is nothing to wait for', async (filter, message) => {
    await expect(create().requests.waitFor(filter as never)).rejects.toThrow(message)
  })
})

describe('what the journal keeps', () => {
  test('costs little more than the texts, also once it was read', { timeout: 30_000 }, () => {
    const mock = create()
    const body = `{"x":[${'[],'.repeat(300_000)}[]]}`
    collectGarbage()
    const before = process.memoryUsage().heapUsed
    for (let index = 0; index < 8; index += 1) {
      ask(mock, 'POST', '/api/campaigns', body.replace('x', `x${index}`))
      expect(mock.requests.last()?.status).toBe(400)
    }
    collectGarbage()
    const grown = process.memoryUsage().heapUsed - before
    expect(grown / (8 * body.length)).toBeLessThan(3)
    expect(mock[internals].log.bytes).toBeGreaterThan(8 * body.length)
  })

  test('is let go from the oldest on when less room is left', () => {
    const mock = create()
    for (let index = 0; index < 10; index += 1) get(mock, index)
    mock[internals].log.trim(mock[internals].log.bytes / 2)
    expect(paths(mock)).toEqual(['5', '6', '7', '8', '9'])
    expect(mock[internals].log.get(5)).toBeUndefined()
    expect(mock[internals].log.get(6)?.params).toEqual({ uuid: '5' })
    mock[internals].log.trim(0)
    expect([mock.requests.count(), mock[internals].log.bytes]).toEqual([0, 0])
  })

  test('can be read though the answer of a fault has 50,000 brackets', () => {
    const mock = create()
    const body = '['.repeat(50_000) + ']'.repeat(50_000)
    mock.faults.add({ status: 200, body })
    get(mock, 1)
    expect(mock.requests.all()).toMatchObject([{ status: 200, response: body }])
    expect(JSON.stringify(mock.requests.last())).toContain('[[[')
  })
})
