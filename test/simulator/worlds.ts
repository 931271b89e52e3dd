import { Scripts } from '../../src/world/scripts.ts'
import type { CampaignRow } from '../../src/contract/models.ts'
import { latest, toTimestamp } from '../../src/contract/timestamps.ts'
import type { Call } from '../../src/contract/calls.ts'
import type { MockEvent } from '../../src/contract/events.ts'
import type { Order } from '../../src/contract/orders.ts'
import type { CallRecord } from '../../src/contract/records.ts'
import type { PendingEvent, SimulatorSettings } from '../../src/contract/simulator.ts'
import { toPendingEvents } from '../../src/scenarios/pending-events.ts'
import { withFuture } from '../../src/simulator/future.ts'
import { parseSettings } from '../../src/simulator/campaign-settings.ts'
import { Simulator } from '../../src/simulator/simulator.ts'
import { Random, type RandomState } from '../../src/world/random.ts'
import { allRows, type Rows } from '../../src/world/tables.ts'
import { createBase } from '../../src/world/base.ts'
import { finish } from '../../src/world/slices.ts'
import { World } from '../../src/world/world.ts'
import { callRow, campaignRow, orderRow, recordRow } from '../world/rows.ts'

/** A Monday. */
const start = '2026-05-04T08:00:00Z'
export const startMs = Date.parse(start)
export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

const before = '2026-05-01T00:00:00Z'
const dayBefore = '2026-05-02T00:00:00Z'

export function campaign(uuid: string, changes: Partial<CampaignRow> = {}): CampaignRow {
  return campaignRow(uuid, { name: uuid, createdAt: before, updatedAt: before, ...changes })
}

function record(uuid: string, phoneNumber: string): CallRecord {
  return recordRow(uuid, { name: uuid, phoneNumber, createdAt: before, updatedAt: before })
}

export function order(uuid: string, changes: Partial<Order> = {}): Order {
  const own = { status: 'planned', createdAt: dayBefore, updatedAt: dayBefore } as const
  return orderRow(uuid, 'c1', `record of ${uuid}`, { ...own, ...changes })
}

/** A call to the contact of an order. It began a second ago and goes on, unless told otherwise. */
export function call(orderUuid: string, changes: Partial<Call> = {}): Call {
  return callRow('call_1', order(orderUuid), { startedAt: at(-second), ...changes })
}

/** The orders that were called, by their first calls. */
export function firstCalled({ rows }: Pick<Fixture, 'rows'>): readonly string[] {
  return rows()
    .call.filter(({ attempt }) => attempt === 1)
    .map(({ orderUuid }) => orderUuid)
}

export interface Start {
  readonly campaigns?: readonly CampaignRow[]
  readonly orders?: readonly Order[]
  readonly calls?: readonly Call[]
  /** Phone numbers by order; one without a fixed outcome where none is given. */
  readonly phones?: Readonly<Record<string, string>>
  readonly settings?: SimulatorSettings | false
  readonly seed?: number
  readonly now?: number
}

/** A world with a simulator, wired the way the mock does it. */
export function createWorld({
  campaigns = [campaign('c1')],
  orders = [],
  calls = [],
  phones = {},
  settings = {},
  seed = 1,
  now = startMs,
}: Start = {}) {
  const records = orders.map((one, index) =>
    record(one.recordUuid, phones[one.uuid] ?? `+4420${String(index).padStart(8, '0')}`),
  )
  return wire(emptyRows({ campaign: campaigns, record: records, order: orders, call: calls }), settings, seed, now)
}

