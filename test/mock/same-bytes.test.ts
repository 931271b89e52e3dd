import { createMock, scenarioNames } from 'callcamp-mock'
import { expect, test } from 'vitest'

/** Keys of JSON values have one order, whatever way a value came. */

const hours = { start: '09:00', end: '17:00' }

test.each(['retry-storm', 'do-not-call'])('a snapshot of %s gives the same bytes with the same options', (scenario) => {
  const options = { simulator: { concurrency: 1 } }
  const snapshot = createMock({ scenario, ...options }).snapshot()
  expect(JSON.stringify(createMock({ scenario: snapshot, ...options }).snapshot())).toBe(JSON.stringify(snapshot))
})

test('a snapshot gives the same bytes, whatever the order of keys was', async () => {
  const mock = createMock({ scenario: 'empty', simulator: { maxAttempts: 2 } })
  mock.db.campaign.create({ schedule: { sun: hours, mon: hours }, simulator: { ringSeconds: 4, concurrency: 1 } })
  mock.simulator.configure({ concurrency: 2 })
  const text = async ({ fetch }: typeof mock) => (await fetch('/api/campaigns')).text()
  const snapshot = JSON.stringify(mock.snapshot())
  const before = await text(mock)
  expect(await text(createMock({ scenario: mock.snapshot() }))).toBe(before)
  mock.restore(mock.snapshot())
  expect(JSON.stringify(mock.snapshot())).toBe(snapshot)
  expect(await text(mock)).toBe(before)
})

test.each(scenarioNames.filter((name) => name !== 'large'))('a snapshot of %s, too', (scenario) => {
  const mock = createMock({ scenario })
  const snapshot = mock.snapshot()
  mock.restore(snapshot)
  expect(JSON.stringify(mock.snapshot())).toBe(JSON.stringify(snapshot))
})
