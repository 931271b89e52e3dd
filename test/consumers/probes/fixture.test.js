import { setTimeout as pause } from 'node:timers/promises'
import { http, HttpResponse } from 'msw'
import { setupMockServer } from 'callcamp-mock/node'
import { test } from 'callcamp-mock/vitest'
import { afterAll, beforeAll, beforeEach, describe, expect, vi } from 'vitest'

const campaigns = 'http://callcamp.ai/api/campaigns'

async function create(name) {
  const response = await fetch(campaigns, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, status: 'active', type: 'outbound' }),
  })
  return response.json()
}

async function names() {
  const answer = await (await fetch(campaigns)).json()
  return answer.campaigns.map(({ name }) => name)
}

test('answers, with matchers', async ({ mock }) => {
  await create('Spring')
  expect(await names()).toEqual(['Spring'])
  expect(mock).toHaveReceived('campaigns.create', { name: 'Spring' })
  expect(mock).toHaveCampaign({ name: 'Spring' })
})

test('is fresh', async () => {
  expect(await names()).toEqual([])
})

test('lets handlers go in front', async ({ server }) => {
  server.use(http.get(campaigns, () => HttpResponse.json({ campaigns: [{ name: 'mine' }] })))
  expect(await names()).toEqual(['mine'])
})

test('refuses look-alikes, and answers unknown paths itself', async () => {
  const error = vi.spyOn(console, 'error').mockReturnValue()
  await expect(fetch('http://there.invalid/api/campaigns')).rejects.toThrow(/fetch/i)
  expect(error.mock.calls[0][0]).toContain("baseUrl: 'http://there.invalid'")
  error.mockRestore()
  expect((await fetch('http://callcamp.ai/api/campaign')).status).toBe(404)
})

describe('hooks', () => {
  beforeAll(async () => {
    expect(await names()).toEqual([])
    await create('from the hook')
  })
  afterAll(async () => {
    expect(await names()).toEqual(['from the hook'])
  })

  test.for([1, 2])('are answered, and what they make is there (%i)', async () => {
    expect(await names()).toEqual(['from the hook'])
    await create('of the test')
  })
})

test('breaks connections', async ({ mock }) => {
  mock.faults.add({ networkError: true, times: 1 })
  await expect(fetch(campaigns)).rejects.toThrow(/fetch/i)
  expect((await fetch(campaigns)).status).toBe(200)
})

describe('with options', () => {
  test.override({ scenario: 'demo' })

  test('has them', async ({ mock }) => {
    expect(mock.info.scenario).toBe('demo')
    expect((await names()).length).toBeGreaterThan(0)
  })
})

describe.concurrent('at the same time', () => {
  test.for([0, 1, 2, 3, 4, 5])('is kept apart (%i)', async (index, { mock, expect }) => {
    await create(`campaign ${index}`)
    await pause(5)
    expect(await names()).toEqual([`campaign ${index}`])
    expect(mock.db.campaign.count()).toBe(1)
  })
})

describe.concurrent('at the same time, after a hook', () => {
  beforeEach(() => pause(1))

  test.for([0, 1, 2, 3, 4, 5])('is kept apart (%i)', async (index, { mock, expect }) => {
    await create(`campaign ${index}`)
    await pause(5)
    expect(await names()).toEqual([`campaign ${index}`])
    expect(mock.db.campaign.count()).toBe(1)
  })
})

describe('setupMockServer', () => {
  test('is a function of its own door', () => {
    expect(setupMockServer).toBeTypeOf('function')
  })
})
