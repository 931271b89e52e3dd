import * as fc from '../fast-check.ts'
import { type Problem, problems } from '../../src/contract/problems.ts'
import type { WorldBase } from '../../src/world/state.ts'
import { type World } from '../../src/world/world.ts'
import { baseOf, callRow, campaignRow, orderRow, recordRow, recordTypeRow, worldOf } from './rows.ts'

/** A small start, and random stories of what happens to it. */

export const cause = { type: 'db', call: 'test' } as const
export const resetCause = { type: 'start', call: 'reset' } as const

export const numbers = ['+14155550100', '+14155550101', '+14155550102'] as const
export const seconds = ['2026-04-01T10:00:00Z', '2026-04-01T10:00:01Z', '2026-04-01T09:59:59Z'] as const
const statuses = ['registered', 'busy', 'scheduled', 'do-not-call', 'contacted'] as const

export const firstOrder = orderRow('o1', 'c1', 'r1')
export const startRows = {
  recordType: [recordTypeRow('t1'), recordTypeRow('t2')],
  campaign: [campaignRow('c1', { recordTypeUuid: 't1' }), campaignRow('c2')],
  record: [
    recordRow('r1', { recordTypeUuid: 't1' }),
    recordRow('r2', { recordTypeUuid: 't2', phoneNumber: numbers[1] }),
    recordRow('r3'),
  ],
  order: [
    firstOrder,
    orderRow('o2', 'c1', 'r2', { status: 'do-not-call' }),
    orderRow('o3', 'c2', 'r1'),
    orderRow('o4', 'c2', 'r1'),
  ],
  call: [callRow('k1', firstOrder), callRow('k2', firstOrder, { attempt: 2 })],
}

/** A world at that start. */
export function startOf(base: WorldBase = baseOf(startRows)): World {
  return worldOf(base)
}

const pick = <Value>(values: readonly Value[], at: number): Value | undefined => values[at % Math.max(1, values.length)]

/** Everything that may happen to a world, by name; the numbers choose among what there is. */
const actions = {
  addRecord: (world: World, a: number, b: number) =>
    void world.tables.record.insert(
      recordRow(world.random.id('record_'), {
        recordTypeUuid: [null, 't1', 't2'][a % 3]!,
        phoneNumber: numbers[b % 3]!,
        createdAt: seconds[a % 3]!,
      }),
    ),
  moveRecord: (world: World, a: number, b: number) => {
    const record = pick(world.tables.record.rows(), a)
    if (record)
      world.tables.record.replace({
        ...record,
        recordTypeUuid: [null, 't1', 't2'][b % 3]!,
        phoneNumber: numbers[(a + b) % 3]!,
      })
  },
  redateRecord: (world: World, a: number, b: number) => {
    const record = pick(world.tables.record.rows(), a)
    if (record) world.tables.record.replace({ ...record, createdAt: seconds[b % 3]! })
  },
  renameRecord: (world: World, a: number, b: number) => {
    const record = pick(world.tables.record.rows(), a)
    if (record) world.tables.record.replace({ ...record, name: `Named ${b}` })
  },
  /** The same id again, in another row with an order of its own. */
  renewRecord: (world: World, a: number, b: number) => {
    const [campaign, record] = [pick(world.tables.campaign.rows(), b), pick(world.tables.record.rows(), a)]
    if (!record) return
    world.remove('record', record.uuid)
    world.tables.record.insert({ ...record, phoneNumber: numbers[b % 3]! })
    if (campaign) world.tables.order.insert(orderRow(world.random.id('order_'), campaign.uuid, record.uuid))
  },
  addOrder: (world: World, a: number, b: number) => {
    const [campaign, record] = [pick(world.tables.campaign.rows(), a), pick(world.tables.record.rows(), b)]
    if (campaign && record)
      world.tables.order.insert(
        orderRow(world.random.id('order_'), campaign.uuid, record.uuid, {
          status: statuses[(a + b) % 5]!,
          dueAt: a,
          createdAt: seconds[b % 3]!,
        }),
      )
  },
  setOrder: (world: World, a: number, b: number) => {
    const order = pick(world.tables.order.rows(), a)
    if (order) world.tables.order.replace({ ...order, status: statuses[b % 5]!, dueAt: a % 4 })
  },
  redateOrder: (world: World, a: number, b: number) => {
    const order = pick(world.tables.order.rows(), a)
    if (order) world.tables.order.replace({ ...order, createdAt: seconds[b % 3]! })
  },
  moveOrder: (world: World, a: number, b: number) => {
    const [order, campaign, record] = [
      pick(world.tables.order.rows(), a),
      pick(world.tables.campaign.rows(), b),
      pick(world.tables.record.rows(), a + b),
    ]
    if (order && campaign && record)
      world.tables.order.replace({ ...order, campaignUuid: campaign.uuid, recordUuid: record.uuid })
  },
  addCall: (world: World, a: number, b: number) => {
    const order = pick(world.tables.order.rows(), a)
    if (order) world.tables.call.insert(callRow(world.random.uuid(), order, { endsAt: b % 4 || null }))
  },
  endCall: (world: World, a: number, b: number) => {
    const call = pick(world.tables.call.rows(), a)
    if (call) world.tables.call.replace({ ...call, endsAt: b % 4 || null })
  },
  remove: (world: World, a: number, b: number) => {
    const model = pick(['campaign', 'record', 'order', 'call', 'recordType'] as const, a)!
    const row = pick<{ readonly uuid: string }>(world.tables[model].rows(), b)
    if (row) world.remove(model, row.uuid)
  },
  search: (world: World) => void world.tables.record.search('contact'),
  script: (world: World, a: number) => {
    world.scripts = world.scripts.with(numbers[a % 3]!, ['busy'])
  },
  configure: (world: World, a: number) => {
    world.simulator = { ...world.simulator, concurrency: a + 1 }
  },
}

export type Action = readonly [name: keyof typeof actions, a: number, b: number]
const action: fc.Arbitrary<Action> = fc.tuple(
  fc.constantFrom(...(Object.keys(actions) as (keyof typeof actions)[])),
  fc.nat(20),
  fc.nat(20),
)
export const story = fc.array(action, { maxLength: 25 })

export function tell(world: World, list: readonly Action[]): void {
  for (const [name, a, b] of list) actions[name](world, a, b)
}

/** A transaction that does all of a story. */
export function change(world: World, list: readonly Action[]): void {
  world.change(cause, () => tell(world, list))
}

export const refuse = (): Problem => problems.notFound('record', 'none')
