import { test } from 'callcamp-mock/vitest'
import { describe, expect, vi } from 'vitest'
import { listCampaigns } from './api.ts'

/** Every option of a mock is a fixture, and so is what happens to requests that it does not answer. */

const list = (origin: string, key?: string) =>
  fetch(`${origin}/api/campaigns`, { headers: key === undefined ? {} : { 'x-api-key': key } })

describe('options set one by one', () => {
  test.override({ baseUrl: 'https://api.example.com', auth: { keys: ['k'] }, clock: 'ticking' })

  test('apply', async ({ mock }) => {
    expect((await list('https://api.example.com')).status).toBe(401)
    expect((await list('https://api.example.com', 'k')).status).toBe(200)
    expect(mock.info.baseUrl).toBe('https://api.example.com')
  })

  describe('and more of them further down', () => {
    test.override({ strict: true, simulator: false, references: 'loose', latency: [0, 1], now: '2027-01-01T00:00:00Z' })

    test('keep those that were set before', async ({ mock }) => {
      expect((await list('https://api.example.com', 'k')).status).toBe(200)
      expect(mock.simulator.enabled).toBe(false)
      expect(mock.clock.now()).toMatch(/^2027-01-01/)
    })
  })
})

describe('a name that is no fixture', () => {
  const override: (fixtures: Record<string, unknown>) => unknown = test.override

  test('is refused, and the nearest is named', () => {
    expect(() => override({ scenaro: 'demo' })).toThrow(
      /^test\.override: scenaro is not a fixture of this test; did you mean scenario\? Its fixtures are baseUrl, /,
    )
  })

  test('is accepted of a test that was extended by it', () => {
    const extended = test.extend<{ tenant: string }>({ tenant: 'one' })
    const own: (fixtures: Record<string, unknown>) => unknown = extended.override
    expect(() => own({ tennant: 'two' })).toThrow(/did you mean tenant\?/)
  })
})

describe('options in one object', () => {
  const extended = test.extend({ mockOptions: { baseUrl: 'https://api.example.com' } })

  describe('are added', () => {
    extended.override({ mockOptions: { auth: { keys: ['k'] } } })
    extended.override({ mockOptions: { formatError: ({ status }) => ({ code: status }) } })

    extended('to those that were set before', async () => {
      const refused = await list('https://api.example.com')
      expect(await refused.json()).toEqual({ code: 401 })
      expect((await list('https://api.example.com', 'k')).status).toBe(200)
    })
  })

  describe('give way', () => {
    extended.override({ baseUrl: 'https://other.example.com' })

    extended('to an option that is set by its own name', async () => {
      expect((await list('https://other.example.com')).status).toBe(200)
    })
  })

  extended('leave others as they are', async () => {
    expect((await list('https://api.example.com')).status).toBe(200)
  })
})

describe('options that fixture functions find out', () => {
  const extended = test.extend<{ tenant: string; baseUrl: string | undefined }>({
    tenant: 'one',
    baseUrl: async ({ tenant }, use) => {
      await use(`https://${tenant}.example.com`)
    },
  })

  extended('apply', async ({ mock }) => {
    expect(mock.info.baseUrl).toBe('https://one.example.com')
    expect((await list('https://one.example.com')).status).toBe(200)
  })

  describe('by name', () => {
    test.override('seed', () => 12)

    test('apply, too', ({ mock }) => {
      expect(mock.info.seed).toBe(12)
    })
  })
})

describe('a request that the mock does not answer', () => {
  test('is refused where it looks like one to the API', async () => {
    const error = vi.spyOn(console, 'error').mockReturnValue()
    await expect(list('http://127.0.0.1:9')).rejects.toThrow(TypeError)
    expect(error).toHaveBeenCalledExactlyOnceWith(expect.stringContaining("baseUrl: 'http://127.0.0.1:9'"))
    error.mockRestore()
  })

  describe('with a setting', () => {
    test.override({ onUnhandledRequest: 'bypass' })

    test('passes', async () => {
      // Nothing listens there: the network says so, and not the mock.
      await expect(list('http://127.0.0.1:9')).rejects.toThrow(
        expect.objectContaining({ cause: expect.not.objectContaining({ name: 'UnhandledRequest' }) }),
      )
    })
  })

  describe('with a function', () => {
    const seen: string[] = []
    test.override({
      mockOptions: {
        onUnhandledRequest: ({ url }, { kind }) => {
          seen.push(`${kind} ${url}`)
          throw new Error('not here')
        },
      },
    })

    test('is shown to it', async () => {
      await expect(list('http://127.0.0.1:9')).resolves.toHaveProperty('status', 500)
      expect(seen).toEqual(['look-alike http://127.0.0.1:9/api/campaigns'])
    })
  })

  describe('at an unknown path of the API', () => {
    test('is a 404 that names the nearest one', async ({ mock }) => {
      const response = await fetch('http://callcamp.ai/api/campaigns/abc/', { method: 'DELETE' })
      expect(response.status).toBe(404)
      expect(mock.requests.last()).toMatchObject({ method: 'DELETE', status: 404 })
    })
  })
})

test('other tests have none of all this', async ({ mock }) => {
  expect((await listCampaigns()).total).toBe(0)
  expect(mock.info.baseUrl).toBe('http://callcamp.ai')
})
