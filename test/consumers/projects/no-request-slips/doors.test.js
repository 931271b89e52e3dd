import { test } from 'callcamp-mock/vitest'
import { afterAll, beforeAll, describe, expect, inject, vi } from 'vitest'
import { client } from './client.js'

const production = inject('production')
const atTheTop = await client().list()

beforeAll(async () => {
  expect((await client().list()).total).toBe(0)
  await client().create('from the first hook')
})

afterAll(async () => {
  expect((await client().list()).campaigns.map(({ name }) => name)).toEqual(['from the first hook'])
})

test('a request at the top of the file is answered', () => {
  expect(atTheTop.total).toBe(0)
})

test('what the first hook has made is there', async ({ mock }) => {
  expect((await client().list()).total).toBe(1)
  expect(mock).toHaveReceivedTimes('campaigns.list', 1)
})

test('a wrong base URL does not reach production', async () => {
  const error = vi.spyOn(console, 'error').mockReturnValue()
  await expect(client(production).remove('abc')).rejects.toThrow(TypeError)
  expect(error.mock.calls[0][0]).toContain(`baseUrl: '${production}'`)
  error.mockRestore()
})

test('a trailing slash and a misspelt path are answered by the mock', async () => {
  expect((await fetch('https://api.example.com/api/campaigns/abc/', { method: 'DELETE' })).status).toBe(404)
  expect((await fetch('https://api.example.com/api/record', { method: 'POST' })).status).toBe(404)
})

describe('options that are set one after another', () => {
  const extended = test.extend({ mockOptions: { baseUrl: inject('production') } })
  extended.override({ mockOptions: { auth: { keys: ['k'] } } })

  extended('add up, as far as their names say', async ({ mock }) => {
    expect(mock.info.baseUrl).toBe('https://api.example.com')
    expect((await client().create('x')).status).toBe(401)
  })
})

describe.concurrent('200 tests at once', () => {
  beforeAll(() => client().create('of this suite'))

  test.for(Array.from({ length: 200 }, (_, index) => index))(
    'see their own data (%i)',
    async (index, { mock, expect }) => {
      await client().create(`${index}`)
      const { campaigns } = await client().list()
      expect(campaigns.map(({ name }) => name)).toEqual([`${index}`, 'of this suite', 'from the first hook'])
      expect(mock.requests.count()).toBe(2)
    },
  )
})

describe.concurrent('200 extended tests at once, with an override', () => {
  const extended = test.extend('added', async ({ mock }) => {
    await client().create('of the fixture')
    return mock.db.campaign.count()
  })
  extended.override({ scenario: 'demo' })
  beforeAll(() => client().create('of this suite'))

  extended.for(Array.from({ length: 200 }, (_, index) => index))(
    'see the scenario and their own data (%i)',
    async (index, { mock, added, expect }) => {
      await client().create(`${index}`)
      const { campaigns, total } = await client().list()
      expect(campaigns.slice(0, 3).map(({ name }) => name)).toEqual([`${index}`, 'of the fixture', 'of this suite'])
      expect(total).toBe(added + 1)
      expect(mock.requests.count()).toBe(3)
    },
  )
})

test('faults that could never strike are refused, and answers can be held', async ({ mock }) => {
  expect(() => mock.faults.add({ path: '/:id', status: 503 })).toThrow('path must fit')
  const gate = mock.faults.hold({ path: '/api/campaigns/{uuid}' })
  const held = fetch('https://api.example.com/api/campaigns/abc')
  await mock.requests.waitFor({ operation: 'campaigns.get' })
  gate.release()
  expect((await held).status).toBe(404)
})

test('a delay follows the fake timers of the runner', async ({ mock }) => {
  vi.useFakeTimers()
  mock.faults.add({ operation: 'campaigns.list', delay: 60_000 })
  const delayed = client().list()
  await mock.requests.waitFor({ operation: 'campaigns.list' })
  await vi.advanceTimersByTimeAsync(60_000)
  vi.useRealTimers()
  expect((await delayed).total).toBe(1)
})
