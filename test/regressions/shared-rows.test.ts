import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/create-mock.ts'

/** Ways in which one world once changed what another one had, or what a restored one would do. */

const text = (value: unknown) => JSON.stringify(value)
const planned = { where: { status: { equals: 'planned' as const } } }

test('a change that is refused halfway leaves the rows of all sandboxes alone', () => {
  const mock = createMock({ scenario: 'mid-campaign', seed: 1 })
  const other = mock.sandbox('other')
  const before = text(mock.snapshot().orders)
  let calls = 0
  const price = () => {
    calls += 1
    if (calls > 3) throw new Error('stop')
    return 3
  }
  expect(() => mock.db.order.updateMany({ ...planned, data: { price } })).toThrow('stop')
  mock.clock.advance('2d')
  mock.reset()
  expect(text(mock.snapshot().orders)).toBe(before)
  expect(text(other.snapshot().orders)).toBe(before)
})

test('a listener of a request that moves the clock keeps totals and calls whole', async () => {
  const mock = createMock({ scenario: 'mid-campaign', seed: 1 })
  mock.simulator.step()
  const calling = mock.db.order.findFirst({ where: { status: { equals: 'calling' } } })
  if (!calling) throw new Error('nobody is being called')
  mock.on('request', () => mock.clock.advance('1h'))
  await mock.fetch(`/api/campaigns/${calling.campaignUuid}/orders/${calling.uuid}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: '{"status":"canceled"}',
  })
  expect(mock.db.order.findFirst({ where: { uuid: { equals: calling.uuid } } })?.status).toBe('canceled')
  const { total: _, ...orders } = mock.stats().orders
  for (const [status, count] of Object.entries(orders)) {
    expect(count).toBe(mock.db.order.getAll().filter((order) => order.status === status).length)
  }
})

test('looking at the mock in a listener does not move the end of a call', async () => {
  const run = (looks: boolean) => {
    const mock = createMock({ scenario: 'mid-campaign', seed: 1 })
    mock.on('order.status', () => {
      if (looks) mock.stats()
    })
    mock.db.order.updateMany({ ...planned, data: { scheduledDurationSeconds: 700 } })
    mock.clock.advance('30m')
    return text(mock.snapshot())
  }
  expect(run(true)).toBe(run(false))
})

test('what happens next is the same, whoever looked and whether it went through a snapshot', () => {
  const start = () => {
    const mock = createMock({ scenario: 'mid-campaign', seed: 1 })
    mock.clock.advance('10m')
    return mock
  }
  const redate = (mock: ReturnType<typeof start>) =>
    mock.db.order.updateMany({ ...planned, data: { createdAt: '2026-01-01T00:00:00Z' } })
  const [plain, looked, restored] = [start(), start(), start()]
  looked.stats()
  for (const mock of [plain, looked, restored]) redate(mock)
  looked.stats()
  restored.restore(restored.snapshot())
  for (const mock of [plain, looked, restored]) mock.clock.advance('1d')
  expect(text(looked.snapshot())).toBe(text(plain.snapshot()))
  expect(text(restored.snapshot())).toBe(text(plain.snapshot()))
})

test('a snapshot keeps the order in which rows of one second arrived', () => {
  const mock = createMock({ seed: 1 })
  const { uuid: campaignUuid } = mock.db.campaign.create({ status: 'draft' })
  const orders = mock.db.order.createMany(3, { campaignUuid })
  const second = orders[1]?.createdAt ?? ''
  const move = (createdAt: string) =>
    mock.db.order.update({ where: { uuid: { equals: orders[0]?.uuid ?? '' } }, data: { createdAt } })
  move('2026-01-01T00:00:00Z')
  const restored = createMock({ scenario: mock.snapshot() })
  move(second)
  restored.db.order.update({ where: { uuid: { equals: orders[0]?.uuid ?? '' } }, data: { createdAt: second } })
  const ids = (one: typeof mock) => one.db.order.getAll().map(({ uuid }) => uuid)
  expect(ids(restored)).toEqual(ids(mock))
})

describe('ids that contain separators', () => {
  const ids = ['a', 'a b', 'b', 'b\0c', 'a\0b', 'a\nb', 'c', '', '1 a'].filter((id) => id !== '')

  test('do not mix up the contacts of campaigns', async () => {
    const mock = createMock({
      scenario: {
        name: 'separators',
        now: '2026-05-04T08:00:00Z',
        seed: 1,
        recordTypes: ids.map((uuid) => ({ uuid, name: uuid })),
        campaigns: ids.map((uuid) => ({ uuid, name: uuid })),
        records: ids.map((uuid) => ({ uuid, phoneNumber: '+14155550100', recordTypeUuid: uuid })),
        orders: ids.map((uuid) => ({ uuid, campaignUuid: uuid, recordUuid: uuid })),
      },
    })
    for (const campaign of ids) {
      for (const type of ids) {
        const query = new URLSearchParams({ campaignUuid: campaign, recordTypeUuid: type })
        const { records } = await (await mock.fetch(`/api/records?${query}`)).json()
        expect(records).toHaveLength(campaign === type ? 1 : 0)
      }
    }
    expect(createMock({ scenario: mock.snapshot() }).snapshot().orders).toEqual(mock.snapshot().orders)
  })

  test('are no doubles of each other in a document', () => {
    const orders = [
      { campaignUuid: 'a', recordUuid: 'b c' },
      { campaignUuid: 'a b', recordUuid: 'c' },
    ]
    const scenario = {
      name: 'doubles',
      now: '2026-05-04T08:00:00Z',
      seed: 1,
      campaigns: [
        { uuid: 'a', name: 'A' },
        { uuid: 'a b', name: 'A B' },
      ],
      records: [
        { uuid: 'b c', phoneNumber: '+14155550101' },
        { uuid: 'c', phoneNumber: '+14155550102' },
      ],
      orders,
    }
    expect(createMock({ scenario }).db.order.count()).toBe(2)
  })
})

test('a sandbox with any name is nobody else’s', () => {
  const mock = createMock()
  const mine = mock.sandbox('isolate-1')
  expect(mock.sandbox('isolate-1')).toBe(mine)
})

test('what is handed out cannot be changed', () => {
  const mock = createMock({ scenario: 'demo' })
  const events: object[] = []
  mock.on('campaign.status', (event) => events.push(event))
  mock.db.campaign.create({ status: 'draft' })
  const handedOut = [
    mock.clock.settings,
    mock.simulator.settings,
    mock.sandbox('other').clock.settings,
    events[0],
    mock.history.all()[0],
    mock.db.campaign.getAll()[0],
    mock.db.campaign.findFirst({ where: { schedule: { notEquals: null } } })?.schedule ?? {},
    mock.document(),
  ]
  for (const value of handedOut) expect(Object.isFrozen(value), JSON.stringify(value)).toBe(true)
})
