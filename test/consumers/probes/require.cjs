const assert = require('node:assert/strict')
const { createMock, schemas } = require('callcamp-mock')
const { setupMockServer } = require('callcamp-mock/node')

const mock = createMock({ scenario: 'demo' })
mock.fetch('/api/campaigns').then(async (response) => {
  assert.equal(schemas.campaignList.parse(await response.json()).total, mock.db.campaign.count())
  assert.equal(typeof setupMockServer().listen, 'function')
  console.log('required')
})
