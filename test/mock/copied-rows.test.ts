import { describe, expect, test } from 'vitest'
import { createMock, type Scenario } from '../../src/index.ts'
import { asJson } from '../json-request.ts'

const base = 'http://callcamp.ai/api'
const recordTypes = [{ uuid: 'lead', name: 'Lead' }]
const start = {
  name: 'start',
  description: 'One campaign.',
  seed: 5,
  now: '2026-05-04T08:00:00Z',
  recordTypes,
  campaigns: [{ uuid: 'spring', name: 'Spring', status: 'active' as const, schedule: null }],
}

const send = (mock: ReturnType<typeof createMock>, path: string, body: object) =>
  mock.fetch(`${base}/${path}`, asJson(body))

const contact = { recordTypeUuid: 'lead', phoneNumber: '+14155550100' }

/** What somebody makes through the API: a campaign, two contacts, one of them called. */
async function used(scenario: Scenario) {
  const mock = createMock({ scenario })
  const answers = [
    await send(mock, 'campaigns', { name: 'Autumn', status: 'draft', type: 'outbound' }),
    await send(mock, 'records', contact),
    await send(mock, 'campaigns/spring/orders', { status: 'planned', record: contact }),
  ]
  mock.simulator.runToEnd()
  return { mock, statuses: answers.map(({ status }) => status) }
}

const rowsOf = ({ db }: ReturnType<typeof createMock>) => ({
  campaigns: db.campaign.getAll(),
  records: db.record.getAll(),
  orders: db.order.getAll(),
  calls: db.call.getAll(),
})

describe('rows copied from a mock into a scenario with the same seed', () => {
  test('do not keep the API, or the simulator, from making new ones', async () => {
    const first = await used(start)
    expect(first.statuses).toEqual([201, 201, 201])
    const copied = rowsOf(first.mock)
    const { mock, statuses } = await used({
      ...start,
      ...copied,
      campaigns: copied.campaigns.map((campaign) => ({ ...campaign, status: 'active' })),
    })
    expect(statuses).toEqual([201, 201, 201])
    const both = rowsOf(mock)
    for (const name of ['campaigns', 'records', 'orders', 'calls'] as const) {
      const [before, after] = [copied[name].map(({ uuid }) => uuid), both[name].map(({ uuid }) => uuid)]
      expect(after.slice(0, before.length)).toEqual(before)
      expect(new Set(after).size).toBe(after.length)
      expect(after.length).toBeGreaterThan(before.length)
    }
  })

  test('do not keep the test API from making new ones', async () => {
    const scenario = { name: 'start', seed: 5, now: start.now }
    const made = () => {
      const { db } = createMock({ scenario })
      db.call.create({ outcome: 'contacted' })
      return {
        recordTypes: db.recordType.getAll(),
        campaigns: db.campaign.getAll(),
        records: db.record.getAll(),
        orders: db.order.getAll(),
        calls: db.call.getAll(),
        assistants: [db.assistant.create()],
        phones: [db.phone.create()],
      }
    }
    const { db } = createMock({ scenario: { ...scenario, ...made() } })
    for (const model of ['recordType', 'campaign', 'record', 'order', 'call', 'assistant', 'phone'] as const) {
      for (let count = 0; count < 5; count += 1) db[model].create()
      const ids = db[model].getAll().map(({ uuid }) => uuid)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })

  test('do not clash with those that the scenario leaves to chance', () => {
    const left = {
      ...start,
      records: [{ phoneNumber: '+14155550100' }, { phoneNumber: '+14155550101' }],
      generate: { phones: [{ count: 2 }] },
    }
    const { db } = createMock({ scenario: left })
    const copied = db.record.getAll()
    const mixed = createMock({
      scenario: { ...left, records: [...left.records, ...copied], phones: db.phone.getAll() },
    })
    expect(mixed.db.record.getAll().map(({ phoneNumber }) => phoneNumber)).toEqual([
      '+14155550100',
      '+14155550101',
      '+14155550100',
      '+14155550101',
    ])
    expect(mixed.db.phone.count()).toBe(4)
  })

  test('draw the same ids in every mock all the same', async () => {
    const copied = rowsOf((await used(start)).mock)
    const [one, other] = [await used({ ...start, ...copied }), await used({ ...start, ...copied })]
    expect(JSON.stringify(rowsOf(one.mock))).toBe(JSON.stringify(rowsOf(other.mock)))
  })
})
