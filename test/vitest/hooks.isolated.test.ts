import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'callcamp-mock/vitest'
import { afterAll, beforeAll, describe, expect, test as plain, vi } from 'vitest'
import { createCampaign, listCampaigns } from './api.ts'

/** Requests that no test sends: hooks, the top of a file, and what goes on beside the tests. */

const atTheTop = await listCampaigns()

test('a request at the top of a file is answered', () => {
  expect(atTheTop).toMatchObject({ total: 0 })
})

describe('beforeAll', () => {
  let seen: number | undefined

  beforeAll(async () => {
    seen = (await listCampaigns()).total
    await createCampaign('from the hook')
  })

  test('is answered with the data that tests start from', () => {
    expect(seen).toBe(0)
  })

  test.for([1, 2])('makes what each test of its suite finds (%i)', async (_, { mock }) => {
    const { campaigns } = await listCampaigns()
    expect(campaigns.map(({ name }) => name)).toEqual(['from the hook'])
    expect(mock.requests.count()).toBe(1)
    await createCampaign('of one test')
    mock.reset()
    expect((await listCampaigns()).total).toBe(1)
    await createCampaign('of one test')
  })

  describe('of a suite within', () => {
    beforeAll(async () => {
      await createCampaign('from the inner hook')
    })

    test('adds to what the outer one made', async () => {
      const { campaigns } = await listCampaigns()
      expect(campaigns.map(({ name }) => name)).toEqual(['from the inner hook', 'from the hook'])
    })
  })

  describe.each([
    { latency: 1 },
    { strict: true },
    { onUnhandledRequest: 'bypass' as const },
    { simulator: { maxAttempts: 1 } },
    { scenario: 'empty' },
    { baseUrl: 'http://callcamp.ai' },
  ])('in a suite with %j', (settings) => {
    test.override(settings)

    test('makes what its tests find', async ({ mock }) => {
      expect((await listCampaigns()).campaigns.map(({ name }) => name)).toEqual(['from the hook'])
      expect(mock.simulator.settings).toEqual('simulator' in settings ? settings.simulator : {})
    })
  })

  describe.each([{ seed: 3 }, { scenario: 'demo' }, { now: '2026-06-01T08:00:00Z' }])(
    'in a suite with %j',
    (settings) => {
      test.override(settings)

      test('makes nothing, since other data are at the start', async () => {
        expect((await listCampaigns()).campaigns.map(({ name }) => name)).not.toContain('from the hook')
      })
    },
  )
})

describe('hooks of a suite that extends a test and sets its options', () => {
  const extended = test.extend('nothing', () => undefined)
  extended.override({ scenario: 'demo' })

  beforeAll(() => createCampaign('of the suite'))

  extended('make what its tests find', async ({ mock }) => {
    const { campaigns } = await listCampaigns()
    expect(campaigns[0]?.name).toBe('of the suite')
    expect(mock.db.record.count()).toBe(300)
  })
})

describe('hooks of a suite with settings of its own', () => {
  test.override({ scenario: 'demo', baseUrl: 'https://api.example.com' })
  const url = 'https://api.example.com/api/campaigns'
  let before: unknown

  beforeAll(async () => {
    before = await (await fetch(url)).json()
  })

  test('find what the tests find', async () => {
    expect(before).toEqual(await (await fetch(url)).json())
    expect(before).toHaveProperty('total', expect.any(Number))
  })

  afterAll(async () => {
    expect(await (await fetch(url)).json()).toEqual(before)
  })
})

describe('afterAll', () => {
  test('runs after a test that made something', async () => {
    await createCampaign('of a test')
  })

  afterAll(async () => {
    expect((await listCampaigns()).total).toBe(0)
  })
})

describe('a test of vitest itself', () => {
  plain('is answered, too', async () => {
    expect((await listCampaigns()).total).toBe(0)
  })
})

describe('hooks around each test', () => {
  test.beforeEach(async () => {
    await createCampaign('before each')
  })

  test.for([1, 2])('belong to the test (%i)', async (_, { mock }) => {
    expect(mock).toHaveReceivedTimes('campaigns.create', 1)
    expect((await listCampaigns()).total).toBe(1)
  })
})

describe('a loop that was started beside the tests', () => {
  const statuses: number[] = []
  const stop = new AbortController()
  const loop = async () => {
    while (!stop.signal.aborted) {
      statuses.push((await fetch('http://callcamp.ai/api/records')).status)
      await pause(1)
    }
  }
  const done = loop()
  const warn = vi.spyOn(console, 'warn').mockReturnValue()

  describe.concurrent('tests that run at once', () => {
    test.for(Array.from({ length: 20 }, (_, index) => index))(
      'hear nothing of it (%i)',
      async (index, { mock, expect }) => {
        await createCampaign(`${index}`)
        await pause(5)
        expect((await listCampaigns()).campaigns.map(({ name }) => name)).toEqual([`${index}`])
        expect(mock).not.toHaveReceived('records.list')
      },
    )
  })

  afterAll(async () => {
    stop.abort()
    await done
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining('while several tests ran, a request came from none of them')],
    ])
    warn.mockRestore()
  })
})
