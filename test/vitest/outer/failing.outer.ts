import { test } from 'callcamp-mock/vitest'
import { expect } from 'vitest'
import { createCampaign, createOrder } from '../api.ts'

test('fails after two requests', async () => {
  const { uuid } = await createCampaign('Spring')
  const response = await createOrder(uuid, { firstName: 'Ada' })
  expect(response.status).toBe(201)
})

test('passes after a request', async () => {
  expect((await createCampaign('Autumn')).uuid).toBeTruthy()
})
