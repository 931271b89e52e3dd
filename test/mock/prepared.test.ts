import { describe, expect, test } from 'vitest'
import { createMock, makeMockLater } from '../../src/create-mock.ts'
import { internals } from '../../src/engine/internals.ts'
import type { Mock } from '../../src/mock.ts'
import { createPause } from '../../src/transports/pauses.ts'

const textOf = (mock: Mock) => JSON.stringify(mock.snapshot())
const later = (scenario: string | object) => makeMockLater({ scenario: scenario as string, seed: 5 }, 'test')

describe('a mock whose data are made in slices', () => {
  test.each(['demo', 'mid-campaign', 'timezones'])('has the bytes of %s made at once', async (scenario) => {
    const mock = later(scenario)
    await mock[internals].prepare(createPause())
    expect(textOf(mock)).toBe(textOf(createMock({ scenario, seed: 5 })))
  })

  test('lets other tasks run before it is done', async () => {
    const mock = later({
      name: 'many',
      now: '2026-05-04T08:00:00Z',
      seed: 1,
      generate: { records: [{ count: 5_000 }] },
    })
    let pauses = 0
    await mock[internals].prepare(async () => void (pauses += 1))
    expect(pauses).toBeGreaterThan(20)
    expect(mock.db.record.count()).toBe(5_000)
  })

  test('has its data at once for those who do not wait', () => {
    expect(textOf(later('demo'))).toBe(textOf(createMock({ scenario: 'demo', seed: 5 })))
  })

  test('has its data for those who ask while they are made', async () => {
    const mock = later('demo')
    let seen = 0
    await mock[internals].prepare(async () => void (seen ||= mock.db.campaign.count()))
    expect(seen).toBe(15)
    expect(mock.db.campaign.count()).toBe(15)
  })

  test('finds the same before and after it got ready for searches', async () => {
    const mock = createMock({
      scenario: { name: 'many', now: '2026-05-04T08:00:00Z', seed: 1, generate: { records: [{ count: 3_000 }] } },
    })
    const found = async () => (await mock.fetch('/api/records?search=smi&limit=100')).text()
    const before = await found()
    let pauses = 0
    await mock[internals].prepareSearch(async () => void (pauses += 1))
    expect(pauses).toBeGreaterThan(10)
    expect(await found()).toBe(before)
  })

  test('rejects where the scenario cannot be made, and says why', async () => {
    const mock = later({ name: 'bad', now: 'never', seed: 1 })
    await expect(mock[internals].prepare(createPause())).rejects.toThrow(/now must be an ISO 8601 date-time/)
    expect(() => mock.db).toThrow(/now must be an ISO 8601 date-time/)
  })
})
