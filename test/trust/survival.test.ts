import { createMock, type Mock } from 'callcamp-mock'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { asJson } from '../json-request.ts'

/** What users hand in may break; the mock goes on as if it had not been there. */

const bomb = (): never => {
  throw new Error('bomb')
}
const circular: Record<string, unknown> = {}
circular['self'] = circular

let reported: ReturnType<typeof vi.spyOn>
beforeEach(() => {
  reported = vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
})

const state = (mock: Mock) => JSON.stringify(mock.snapshot())

/** A campaign that is calling people, whatever happens. */
function busyMock(now = '2026-05-04T08:00:00Z'): Mock {
  const mock = createMock({ now })
  const campaign = mock.db.campaign.create({
    status: 'active',
    type: 'outbound',
    schedule: null,
    timezone: 'Europe/London',
  })
  mock.db.order.createMany(30, { campaignUuid: campaign.uuid, status: 'planned' })
  mock.db.order.create({ campaignUuid: campaign.uuid, status: 'scheduled', scheduledTime: '9999-12-31T23:59:59Z' })
  return mock
}

describe('a listener that throws', () => {
  test('stops neither the calls nor the requests, nor other listeners', async () => {
    const [broken, whole] = [busyMock(), busyMock()]
    let heard = 0
    for (const type of ['call.started', 'call.ended', 'order.status', 'campaign.status', 'request', 'reset'] as const) {
      broken.on(type, bomb)
      broken.on(type, () => {
        heard += 1
      })
    }
    for (const mock of [broken, whole]) {
      mock.clock.advance('2d')
      expect((await mock.fetch('/api/campaigns')).status).toBe(200)
    }
    expect(state(broken)).toBe(state(whole))
    expect(heard).toBeGreaterThan(100)
    expect(reported.mock.calls).toHaveLength(1)
  })
})

describe('formatError', () => {
  test.each([
    ['throws', bomb],
    ['answers what JSON can not carry', () => circular],
    ['answers a number without an end', () => 10n],
    ['answers what throws when it is written', () => ({ toJSON: bomb })],
  ])('that %s is reported, and the refusal has the usual form', async (_what, formatError) => {
    const mock = createMock({ formatError })
    const response = await mock.fetch('/api/campaigns/none')
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ success: false, message: expect.stringContaining('none') })
    expect(reported.mock.calls).toHaveLength(1)
    expect(mock.requests.last()).toMatchObject({ status: 404 })
  })
})

test('formatError that returns nothing is reported once, and refusals have the usual form', async () => {
  const mock = createMock({ formatError: () => undefined })
  for (const uuid of ['none', 'nobody'])
    expect(await (await mock.fetch(`/api/campaigns/${uuid}`)).json()).toMatchObject({
      success: false,
      message: expect.stringContaining(uuid),
    })
  expect(reported.mock.calls).toHaveLength(1)
  expect(String(reported.mock.calls[0])).toContain('formatError returned nothing')
})

test.each([
  ['a promise', async () => ({ code: 1 })],
  ['a promise that fails', async () => bomb()],
])('formatError that returns %s is reported once, and refusals have the usual form', async (_what, formatError) => {
  const failed = vi.fn<() => void>()
  process.on('unhandledRejection', failed)
  onTestFinished(() => void process.off('unhandledRejection', failed))
  const mock = createMock({ formatError })
  for (const uuid of ['none', 'nobody'])
    expect(await (await mock.fetch(`/api/campaigns/${uuid}`)).json()).toMatchObject({
      success: false,
      message: expect.stringContaining(uuid),
    })
  expect(reported.mock.calls).toHaveLength(1)
  expect(String(reported.mock.calls[0])).toContain(
    'formatError returned a promise, and a refusal waits for none: refusals have their usual bodies',
  )
  // Rejections that nobody took are told before this turn.
  await new Promise((turn) => setImmediate(turn))
  expect(failed).not.toHaveBeenCalled()
})

describe('a fault', () => {
  test.each([
    ['that contains itself', circular],
    ['that is no JSON', 10n],
    ['that throws when it is written', { toJSON: bomb }],
  ])('with a body %s is refused when it is added', async (_what, body) => {
    const mock = createMock()
    expect(() => mock.faults.add({ status: 503, body })).toThrow(/^Not a fault: body /)
    expect(mock.faults.all()).toEqual([])
    expect((await mock.fetch('/api/campaigns')).status).toBe(200)
  })

  test('is what it was when it was added, whatever becomes of its parts', async () => {
    const mock = createMock()
    const body = { message: 'before' }
    mock.faults.add({ status: 503, body })
    body.message = 'after'
    expect(await (await mock.fetch('/api/campaigns')).json()).toEqual({ message: 'before' })
  })
})

