import { http, HttpResponse } from 'msw'
import { test } from 'callcamp-mock/vitest'
import { describe, expect, vi } from 'vitest'
import { createCampaign, listCampaigns } from './api.ts'

describe('the fixture', () => {
  test('answers requests', async ({ mock }) => {
    await createCampaign('Spring')
    expect(mock.db.campaign.count()).toBe(1)
  })

  const drawn = new Set<string>()
  test.for([1, 2])('begins each test with fresh data and the same chance (%i)', async () => {
    expect((await listCampaigns()).total).toBe(0)
    drawn.add((await createCampaign('Spring')).uuid)
    expect(drawn.size).toBe(1)
  })

  test('answers when the test does not ask for the mock', async () => {
    expect((await listCampaigns()).total).toBe(0)
  })

  test.for([1, 2])('lets a test add its own handlers, and takes them away after it (%i)', async (_, { server }) => {
    expect((await listCampaigns()).total).toBe(0)
    server.use(http.get('http://callcamp.ai/api/campaigns', () => HttpResponse.json({ total: 99 })))
    expect((await listCampaigns()).total).toBe(99)
  })

  test.for([1, 2])('brings its handler back after a test has replaced it (%i)', async (_, { server }) => {
    expect((await listCampaigns()).total).toBe(0)
    server.resetHandlers(http.get('http://callcamp.ai/api/campaigns', () => HttpResponse.json({ total: 99 })))
    expect((await listCampaigns()).total).toBe(99)
  })

  test.for(['listen', 'close'] as const)(
    'refuses %s() of the server, which all tests share',
    async (method, { server }) => {
      expect(() => server[method]()).toThrow(`server.${method}() is not for tests`)
      expect((await listCampaigns()).total).toBe(0)
    },
  )

  let heard = 0
  test.for([1, 2])('drops listeners, faults and time with the test (%i)', async (_, { mock }) => {
    const { status } = await fetch('http://callcamp.ai/api/campaigns')
    expect(status).toBe(200)
    expect(heard).toBe(0)
    expect(mock.clock.now()).toBe('2026-05-04T08:00:00Z')
    mock.on('request', () => {
      heard += 1
    })
    mock.faults.add({ status: 500 })
    mock.clock.advance('1h')
  })
})

describe('options', () => {
  describe('set for some tests', () => {
    test.override({ scenario: 'demo' })

    test('apply there', async ({ mock }) => {
      expect((await listCampaigns()).total).toBeGreaterThan(0)
      expect(mock.info.scenario).toBe('demo')
    })

    describe('and changed further down', () => {
      test.override({ seed: 42, mockOptions: { strict: true } })

      test('keep the rest', ({ mock }) => {
        expect(mock.info).toMatchObject({ scenario: 'demo', seed: 42 })
      })
    })
  })

  test('do not apply elsewhere', async () => {
    expect((await listCampaigns()).total).toBe(0)
  })

  describe('of another edition', () => {
    test.override({ edition: 'local' })

    test('move the mock to where that edition is found', async ({ mock }) => {
      const response = await fetch('http://localhost:3000/api/records')
      expect(await response.json()).toEqual({ records: [], total: 0, page: 1, limit: 10 })
      expect(mock).toHaveReceived('records.list')
    })
  })

  const extended = test.extend<{ greeting: string; seed: number | undefined }>({ seed: 5, greeting: 'hello' })

  extended('can be set by extending the test', ({ mock, greeting }) => {
    expect(mock.info.seed).toBe(5)
    expect(greeting).toBe('hello')
  })
})

describe('an API that another test had mocked', () => {
  describe('there', () => {
    test.override({ mockOptions: { baseUrl: 'http://there.invalid' } })

    test('is mocked', async ({ mock }) => {
      expect((await fetch('http://there.invalid/api/campaigns')).status).toBe(200)
      expect(mock).toHaveReceivedTimes('campaigns.list', 1)
    })
  })

  test('is not mocked for the next', async ({ mock }) => {
    const error = vi.spyOn(console, 'error').mockReturnValue()
    await expect(fetch('http://there.invalid/api/campaigns')).rejects.toThrow(TypeError)
    expect(mock.requests.count()).toBe(0)
    error.mockRestore()
  })
})

describe('a request that outlives its test', () => {
  let late: Promise<unknown> | undefined
  let send: () => void = () => {}
  const sent = new Promise<void>((resolve) => (send = resolve))

  test('is sent', () => {
    late = sent.then(() => createCampaign('late'))
    late.catch(() => {})
  })

  test('is refused, and leaves the data of the next one alone', async ({ mock, onTestFinished }) => {
    const error = vi.spyOn(console, 'error').mockReturnValue()
    onTestFinished(() => error.mockRestore())
    send()
    await expect(late).rejects.toThrow(TypeError)
    expect(mock.requests.all()).toEqual([])
    expect(mock.db.campaign.count()).toBe(0)
    expect(error.mock.calls).toEqual([
      [
        'callcamp-mock: the test "is sent" is over and still sends requests. Await what sends them, or stop it when the test ends. Start what several tests share in beforeAll',
      ],
    ])
  })
})
