import { expect } from 'vitest'
import { test } from 'callcamp-mock/vitest'

test('adds a campaign', async ({ mock }) => {
  const body = JSON.stringify({ name: 'Spring', status: 'draft', type: 'outbound' })
  await fetch('http://callcamp.ai/api/campaigns', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  expect(mock).toHaveCampaign({ name: 'Spring' })
})
