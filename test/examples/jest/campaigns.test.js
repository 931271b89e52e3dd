import { setupMockServer } from 'callcamp-mock/node'
import { listCampaigns } from './campaigns'

const { mock, listen, reset, close } = setupMockServer()

beforeAll(() => listen())
afterEach(() => reset())
afterAll(() => close())

test('lists campaigns', async () => {
  mock.db.campaign.create({ name: 'Spring' })
  expect((await listCampaigns()).map(({ name }) => name)).toEqual(['Spring'])
})

test('begins each test with fresh data', async () => {
  expect(await listCampaigns()).toEqual([])
  expect(mock.requests.count({ operation: 'campaigns.list' })).toBe(1)
})
