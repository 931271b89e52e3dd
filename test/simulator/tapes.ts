import type { Mock, OrderStatus, SimulatorSettings } from 'callcamp-mock'
import * as fc from '../fast-check.ts'
import { internals } from '../../src/engine/internals.ts'
import { orderStatuses } from '../../src/contract/order-statuses.ts'

/** What may happen to a mock: changes of everything that the simulator looks at, settings, scripts, and moves of the clock. */

const phones = [
  '+14155550100',
  '+14155550110',
  '+14155550120',
  '+14155550131',
  '+14155550132',
  '+14155550150',
  '+442079460100',
]

/** Where tapes begin: campaigns that call, will call and could call, and orders in the middle of it. */
export const scenario = {
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
    {
      uuid: `a${index}`,
      campaignUuid: 'a',
      recordUuid: `r${index}`,
      status: (['planned', 'busy', 'calling', 'no-answer', 'registered'] as const)[index % 5],
    },
    {
      uuid: `b${index}`,
      campaignUuid: index % 2 === 0 ? 'b' : 'c',
      recordUuid: `r${index}`,
      status: 'planned' as const,
    },
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
const schedule = fc.constantFrom(
  null,
  {},
  { sat: { start: '21:00', end: '23:59' }, sun: { start: '01:30', end: '03:00' } },
  { mon: { start: '09:00', end: '17:00' } },
)
const uuids = (models: readonly { readonly uuid: string }[]) => fc.constantFrom(...models.map(({ uuid }) => uuid))
const [campaign, order, record] = [uuids(scenario.campaigns), uuids(scenario.orders), uuids(scenario.records)]

/** Something that happens, and what failures call it. */
export type Step = readonly [name: string, run: (mock: Mock) => unknown]
const step = <Values extends readonly unknown[]>(
  name: string,
  run: (mock: Mock, ...values: Values) => unknown,
  ...values: { readonly [Index in keyof Values]: fc.Arbitrary<Values[Index]> }
): fc.Arbitrary<Step> =>
  fc
    .tuple(...values)
    .map((drawn) => [`${name} ${JSON.stringify(drawn)}`, (mock) => run(mock, ...(drawn as unknown as Values))])

/** As a request, which refuses what it does not like. */
export const patch = (mock: Mock, path: string, body: object) =>
  void mock[internals].run({
    method: 'PATCH',
    url: path,
    path,
    query: '',
    header: () => 'application/json',
    headers: () => ({}),
    body: JSON.stringify(body),
  })
export const where = (uuid: string) => ({ where: { uuid: { equals: uuid } } })

const steps = fc.oneof(
  step(
    'campaign',
    (mock, uuid, changes) => patch(mock, `/api/campaigns/${uuid}`, changes),
    campaign,
    fc.oneof(
      fc.record({ status: fc.constantFrom('active', 'active', 'closed', 'draft') }),
      fc.record({ type: fc.constantFrom('inbound', 'outbound') }),
      fc.record({ schedule }),
      fc.record({ name: fc.string({ minLength: 1 }) }),
    ),
  ),
  step(
    'its settings',
    (mock, uuid, simulator) => mock.db.campaign.update({ ...where(uuid), data: { simulator } }),
    campaign,
    fc.option(settings),
  ),
  step(
    'order',
    (mock, uuid, status: OrderStatus) =>
      mock.db.order.update({
        ...where(uuid),
        data: { status, ...(status === 'scheduled' && { scheduledTime: '2026-10-25T00:30:00Z' }) },
      }),
    order,
    fc.constantFrom(...orderStatuses),
  ),
  step(
    'its plan',
    (mock, uuid, scheduledDurationSeconds) =>
      mock.db.order.update({ ...where(uuid), data: { scheduledDurationSeconds } }),
    order,
    fc.integer({ min: 1, max: 900 }),
  ),
  step('its end', (mock, uuid) => mock.db.order.delete(where(uuid)), order),
  step(
    'contact',
    (mock, uuid, phoneNumber) => mock.db.record.update({ ...where(uuid), data: { phoneNumber } }),
    record,
    fc.constantFrom(...phones),
  ),
  step(
    'call',
    (mock, at, attempt) =>
      calls(mock).length > 0
        ? mock.db.call.update({ ...where(calls(mock)[at % calls(mock).length]!), data: { attempt } })
        : undefined,
    fc.nat(20),
    fc.integer({ min: 1, max: 3 }),
  ),
  step(
    'no call',
    (mock, at) =>
      calls(mock).length > 0 ? mock.db.call.delete(where(calls(mock)[at % calls(mock).length]!)) : undefined,
    fc.nat(20),
  ),
  step('settings', (mock, changes) => mock.simulator.configure(changes), settings),
  step(
    'script',
    (mock, target, outcomes) =>
      (mock.db.order.findFirst(where(target)) ?? target.startsWith('+')) && mock.simulator.outcome(target, outcomes),
    fc.oneof(order, fc.constantFrom(...phones)),
    fc.array(fc.constantFrom('busy', 'contacted', 'no-answer'), { minLength: 1, maxLength: 3 }),
  ),
  step(
    'advance',
    (mock, ms) => mock.clock.advance(ms),
    fc.constantFrom(400, 1_000, 25_000, 600_000, 3_600_000, 21_600_000, 86_400_000),
  ),
  step(
    'set',
    (mock, moment) => mock.clock.set(moment),
    fc.constantFrom('2026-10-24T19:00:00Z', '2026-10-25T00:59:30.500Z', '2026-10-26T08:00:00Z'),
  ),
  step('step', (mock) => mock.simulator.step()),
)
const calls = (mock: Mock) => mock.db.call.getAll().map(({ uuid }) => uuid)

/** One thing after the other, as many as make a day. */
export const tapes = fc.array(steps, { minLength: 1, maxLength: 20, size: 'max' })
