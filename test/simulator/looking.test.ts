import { createMock, type Mock, type OrderStatus, type SimulatorSettings } from 'callcamp-mock'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orderStatuses } from '../../src/contract/order-statuses.ts'

/** Whoever only looks, or goes back to where they are, changes nothing of what is to come. */

const phones = ['+14155550100', '+14155550110', '+14155550120', '+14155550131', '+14155550132', '+14155550150', '+442079460100']

const scenario = {
  name: 'looked at',
  now: '2026-10-24T20:00:00Z',
  seed: 7,
  recordTypes: [{ uuid: 'lead', name: 'Lead' }],
  campaigns: [
    { uuid: 'a', name: 'A', timezone: 'Europe/Berlin' },
    { uuid: 'b', name: 'B', status: 'draft', simulator: { maxAttempts: 5 } },
    { uuid: 'c', name: 'C', type: 'inbound' },
  ],
  records: phones.map((phoneNumber, index) => ({ uuid: `r${index}`, recordTypeUuid: 'lead', phoneNumber })),
  orders: phones.flatMap((_, index) => [
    { uuid: `a${index}`, campaignUuid: 'a', recordUuid: `r${index}`, status: (['planned', 'busy', 'calling', 'no-answer', 'registered'] as const)[index % 5] },
    { uuid: `b${index}`, campaignUuid: index % 2 === 0 ? 'b' : 'c', recordUuid: `r${index}`, status: 'planned' as const },
  ]),
  calls: [{ orderUuid: 'a2', startedAt: '2026-10-24T19:59:50Z' }],
} as const

const settings: fc.Arbitrary<SimulatorSettings> = fc.record(
  {
    progression: fc.constantFrom('time', 'time', 'immediate', 'manual'),
    concurrency: fc.integer({ min: 1, max: 3 }),
    maxAttempts: fc.integer({ min: 1, max: 4 }),
    retryDelays: fc.constantFrom([0], [1], [30, 60], [5, 0.5]),
    talkSeconds: fc.constantFrom([0, 0], [1, 10], [300, 3_000]),
    outcomes: fc.constantFrom({ busy: 1 }, { contacted: 1 }, { busy: 1, contacted: 1 }),
  },
  { requiredKeys: [] },
)
const schedule = fc.constantFrom(null, {}, { sat: { start: '21:00', end: '23:59' }, sun: { start: '01:30', end: '03:00' } }, { mon: { start: '09:00', end: '17:00' } })
const uuids = (models: readonly { readonly uuid: string }[]) => fc.constantFrom(...models.map(({ uuid }) => uuid))
const [campaign, order, record] = [uuids(scenario.campaigns), uuids(scenario.orders), uuids(scenario.records)]

type Step = readonly [name: string, run: (mock: Mock) => unknown]
const step = <Values extends readonly unknown[]>(name: string, run: (mock: Mock, ...values: Values) => unknown, ...values: { readonly [Index in keyof Values]: fc.Arbitrary<Values[Index]> }): fc.Arbitrary<Step> =>
  fc.tuple(...values).map((drawn) => [`${name} ${JSON.stringify(drawn)}`, (mock) => run(mock, ...(drawn as unknown as Values))])

/** As a request, which refuses what it does not like. */
const patch = (mock: Mock, path: string, body: object) => void mock.run({ method: 'PATCH', url: path, path, query: '', header: () => 'application/json', headers: () => ({}), body: JSON.stringify(body) })
const where = (uuid: string) => ({ where: { uuid: { equals: uuid } } })

const steps = fc.oneof(
  step('campaign', (mock, uuid, changes) => patch(mock, `/api/campaigns/${uuid}`, changes), campaign, fc.oneof(fc.record({ status: fc.constantFrom('active', 'active', 'closed', 'draft') }), fc.record({ type: fc.constantFrom('inbound', 'outbound') }), fc.record({ schedule }), fc.record({ name: fc.string({ minLength: 1 }) }))),
  step('its settings', (mock, uuid, simulator) => mock.db.campaign.update({ ...where(uuid), data: { simulator } }), campaign, fc.option(settings)),
  step('order', (mock, uuid, status: OrderStatus) => mock.db.order.update({ ...where(uuid), data: { status, ...(status === 'scheduled' && { scheduledTime: '2026-10-25T00:30:00Z' }) } }), order, fc.constantFrom(...orderStatuses)),
  step('its plan', (mock, uuid, scheduledDurationSeconds) => mock.db.order.update({ ...where(uuid), data: { scheduledDurationSeconds } }), order, fc.integer({ min: 1, max: 900 })),
  step('its end', (mock, uuid) => mock.db.order.delete(where(uuid)), order),
  step('contact', (mock, uuid, phoneNumber) => mock.db.record.update({ ...where(uuid), data: { phoneNumber } }), record, fc.constantFrom(...phones)),
  step('call', (mock, at, attempt) => (calls(mock).length > 0 ? mock.db.call.update({ ...where(calls(mock)[at % calls(mock).length]!), data: { attempt } }) : undefined), fc.nat(20), fc.integer({ min: 1, max: 3 })),
  step('no call', (mock, at) => (calls(mock).length > 0 ? mock.db.call.delete(where(calls(mock)[at % calls(mock).length]!)) : undefined), fc.nat(20)),
  step('settings', (mock, changes) => mock.simulator.configure(changes), settings),
  step('script', (mock, target, outcomes) => (mock.db.order.findFirst(where(target)) ?? target.startsWith('+')) && mock.simulator.outcome(target, outcomes), fc.oneof(order, fc.constantFrom(...phones)), fc.array(fc.constantFrom('busy', 'contacted', 'no-answer'), { minLength: 1, maxLength: 3 })),
  step('advance', (mock, ms) => mock.clock.advance(ms), fc.constantFrom(400, 1_000, 25_000, 600_000, 3_600_000, 21_600_000, 86_400_000)),
  step('set', (mock, moment) => mock.clock.set(moment), fc.constantFrom('2026-10-24T19:00:00Z', '2026-10-25T00:59:30.500Z', '2026-10-26T08:00:00Z')),
  step('step', (mock) => mock.simulator.step()),
)
const calls = (mock: Mock) => mock.db.call.getAll().map(({ uuid }) => uuid)

