import { matchers } from 'callcamp-mock/vitest'
import { setupMockServer } from 'callcamp-mock/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listCampaigns } from '../api.ts'

const { mock, listen, close } = setupMockServer()

expect.extend(matchers)
beforeAll(() => listen())
afterAll(() => close())

test('a file that takes only the matchers has a mock server of its own', async () => {
  await listCampaigns()
  expect(mock).toHaveReceivedTimes('campaigns.list', 1)
})