function wire(
  rows: Rows,
  settings: SimulatorSettings | false,
  seed: number,
  now: number,
  random: RandomState = new Random(seed).state,
  scripts = Scripts.empty,
) {
  const reported: unknown[] = []
  const simulatorSettings = settings === false ? {} : parseSettings(settings)
  const base = createBase({
    scenario: 'test',
    seed,
    now,
    edition: 'hosted',
    random,
    scripts,
    simulator: simulatorSettings,
    rows: settings === false ? rows : finish(withFuture(rows, seed, simulatorSettings)),
  })
  const world = new World(
    {
      edition: 'hosted',
      clock: { mode: 'frozen', speed: 1 },
      sandbox: null,
      history: { maxSteps: 1_000, maxBytes: 64 * 1_048_576 },
      report: (error) => reported.push(error),
    },
    base,
  )
  const simulator = new Simulator(world, settings !== false)
  /** What an API request does. */
  const write = (change: () => void) =>
    world.change({ type: 'request', method: 'PATCH', path: '/', operation: null }, change)
  return {
    world,
    simulator,
    reported,
    write,
    advance: (ms: number) => simulator.advanceTo(world.clock.now + ms),
    addOrder: (one: Order, phoneNumber = '+442070000000') =>
      write(() => {
        if (!world.tables.record.get(one.recordUuid)) world.tables.record.insert(record(one.recordUuid, phoneNumber))
        world.tables.order.insert(one)
      }),
    setOrder: (uuid: string, changes: Partial<Order>) =>
      write(() => {
        const row = world.tables.order.get(uuid)
        if (row) world.tables.order.replace({ ...row, ...changes, updatedAt: world.clock.timestamp })
      }),
    setCampaign: (uuid: string, changes: Partial<CampaignRow>) =>
      write(() => {
        const row = world.tables.campaign.get(uuid)
        if (row) world.tables.campaign.replace({ ...row, ...changes, updatedAt: world.clock.timestamp })
      }),
    remove: (model: 'campaign' | 'record' | 'order' | 'call', uuid: string) => write(() => world.remove(model, uuid)),
    statusOf: (uuid: string) => world.tables.order.get(uuid)?.status,
    callsOf: (uuid: string) => world.tables.call.lookup('order', uuid),
    campaignStatus: (uuid = 'c1') => world.tables.campaign.get(uuid)?.status,
    rows: () => allRows(world.tables),
    /** What is still to happen, as the rows say: calls that end, orders that are called again, and scripts. */
    pending: (): PendingEvent[] => [
      ...world.tables.call
        .rows()
        .flatMap(({ uuid: callUuid, endsAt, endsAs, scriptedBy }) =>
          endsAt === null || endsAs === null
            ? []
            : [
                {
                  type: 'call.end' as const,
                  at: new Date(endsAt).toISOString(),
                  callUuid,
                  outcome: endsAs,
                  ...(scriptedBy !== null && { scriptedBy }),
                },
              ],
        )
        .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
      ...world.tables.order
        .rows()
        .flatMap(({ uuid: orderUuid, status, dueAt }) =>
          (status === 'busy' || status === 'no-answer') && dueAt !== null && dueAt <= latest
            ? [{ type: 'retry' as const, at: new Date(dueAt).toISOString(), orderUuid }]
            : [],
        )
        .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
      ...toPendingEvents(world.scripts),
    ],
    /** Back to the start, as `reset` of a mock goes. */
    startAnew: () => world.start(world.base, { type: 'start', call: 'reset' }),
  }
}

export type Fixture = ReturnType<typeof wire>

function emptyRows(rows: Partial<Rows>): Rows {
  return { recordType: [], assistant: [], phone: [], campaign: [], record: [], order: [], call: [], ...rows }
}

/** Notes every event of the simulator as a short line. */
export function listen({ world }: Fixture): string[] {
  const lines: string[] = []
  const note = (event: MockEvent, text: string) => lines.push(`${event.at.slice(11, 19)} ${text}`)
  world.events.on('call.started', (event) => note(event, `${event.orderUuid} call ${event.attempt}`))
  world.events.on('call.ended', (event) =>
    note(event, `${event.orderUuid} ended ${event.outcome} after ${event.durationSeconds}`),
  )
  world.events.on('order.status', (event) => note(event, `${event.orderUuid} ${event.from} → ${event.to}`))
  world.events.on('campaign.status', (event) => note(event, `${event.campaignUuid} ${event.from} → ${event.to}`))
  return lines
}

export const at = (ms: number) => toTimestamp(startMs + ms)
/** Numbers with a fixed outcome. */
export const numbers = {
  contacted: '+14155550100',
  busy: '+14155550110',
  silent: '+14155550120',
  busyOnce: '+14155550130',
  silentOnce: '+14155550131',
  busyTwice: '+14155550132',
  voicemail: '+14155550140',
  refuses: '+14155550150',
  fails: '+14155550160',
}

/** The same world again, the way a snapshot brings it back. */
export function copy({ world, rows }: Fixture, settings: SimulatorSettings | false): Fixture {
  return wire(rows(), settings, world.base.seed, world.clock.now, world.random.state, world.scripts)
}