/** All that is there in the end, and all that comes of it in five days. */
function lived(tape: readonly Step[], between: (mock: Mock) => void) {
  const mock = createMock({ scenario, simulator: { ringSeconds: 20 } })
  for (const [, run] of tape) {
    run(mock)
    between(mock)
  }
  const now = mock.snapshot()
  mock.clock.advance('5d')
  return { now, later: mock.snapshot() }
}

const nothing = () => {}
const tapes = fc.array(steps, { minLength: 1, maxLength: 20, size: 'max' })

describe('what is to come', () => {
  test.each<[string, (mock: Mock) => void]>([
    ['looks at how far it is, and what is next', (mock) => void [mock.stats(), mock.simulator.next()]],
    ['takes a snapshot', (mock) => void mock.snapshot()],
    ['goes back to where they are', (mock) => mock.restore(mock.snapshot())],
  ])('is the same for who %s', { timeout: 60_000 }, (_, between) => {
    fc.assert(
      fc.property(tapes, (tape) => {
        expect(lived(tape, between)).toEqual(lived(tape, nothing))
      }),
      { numRuns: 200, seed: 3 },
    )
  })

  test('is the same in a mock that is made of a snapshot', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(tapes, (tape) => {
        const mock = createMock({ scenario })
        for (const [, run] of tape) run(mock)
        const copy = createMock({ scenario: mock.snapshot() })
        expect(copy.snapshot()).toEqual(mock.snapshot())
        expect([copy.stats(), copy.simulator.next()]).toEqual([mock.stats(), mock.simulator.next()])
        for (const one of [mock, copy]) one.clock.advance('5d')
        expect(copy.snapshot()).toEqual(mock.snapshot())
      }),
      { numRuns: 200, seed: 3 },
    )
  })
})

describe('before anybody has looked', () => {
  test('a campaign that becomes outbound calls, as it would have from the start', () => {
    const mock = createMock({ scenario })
    patch(mock, '/api/campaigns/c', { type: 'outbound' })
    mock.clock.advance('2d')
    expect(mock.db.order.findMany({ where: { campaignUuid: { equals: 'c' }, status: { equals: 'planned' } } })).toEqual([])
    expect(mock.db.campaign.findFirst(where('c'))?.status).toBe('completed')
  })

  test('a change of the delays is for those who wait from then on', () => {
    const mock = createMock({ scenario })
    mock.simulator.configure({ retryDelays: [5], concurrency: 1 })
    mock.db.campaign.update({ ...where('a'), data: { simulator: { retryDelays: [1] } } })
    expect(mock.snapshot().events.filter(({ type }) => type === 'retry')).toMatchObject([{ at: '2026-10-24T20:30:00.000Z' }, { at: '2026-10-24T20:30:00.000Z' }, { at: '2026-10-24T20:30:00.000Z' }])
  })
})

test('a campaign to be stepped has nothing to do before its window opens, wherever the clock has gone', () => {
  const mock = createMock({
    scenario: { ...scenario, campaigns: [{ uuid: 'a', name: 'A', schedule: { mon: { start: '09:00', end: '17:00' } } }], orders: [{ campaignUuid: 'a', recordUuid: 'r0', status: 'planned' }], calls: [] },
    now: '2026-05-04T08:00:00Z',
    simulator: { progression: 'manual' },
  })
  mock.clock.set('2026-05-07T08:00:00Z')
  expect(mock.stats().next).toMatchObject({ type: 'call.started', at: '2026-05-11T09:00:00Z' })
  expect(mock.simulator.step()).toBe(true)
  expect(mock.db.call.getAll()).toMatchObject([{ startedAt: '2026-05-11T09:00:00Z' }])
})

test('a snapshot brings back the settings of the simulator, and a reset those of the start', () => {
  const mock = createMock({ scenario: { ...scenario, simulator: { maxAttempts: 2 } }, simulator: { concurrency: 4 } })
  mock.simulator.configure({ progression: 'manual', concurrency: 5 })
  const snapshot = mock.snapshot()
  const settings = { maxAttempts: 2, concurrency: 5, progression: 'manual' }
  expect(snapshot.simulator).toEqual(settings)
  mock.simulator.configure({ concurrency: 6 })
  mock.restore(snapshot)
  expect(mock.simulator.settings).toEqual(settings)
  expect(createMock({ scenario: snapshot, simulator: { maxAttempts: 1 } }).simulator.settings).toEqual({ ...settings, maxAttempts: 1 })
  expect(createMock({ scenario: snapshot, simulator: false }).snapshot().simulator).toEqual(settings)
  mock.reset()
  expect(mock.simulator.settings).toEqual({ maxAttempts: 2, concurrency: 4 })
})

test('a call that nobody ended, as the simulator was off, can still be changed, and kept', () => {
  const mock = createMock({ scenario, simulator: false })
  mock.db.order.update({ ...where('a2'), data: { status: 'contacted' } })
  const [call] = mock.db.call.getAll()
  expect(mock.db.call.update({ ...where(call!.uuid), data: { attempt: 2 } })).toMatchObject({ attempt: 2, endedAt: null })
  expect(createMock({ scenario: mock.snapshot(), simulator: false }).snapshot()).toEqual(mock.snapshot())
})
