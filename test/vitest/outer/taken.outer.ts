import { test } from 'callcamp-mock/vitest'
import { setupMockServer } from 'callcamp-mock/node'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { listCampaigns } from '../api.ts'

describe('a suite with a mock server of its own', () => {
  const { listen, close } = setupMockServer()

  beforeAll(() => listen())
  afterAll(() => close())

  test('does not run', () => {})
})

test('the mock of the fixture still answers', async ({ mock }) => {
  await listCampaigns()
  expect(mock).toHaveReceivedTimes('campaigns.list', 1)
})
