import { test } from 'callcamp-mock/vitest'
import { describe, expect } from 'vitest'
import { createCampaign, createOrder } from '../api.ts'

test('fails after two requests', async () => {
  const { uuid } = await createCampaign('Spring')
  const response = await createOrder(uuid, { firstName: 'Ada' })
  expect(response.status).toBe(201)
})

test('passes after a request', async () => {
  expect((await createCampaign('Autumn')).uuid).toBeTruthy()
})

describe('with options that a state does not have', () => {
  test.override({ edition: 'local', references: 'loose', simulator: false })

  test('fails at once', async () => {
    const { status } = await fetch('http://localhost:3000/api/records')
    expect(status).toBe(201)
  })
})
