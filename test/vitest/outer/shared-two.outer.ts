import { test } from 'callcamp-mock/vitest'
import { beforeAll, expect } from 'vitest'
import { createCampaign, listCampaigns } from '../api.ts'

beforeAll(async () => {
  expect((await listCampaigns()).total).toBe(0)
  await createCampaign('from the hook')
})

test('finds what the hook of its own file has made', async () => {
  expect((await listCampaigns()).total).toBe(1)
})

test('has data of its own', async ({ mock }) => {
  mock.db.campaign.create()
  expect((await listCampaigns()).total).toBe(2)
})
