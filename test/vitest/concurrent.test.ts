import { setTimeout as pause } from 'node:timers/promises'
import { http, HttpResponse } from 'msw'
import { test } from 'callcamp-mock/vitest'
import { beforeEach, describe } from 'vitest'
import { createCampaign, listCampaigns } from './api.ts'

describe.concurrent('concurrent tests', () => {
  test.for(Array.from({ length: 60 }, (_, index) => index))(
    'see their own data only (%i)',
    async (index, { mock, expect }) => {
      const names = Array.from({ length: 1 + (index % 3) }, (_, step) => `${index}.${step}`)
      for (const name of names) {
        await createCampaign(name)
        await pause((index * 3) % 4)
      }
      const { campaigns } = await listCampaigns()
      expect(campaigns.map(({ name }) => name)).toEqual(names.toReversed())
      expect(mock).toHaveReceivedTimes('campaigns.create', names.length)
    },
  )

  test.for(Array.from({ length: 20 }, (_, index) => index))(
    'also when they do not ask for the mock (%i)',
    async (index, { expect }) => {
      await createCampaign(`${index}`)
      await pause(index % 4)
      expect((await listCampaigns()).campaigns.map(({ name }) => name)).toEqual([`${index}`])
    },
  )
})

describe.concurrent('concurrent tests with a hook before them', () => {
  beforeEach(async () => {
    await pause(1)
  })

  test.for(Array.from({ length: 20 }, (_, index) => index))(
    'see their own data, whether they take the mock or not (%i)',
    async (index, { expect }) => {
      await createCampaign(`${index}`)
      await pause(index % 4)
      expect((await listCampaigns()).campaigns.map(({ name }) => name)).toEqual([`${index}`])
    },
  )
})

describe.concurrent('concurrent tests with data made before them', () => {
  test.beforeEach(async ({ mock }) => {
    await createCampaign('before')
    await pause(1)
    mock.requests.clear()
  })

  test.for(Array.from({ length: 20 }, (_, index) => index))('find it (%i)', async (index, { mock, expect }) => {
    await pause(index % 4)
    await createCampaign(`${index}`)
    expect((await listCampaigns()).campaigns.map(({ name }) => name)).toEqual([`${index}`, 'before'])
    expect(mock).toHaveReceivedTimes('campaigns.create', 1)
  })
})

describe.concurrent('concurrent tests with handlers of their own', () => {
  test.for(Array.from({ length: 20 }, (_, index) => index + 1))(
    'meet these, and nobody else does (%i)',
    async (index, { server, expect }) => {
      if (index % 3 > 0)
        server.use(http.get('http://callcamp.ai/api/campaigns', () => HttpResponse.json({ total: 1_000 + index })))
      await pause(index % 4)
      expect((await listCampaigns()).total).toBe(index % 3 > 0 ? 1_000 + index : 0)
    },
  )

  describe('while another API comes up', () => {
    test.override({ mockOptions: { baseUrl: 'https://later.example.com' } })

    test('meet these', async ({ server, expect }) => {
      server.use(http.get('https://later.example.com/api/campaigns', () => HttpResponse.json({ total: 7 })))
      expect(await (await fetch('https://later.example.com/api/campaigns')).json()).toEqual({ total: 7 })
    })
  })
})

test('a handler of a concurrent test is gone with it', async ({ expect }) => {
  expect((await listCampaigns()).total).toBe(0)
})
