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

  test('checks rows that a document writes out in slices, and takes none if one is wrong', async () => {
    const withNumber = (phoneNumber: string) =>
      later({
        name: 'many',
        now: '2026-05-04T08:00:00Z',
        seed: 1,
        records: [...Array.from({ length: 3_000 }, () => ({ phoneNumber: '+14155550100' })), { phoneNumber }],
      })
    let pauses = 0
    const mock = withNumber('+14155550101')
    await mock[internals].prepare(async () => void (pauses += 1))
    expect(pauses).toBeGreaterThan(100)
    expect(mock.db.record.count()).toBe(3_001)
    await expect(withNumber('555')[internals].prepare(createPause())).rejects.toThrow('records[3000].phoneNumber must')
  })

  test('builds its indexes in slices, or when they are first read', async () => {
    const scenario = { name: 'many', now: '2026-05-04T08:00:00Z', seed: 1, generate: { records: [{ count: 3_000 }] } }
    const mock = createMock({ scenario })
    let pauses = 0
    await mock[internals].prepareIndexes(async () => void (pauses += 1))
    expect(pauses).toBeGreaterThan(50)
    pauses = 0
    await mock[internals].prepareIndexes(async () => void (pauses += 1))
    expect(pauses).toBe(0)
    const [type] = mock.db.recordType.getAll()
    const query = `/api/records?recordTypeUuid=${type?.uuid}&limit=100`
    expect(await (await mock.fetch(query)).text()).toBe(await (await createMock({ scenario }).fetch(query)).text())
  })

  test('makes no data for a sandbox that is only made or dropped', () => {
    const mock = later('emty')
    // A wrong name is told when the data are made.
    mock.sandbox('one')
    expect(mock.dropSandbox('one')).toBe(true)
    expect(() => mock.db).toThrow('There is no scenario "emty"')
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

  test('gets ready for a search in slices, and finds the same as one that does not', async () => {
    const scenario = { name: 'many', now: '2026-05-04T08:00:00Z', seed: 1, generate: { records: [{ count: 3_000 }] } }
    const [ready, other] = [createMock({ scenario }), createMock({ scenario })]
    const pausesBefore = async (query: string) => {
      let pauses = 0
      await ready[internals].prepareFor({ method: 'GET', query }, async () => void (pauses += 1))
      return pauses
    }
    expect(await pausesBefore('limit=100')).toBe(0)
    expect(await pausesBefore('search=smi&limit=100')).toBeGreaterThan(10)
    const find = async (mock: Mock) => (await mock.fetch('/api/records?search=smi&limit=100')).text()
    expect(await find(ready)).toBe(await find(other))
  })

  test('gets ready in slices for a request that names a row or writes', async () => {
    const scenario = { name: 'many', now: '2026-05-04T08:00:00Z', seed: 1, generate: { records: [{ count: 3_000 }] } }
    const { api } = createMock()[internals]
    const pausesBefore = async (method: string, path: string) => {
      let pauses = 0
      const ready = createMock({ scenario })[internals]
      const request = { method, match: api.find(method, path), query: '' }
      await ready.prepareFor(request, async () => void (pauses += 1))
      const first = pauses
      await ready.prepareFor(request, async () => void (pauses += 1))
      expect(pauses - first).toBeLessThan(10)
      return first
    }
    expect(await pausesBefore('GET', '/api/records')).toBe(0)
    expect(await pausesBefore('GET', '/api/records/r1')).toBeGreaterThan(40)
    expect(await pausesBefore('POST', '/api/records')).toBeGreaterThan(40)
  })

  test('rejects where the scenario cannot be made, and says why', async () => {
    const mock = later({ name: 'bad', now: 'never', seed: 1 })
    await expect(mock[internals].prepare(createPause())).rejects.toThrow(/now must be an ISO 8601 date-time/)
    expect(() => mock.db).toThrow(/now must be an ISO 8601 date-time/)
  })
})