describe('a function that throws', () => {
  test('as the matcher of requests fails its question only', async () => {
    const mock = createMock()
    const waiting = mock.requests.waitFor(bomb)
    const other = mock.requests.waitFor({ operation: 'campaigns.list' })
    expect((await mock.fetch('/api/campaigns')).status).toBe(200)
    await expect(waiting).rejects.toThrow('bomb')
    expect(await other).toMatchObject({ status: 200 })
    expect(() => mock.requests.all(bomb)).toThrow('bomb')
    expect(mock.requests.count()).toBe(1)
  })

  test('in the middle of a change of the test API changes nothing', () => {
    const mock = createMock({ scenario: 'demo' })
    const before = state(mock)
    let count = 0
    const third = (): string => {
      count += 1
      return count === 3 ? bomb() : 'Ada'
    }
    expect(() => mock.db.record.updateMany({ data: { firstName: third } })).toThrow('bomb')
    count = 0
    expect(() => mock.db.record.createMany(5, () => ({ firstName: third() }))).toThrow('bomb')
    expect(JSON.parse(state(mock))).toMatchObject({ records: JSON.parse(before).records })
    expect(mock.db.record.count()).toBe(JSON.parse(before).records.length)
  })
})

describe('the clock', () => {
  test('may be set far back and far forward while campaigns call', async () => {
    const mock = busyMock()
    mock.clock.advance('1m')
    expect(mock.db.order.count({ where: { status: { equals: 'calling' } } })).toBeGreaterThan(0)
    mock.clock.set('1970-01-01T00:00:00Z')
    mock.clock.advance('1h')
    mock.clock.set('9999-12-31T23:59:59Z')
    expect(mock.clock.now()).toBe('9999-12-31T23:59:59Z')
    const unfinished = mock.db.order.findMany({ where: { status: { in: ['planned', 'busy', 'no-answer'] } } })
    expect(unfinished.filter(({ scheduledTime }) => scheduledTime === null)).toEqual([])
    const again = createMock({ scenario: JSON.parse(state(mock)) })
    expect(state(again)).toBe(state(mock))
    expect(
      (await mock.fetch('/api/campaigns', asJson('{"name":"Last","status":"active","type":"outbound"}'))).status,
    ).toBe(201)
    expect((await mock.fetch('/api/campaigns?limit=1')).status).toBe(200)
  })

  test('ends at the end of the year 9999, and calls that would end later end there', () => {
    const mock = busyMock('9999-12-31T23:59:00Z')
    mock.clock.set('9999-12-31T23:59:59Z')
    expect(() => mock.clock.advance('1d')).toThrow(TypeError)
    expect(() => mock.simulator.runToEnd()).not.toThrow()
    const moments = mock.db.call.getAll().flatMap(({ startedAt, endedAt }) => [startedAt, endedAt ?? startedAt])
    expect(moments.length).toBeGreaterThan(0)
    for (const moment of moments) expect(moment).toMatch(/^9999-12-31T23:59:\d\dZ$/)
    expect(state(createMock({ scenario: JSON.parse(state(mock)) }))).toBe(state(mock))
  })

  test.each([
    new Date(Number.NaN),
    Number.NaN,
    Infinity,
    -1,
    8.64e15,
    'tomorrow',
    '2026-02-30T00:00:00Z',
    '',
    null,
    {},
  ])('refuses %s, and stands where it stood', (moment) => {
    const mock = busyMock()
    const before = state(mock)
    expect(() => mock.clock.set(moment as Date)).toThrow(TypeError)
    expect(() => mock.clock.advance(moment === -1 ? -1 : 'nonsense')).toThrow(TypeError)
    expect(state(mock)).toBe(before)
  })
})

test.each([2 ** 31, 2 ** 31 - 1, 2 ** 32, 10 ** 15])(
  'the page %d is empty, with the totals of all pages',
  async (page) => {
    const mock = createMock({ scenario: 'demo' })
    const { uuid } = mock.db.campaign.getAll()[0]!
    for (const [path, key] of [
      ['/api/campaigns', 'campaigns'],
      ['/api/records', 'records'],
      [`/api/campaigns/${uuid}/orders`, 'orders'],
      ['/api/records?search=a', 'records'],
    ] as const) {
      const first = await (await mock.fetch(path)).json()
      const far = await (await mock.fetch(`${path}${path.includes('?') ? '&' : '?'}page=${page}&limit=100`)).json()
      expect(far).toMatchObject({ [key]: [], total: first.total, page })
      expect(first.total).toBeGreaterThan(0)
    }
  },
)
