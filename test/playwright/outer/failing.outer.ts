import { expect } from '@playwright/test'
import { test } from 'callcamp-mock/playwright'
import { ask, open } from './app.ts'

test('fails after a request', async ({ page }) => {
  await open(page)
  const { status } = await ask(page, 'http://callcamp.ai/api/campaigns', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  expect(status).toBe(201)
})

test('fails after a request to another address', async ({ page }) => {
  await open(page)
  await ask(page, 'https://api.example.com/api/campaigns')
})

test('fails only by an expectation of a listener', async ({ page, mock }) => {
  mock.on('request', ({ request }) => expect(request.status).toBe(201))
  await open(page)
  await ask(page, 'http://callcamp.ai/api/campaigns')
})
