import { createMock } from 'callcamp-mock'
import { expect, test } from 'vitest'

test('listeners that answer each other for ever are stopped without any setting', { timeout: 120_000 }, () => {
  const mock = createMock({ scenario: 'empty' })
  const { uuid: campaignUuid } = mock.db.campaign.create({ status: 'paused' })
  const { uuid } = mock.db.order.create({ campaignUuid, status: 'planned' })
  const where = { uuid: { equals: uuid } }
  const errors: unknown[] = []
  mock.on('order.status', ({ to }) => {
    try {
      mock.db.order.update({ where, data: { status: to === 'planned' ? 'registered' : 'planned' } })
    } catch (error) {
      errors.push(error)
    }
  })
  mock.db.order.update({ where, data: { status: 'registered' } })
  expect(String(errors[0])).toContain('Listeners made 100000 changes in answer to each other')
})
