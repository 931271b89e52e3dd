import { expect } from 'vitest'
import { orderStatuses } from '../../src/contract/order-statuses.ts'
import { callOutcomes } from '../../src/contract/simulator.ts'
import { createMock } from '../../src/create-mock.ts'
import type { Mock } from '../../src/mock.ts'
import { Stream } from '../../src/world/random.ts'
import { expectWhole, textOf, watchChains } from './whole.ts'

/**
 * Random programs against a whole mock: requests, the test API, clock, simulator, faults, sandboxes, snapshots and
 * history, in any order. A program follows from its seed alone, so that one that failed can be run again.
 */

const json = { 'content-type': 'application/json' }
const scenario = 'mid-campaign'

/** Draws for one program. */
class Draws {
  readonly #stream: Stream

  constructor(seed: number) {
    this.#stream = new Stream(seed)
  }

  number(most: number): number {
    return this.#stream.between(0, most)
  }

  one<Value>(values: readonly Value[]): Value | undefined {
    return values[this.number(Math.max(0, values.length - 1))]
  }
}

type Operation = (mock: Mock, draws: Draws) => unknown

const send = (mock: Mock, method: string, path: string, body?: object) =>
  mock.fetch(path, body ? { method, headers: json, body: JSON.stringify(body) } : { method })
const anyOrder = (mock: Mock, draws: Draws) => draws.one(mock.db.order.getAll())
const anyCampaign = (mock: Mock, draws: Draws) => draws.one(mock.db.campaign.getAll())
const anyRecord = (mock: Mock, draws: Draws) => draws.one(mock.db.record.getAll())
const byId = (row: { readonly uuid: string } | undefined) => ({ where: { uuid: { equals: row?.uuid ?? 'none' } } })

/** What changes a mock. */
const changes: Readonly<Record<string, Operation>> = {
  createCampaign: (mock, draws) =>
    send(mock, 'POST', '/api/campaigns', {
      name: `Campaign ${draws.number(9)}`,
      status: draws.one(['draft', 'active']),
      type: draws.one(['outbound', 'outbound', 'inbound', 'neither']),
    }),
  patchCampaign: (mock, draws) =>
    send(mock, 'PATCH', `/api/campaigns/${anyCampaign(mock, draws)?.uuid}`, {
      status: draws.one(['draft', 'active', 'active', 'closed']),
      schedule: draws.one([null, {}, { wed: { start: '09:00', end: '17:00' } }]),
    }),
  deleteCampaign: (mock, draws) =>
    draws.number(3) === 0 && send(mock, 'DELETE', `/api/campaigns/${anyCampaign(mock, draws)?.uuid}`),
  createOrder: (mock, draws) =>
    send(mock, 'POST', `/api/campaigns/${anyCampaign(mock, draws)?.uuid}/orders`, {
      status: draws.one(['registered', 'planned', 'calling', 'busy']),
      record: { firstName: 'Ada', phoneNumber: `+1415555${String(draws.number(200)).padStart(4, '0')}` },
    }),
  patchOrder: (mock, draws) => {
    const order = anyOrder(mock, draws)
    const status = draws.one(orderStatuses)
    const scheduledTime = new Date(mock.clock.ms() + (draws.number(600) - 60) * 60_000).toISOString()
    return send(mock, 'PATCH', `/api/campaigns/${order?.campaignUuid}/orders/${order?.uuid}`, { status, scheduledTime })
  },
  deleteOrder: (mock, draws) => {
    const order = anyOrder(mock, draws)
    return send(mock, 'DELETE', `/api/campaigns/${order?.campaignUuid}/orders/${order?.uuid}`)
  },
  deleteRecord: (mock, draws) => send(mock, 'DELETE', `/api/records/${anyRecord(mock, draws)?.uuid}`),
  associate: (mock, draws) =>
    send(mock, 'POST', `/api/campaigns/${anyCampaign(mock, draws)?.uuid}/orders/associate`, {
      recordUuids: [anyRecord(mock, draws)?.uuid, anyRecord(mock, draws)?.uuid],
    }),
  updateOrders: (mock, draws) => {
    const from = draws.one(orderStatuses)
    const to = draws.one(orderStatuses) ?? 'planned'
    const scheduledTime = mock.clock.now()
    return mock.db.order.updateMany({ where: { status: { equals: from } }, data: { status: to, scheduledTime } })
  },
  renumber: (mock, draws) =>
    mock.db.record.update({
      ...byId(anyRecord(mock, draws)),
      data: { phoneNumber: `+1415555${String(draws.number(200)).padStart(4, '0')}` },
    }),
  redate: (mock, draws) =>
    mock.db.order.update({
      ...byId(anyOrder(mock, draws)),
      data: { createdAt: draws.one(['2026-05-01T00:00:00Z', '2026-05-02T00:00:00Z']) },
    }),
  throwingUpdate: (mock, draws) => {
    let left = draws.number(4)
    const price = () => {
      left -= 1
      if (left < 0) throw new TypeError('stop')
      return left
    }
    return mock.db.order.updateMany({ where: { price: { equals: null } }, data: { price } })
  },
  removeCall: (mock, draws) => mock.db.call.delete(byId(draws.one(mock.db.call.getAll()))),
  createCall: (mock, draws) => mock.db.call.create({ orderUuid: anyOrder(mock, draws)?.uuid }),
  endCall: (mock, draws) =>
    mock.db.call.update({
      where: { outcome: { equals: null } },
      data: { outcome: draws.one(callOutcomes), endedAt: mock.clock.now() },
    }),
  setCampaign: (mock, draws) =>
    mock.db.campaign.update({
      ...byId(anyCampaign(mock, draws)),
      data: {
        status: draws.one(['active', 'active', 'paused', 'completed']),
        type: draws.one(['outbound', 'outbound', 'inbound']),
        simulator: draws.one([null, { progression: 'manual' }, { progression: 'immediate' }, { concurrency: 1 }]),
      },
    }),
  advance: (mock, draws) => mock.clock.advance(draws.number(5_000) * 1_000),
  advanceFar: (mock) => mock.clock.advance('1d'),
  setBack: (mock, draws) => mock.clock.set(mock.clock.ms() - draws.number(3_600) * 1_000),
  step: (mock) => mock.simulator.step(),
  configure: (mock, draws) =>
    mock.simulator.configure({ concurrency: 1 + draws.number(5), retryDelays: [1 + draws.number(40)] }),
  script: (mock, draws) =>
    mock.simulator.outcome(anyOrder(mock, draws)?.uuid ?? '+14155550132', [draws.one(callOutcomes) ?? 'busy', 'busy']),
  restore: (mock) => mock.restore(mock.snapshot()),
  restoreDocument: (mock) => mock.restore(mock.document()),
  reset: (mock, draws) => draws.number(4) === 0 && mock.reset(),
  back: (mock) => mock.history.back(),
  backFar: (mock, draws) => mock.history.back(draws.one(mock.history.all())?.id),
}

