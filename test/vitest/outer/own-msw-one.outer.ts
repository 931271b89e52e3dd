import { test } from 'callcamp-mock/vitest'
import { expect } from 'vitest'
import { createCampaign, listCampaigns } from '../api.ts'

test('the mock and the server of the project answer side by side', async ({ mock }) => {
  await createCampaign('Spring')
  expect((await listCampaigns()).total).toBe(1)
  expect(mock.requests.count()).toBe(2)
  expect(await (await fetch('https://payments.test/')).text()).toBe('paid')
})
