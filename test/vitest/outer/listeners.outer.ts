import { test } from 'callcamp-mock/vitest'
import { expect } from 'vitest'
import { createCampaign } from '../api.ts'

test('fails of one listener', async ({ mock }) => {
  mock.on('campaign.status', ({ to }) => expect(to).toBe('draft'))
  await createCampaign('Spring')
})

test('fails of two calls of one', async ({ mock }) => {
  mock.on('request', async ({ request }) => expect(request.status).toBe(418))
  await createCampaign('Summer')
  await createCampaign('Autumn')
})

test('passes after them', async () => {
  expect((await createCampaign('Winter')).uuid).toBeTruthy()
})
