import { Scripts } from '../../src/world/scripts.ts'
import { type ModelName, modelNames } from '../../src/contract/models.ts'
import type { CampaignRow } from '../../src/contract/models.ts'
import { newRow } from '../../src/contract/new-row.ts'
import type { Call } from '../../src/contract/calls.ts'
import type { Order } from '../../src/contract/orders.ts'
import type { RecordType } from '../../src/contract/record-types.ts'
import type { CallRecord } from '../../src/contract/records.ts'
import { Random } from '../../src/world/random.ts'
import type { Rows } from '../../src/world/tables.ts'
import { createBase } from '../../src/world/base.ts'
import { statusKey } from '../../src/contract/orders.ts'
import type { WorldBase, WorldSettings } from '../../src/world/state.ts'
import { World } from '../../src/world/world.ts'

/** Rows and worlds for tests: whole, plain, and all created in the same second unless told otherwise. */

const createdAt = '2026-04-01T10:00:00Z'
const dates = { createdAt, updatedAt: createdAt }
const source = { random: new Random(1), clock: { timestamp: createdAt } }

export function campaignRow(uuid: string, more: Partial<CampaignRow> = {}): CampaignRow {
  return newRow('campaign', { uuid, name: `Campaign ${uuid}`, ...dates, ...more }, source)
}

export function recordRow(uuid: string, more: Partial<CallRecord> = {}): CallRecord {
  return newRow('record', { uuid, name: `Contact ${uuid}`, phoneNumber: '+14155550100', ...dates, ...more }, source)
}

export function orderRow(uuid: string, campaignUuid: string, recordUuid: string, more: Partial<Order> = {}): Order {
  return newRow('order', { uuid, campaignUuid, recordUuid, ...dates, ...more }, source)
}

export function callRow(uuid: string, order: Order, more: Partial<Call> = {}): Call {
  const { uuid: orderUuid, campaignUuid, recordUuid } = order
  const own = { uuid, orderUuid, campaignUuid, recordUuid, attempt: 1, startedAt: createdAt }
  return newRow('call', { ...own, ...more }, source)
}

export function recordTypeRow(uuid: string, more: Partial<RecordType> = {}): RecordType {
  return newRow('recordType', { uuid, name: `Type ${uuid}`, ...dates, ...more }, source)
}

export function baseOf(rows: Partial<Rows> = {}, seed = 1): WorldBase {
  const none: Rows = { recordType: [], assistant: [], phone: [], campaign: [], record: [], order: [], call: [] }
  return createBase({
    scenario: 'test',
    seed,
    now: Date.UTC(2026, 3, 1, 12),
    edition: 'hosted',
    random: new Random(seed).state,
    scripts: Scripts.empty,
    simulator: {},
    rows: { ...none, ...rows },
  })
}

export const worldSettings: WorldSettings = {
  edition: 'hosted',
  clock: { mode: 'frozen', speed: 1 },
  sandbox: null,
  history: { maxSteps: 1_000, maxBytes: 67_108_864 },
  report: (error) => {
    throw error
  },
}

export function worldOf(base: WorldBase = baseOf(), more: Partial<WorldSettings> = {}): World {
  return new World({ ...worldSettings, ...more }, base)
}

const statuses = ['registered', 'busy', 'scheduled', 'do-not-call', 'contacted'] as const

/** All that can be asked of a world, as plain values: two worlds that answer the same are the same. */
export function everythingIn(world: World): unknown {
  const { tables, joins, random, clock, scripts, simulator } = world
  const ids = (list: Iterable<{ readonly uuid: string }> | undefined) => Array.from(list ?? [], (one) => one.uuid)
  const rowsOf = (model: ModelName) => ({
    rows: tables[model].rows(),
    size: tables[model].size,
    newest: ids(tables[model].list('all', '')?.fromEnd(0, 100)),
  })
  const campaigns = ids(tables.campaign.list('all', ''))
  const types = ids(tables.recordType.list('all', ''))
  const numbers = [...new Set(tables.record.rows().map((row) => row.phoneNumber))]
  return {
    rows: Object.fromEntries(modelNames.map((model) => [model, rowsOf(model)])),
    campaigns: campaigns.map((uuid) => ({
      orders: ids(tables.order.list('campaign', uuid)),
      byStatus: statuses.map((status) => ids(tables.order.list('status', statusKey(uuid, status)))),
      scheduled: ids(tables.order.list('scheduled', uuid)),
      retries: ids(tables.order.list('retry', uuid)),
      calls: ids(tables.call.list('campaign', uuid)),
      inProgress: ids(tables.call.list('inProgress', uuid)),
      contacts: ids(joins.recordsOf(uuid)),
      contactsByType: types.map((type) => ids(joins.recordsOf(uuid, type))),
    })),
    types: types.map((type) => ids(tables.record.list('recordType', type))),
    contacts: tables.record.rows().map(({ uuid }) => ids(tables.order.lookup('record', uuid))),
    orders: tables.order.rows().map(({ uuid }) => ids(tables.call.lookup('order', uuid))),
    found: ['contact', 'a', '+1415', '4'].map((word) => tables.record.search(word).map((one) => one.row)),
    foundCampaigns: tables.campaign.search('campaign').map((one) => one.row),
    refused: numbers.map((number) => [number, joins.isDoNotCall(number), joins.doNotCallOrder(number)]),
    random: random.state,
    now: clock.now,
    scripts,
    simulator,
  }
}

/** What a world must answer for its rows, worked out from the rows alone. */
export function everythingFrom(world: World): unknown {
  const rows = Object.fromEntries(modelNames.map((model) => [model, world.tables[model].rows()])) as unknown as Rows
  const fresh = worldOf(baseOf(rows))
  fresh.random.state = world.random.state
  fresh.clock.moveTo(world.clock.now)
  fresh.scripts = world.scripts
  fresh.simulator = world.simulator
  return everythingIn(fresh)
}
