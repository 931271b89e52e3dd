import { afterEach, describe, expect, test, vi } from 'vitest'
import { eventTypes } from '../../src/contract/events.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock, MockOptions } from '../../src/mock.ts'
import { expectWhole, textOf, watchChains } from '../trust/whole.ts'

/** Every place where code of the user runs, with everything that it may do there. */

const json = { 'content-type': 'application/json' }
const planned = { where: { status: { equals: 'planned' as const } } }

/** What the code does. */
const actions: Readonly<Record<string, (mock: Mock) => unknown>> = {
  advance: (mock) => mock.clock.advance('20m'),
  set: (mock) => mock.clock.set('2026-05-07T09:00:00Z'),
  reset: (mock) => mock.reset(),
  restore: (mock) => mock.restore(mock.snapshot()),
  load: (mock) => mock.load('empty'),
  back: (mock) => mock.history.back(),
  fork: (mock) => mock.history.fork(`fork ${mock.sandboxes.size}`),
  'db write': (mock) => mock.db.order.update({ ...planned, data: { status: 'busy' } }),
  fetch: (mock) => mock.fetch('/api/campaigns?limit=1'),
  'deleting fetch': (mock) =>
    mock.fetch(`/api/campaigns/${mock.db.campaign.getAll()[0]?.uuid ?? 'none'}`, { method: 'DELETE' }),
  stats: (mock) => mock.stats(),
  snapshot: (mock) => mock.snapshot(),
  'sandbox write': (mock) => mock.sandbox('of the code').db.campaign.create({}),
  throw: () => {
    throw new Error('of the user')
  },
}

/** Where it runs, and what sets it off. The code runs at most three times. */
const places: Readonly<
  Record<string, (run: (mock: Mock) => void) => { options?: MockOptions; use: (mock: Mock) => unknown }>
> = {
  'a data function': (run) => ({
    use: (mock) => mock.db.order.updateMany({ ...planned, data: { price: () => (run(mock), 3) } }),
  }),
  'a data function of update': (run) => ({
    use: (mock) => mock.db.order.update({ ...planned, data: { status: () => (run(mock), 'canceled' as const) } }),
  }),
  'a maker': (run) => ({
    use: (mock) => mock.db.campaign.createMany(3, () => (run(mock), { status: 'draft' as const })),
  }),
  'a getter': (run) => ({
    use: (mock) =>
      mock.db.campaign.create({
        get name() {
          run(mock)
          return 'Spring'
        },
      }),
  }),
  formatError: (run) => {
    let current: Mock | undefined
    return {
      options: {
        formatError: ({ message }) => {
          if (current) run(current)
          return { message }
        },
      },
      use: (mock) => {
        current = mock
        return mock.fetch('/api/campaigns', { method: 'POST', headers: json, body: '{}' })
      },
    }
  },
  'a matcher': (run) => ({
    use: async (mock) => {
      await mock.fetch('/api/campaigns?limit=1')
      return mock.requests.count(() => (run(mock), true))
    },
  }),
  'a matcher that waits': (run) => ({
    use: async (mock) => {
      const waiting = mock.requests.waitFor(() => (run(mock), true))
      waiting.catch(() => {})
      await mock.fetch('/api/campaigns?limit=1')
      await waiting
    },
  }),
  ...Object.fromEntries(
    eventTypes.map((type) => [
      `a listener of ${type}`,
      (run: (mock: Mock) => void) => ({
        use: async (mock: Mock) => {
          mock.on(type, () => run(mock))
          const order = mock.db.order.findFirst(planned)
          await mock.fetch(`/api/campaigns/${order?.campaignUuid}`, {
            method: 'PATCH',
            headers: json,
            body: '{"status":"closed"}',
          })
          await mock.fetch(`/api/campaigns/${order?.campaignUuid}`, {
            method: 'PATCH',
            headers: json,
            body: '{"status":"active"}',
          })
          mock.clock.advance('10m')
          mock.history.back()
          mock.reset()
          mock.clock.advance('10m')
        },
      }),
    ]),
  ),
}

const fresh = textOf(createMock({ scenario: 'mid-campaign', seed: 1 }))

afterEach(() => vi.restoreAllMocks())

describe.each(Object.keys(places))('%s', (place) => {
  test.each(Object.keys(actions))('that does this leaves everything whole: %s', async (name) => {
    vi.spyOn(console, 'error').mockReturnValue()
    let runs = 0
    let isOver = false
    const { options, use } = places[place]!((mock) => {
      runs += 1
      const action = actions[name]!
      // The answer of a request may be refused from inside a function that must not change anything.
      if (runs <= 3 && !isOver) void Promise.resolve(action(mock)).catch(() => {})
    })
    const mock = createMock({ scenario: 'mid-campaign', seed: 1, ...options })
    const wrong = watchChains(mock)
    const other = mock.sandbox('other')
    try {
      await use(mock)
    } catch (error) {
      expect(String(error)).toMatch(/of the user|cannot be changed from inside/)
    }
    isOver = true
    expect(runs).toBeGreaterThan(0)
    await expectWhole(mock)
    expect(wrong()).toEqual([])
    expect(textOf(other)).toBe(fresh)
    expect(textOf(createMock({ scenario: 'mid-campaign', seed: 1 }))).toBe(fresh)
    mock.clock.advance('1d')
    await expectWhole(mock)
    mock.load('mid-campaign', { seed: 1 })
    expect(textOf(mock)).toBe(fresh)
  })
})

test('a function that changes the mock from inside is refused, with what it is', () => {
  const mock = createMock({ scenario: 'mid-campaign' })
  const data = { price: () => (mock.clock.advance('1h'), 3) }
  expect(() => mock.db.order.update({ ...planned, data })).toThrow(
    'The mock cannot be changed from inside the values given to order.update: data: it may only read.',
  )
})