/** What leaves it as it is. */
const looks: Readonly<Record<string, Operation>> = {
  stats: (mock) => mock.stats(),
  next: (mock) => mock.simulator.next(),
  history: (mock) => mock.history.all().map(({ id }) => mock.history.changes(id)),
  why: (mock, draws) => mock.why(anyOrder(mock, draws)?.uuid ?? anyCampaign(mock, draws)?.uuid ?? ''),
  search: (mock) => send(mock, 'GET', '/api/records?search=an'),
  list: (mock) => send(mock, 'GET', '/api/campaigns'),
  snapshot: (mock) => mock.snapshot(),
  link: (mock) => mock.link(),
  fault: (mock) => mock.faults.add({ operation: 'records.list', delay: 0 }),
  sandbox: (mock, draws) => mock.sandbox(`sandbox ${draws.number(3)}`).db.campaign.create({}),
  dropSandbox: (mock, draws) => mock.dropSandbox(`sandbox ${draws.number(3)}`),
  fork: (mock, draws) => {
    const name = `fork ${draws.number(3)}`
    mock.dropSandbox(name)
    return mock.history.fork(name, draws.one([undefined, ...mock.history.all().map(({ id }) => id)]))
  },
}

const names = Object.keys(changes)
const lookNames = Object.keys(looks)

/** Runs so many changes. Refusals are answers like any other; any other error is a failure. */
async function run(mock: Mock, seed: number, length: number): Promise<void> {
  const draws = new Draws(seed)
  for (let index = 0; index < length; index += 1) {
    const name = draws.one(names) ?? ''
    try {
      await changes[name]?.(mock, draws)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
}

async function look(mock: Mock, draws: Draws): Promise<void> {
  const before = textOf(mock)
  const name = draws.one(lookNames) ?? ''
  try {
    await looks[name]?.(mock, draws)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
  expect(textOf(mock), name).toBe(before)
}

/** Runs a program and holds the mock to everything that must be true of it. */
export async function runProgram(seed: number): Promise<void> {
  const draws = new Draws(seed)
  const mock = createMock({ scenario, seed: 1, history: draws.one([0, 5, 1_000]) })
  const fresh = textOf(mock)
  const early = mock.sandbox('early')
  const wrong = watchChains(mock, false)
  for (let part = 0; part < 3; part += 1) {
    await run(mock, seed * 10 + part, 4 + draws.number(10))
    await look(mock, draws)
  }
  await expectWhole(mock)
  expect(wrong()).toEqual([])
  expect(textOf(early)).toBe(fresh)
  expect(textOf(mock.sandbox('late'))).toBe(fresh)

  // Each way to the same state leads to the same future.
  const state = textOf(mock)
  const ways: Record<string, Mock> = {
    snapshot: createMock({ scenario: mock.snapshot() }),
    document: createMock({ scenario: JSON.parse(JSON.stringify(mock.document())) }),
    link: createMock({ scenario: mock.link() }),
    fork: mock.history.fork('continued'),
  }
  for (const [way, copy] of Object.entries(ways)) expect(textOf(copy), way).toBe(state)
  for (const one of [mock, ...Object.values(ways)]) await future(one, seed)
  const later = textOf(mock)
  for (const [way, copy] of Object.entries(ways)) expect(textOf(copy), way).toBe(later)
  const step = mock.history.all().find(({ cause }) => cause.type === 'db' && cause.call === 'assistant.create')
  if (step) {
    mock.history.back(step.id)
    expect(textOf(mock)).toBe(state)
  }

  mock.reset()
  expect(textOf(mock)).toBe(fresh)
  const other = createMock({ scenario, seed: 1 })
  for (const one of [mock, other]) await future(one, seed)
  expect(textOf(mock)).toBe(textOf(other))
}

/** Begins with a step that can be found again. */
async function future(mock: Mock, seed: number): Promise<void> {
  mock.db.assistant.create({ name: 'The future begins' })
  mock.clock.advance('3h')
  await send(mock, 'PATCH', `/api/campaigns/${mock.db.campaign.getAll()[0]?.uuid}`, { status: 'active' })
  mock.db.order.updateMany({ where: { status: { equals: 'busy' } }, data: { status: 'planned' } })
  mock.simulator.outcome('+14155550132', ['failed'])
  mock.clock.advance((seed % 50) * 3_600_000)
}
