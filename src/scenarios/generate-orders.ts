import { latest, toTimestamp } from '../contract/formats.ts'
import type { CampaignRow } from '../contract/models.ts'
import type { OrderStatus } from '../contract/order-statuses.ts'
import type { Order } from '../contract/orders.ts'
import type { FieldError } from '../contract/problems.ts'
import { type Mix, mostMade, type OrderRecipe, tooManyMade } from '../contract/recipes.ts'
import type { RecordType } from '../contract/record-types.ts'
import type { CallRecord } from '../contract/records.ts'
import { simulatorDefaults } from '../contract/simulator.ts'
import { eachInSlices, type Sliced, timesInSlices } from '../world/slices.ts'
import type { GrowingRows } from './draft-rows.ts'
import type { Factories } from './factories.ts'
import { callsOf } from './histories.ts'
import { drawer, weightsOf } from './mixes.ts'
import { byName } from './names.ts'
import { instructions } from './words.ts'

/** Where contacts stand when nothing else is asked for, by the status of their campaign. */
const usualStatuses: Readonly<Record<CampaignRow['status'], Mix<OrderStatus>>> = {
  draft: { registered: 3, planned: 2 },
  active: {
    registered: 2,
    planned: 8,
    scheduled: 2,
    calling: 1,
    busy: 2,
    'no-answer': 3,
    failed: 1,
    completed: 2,
    contacted: 8,
    canceled: 1,
    'do-not-call': 1,
  },
  paused: { registered: 1, planned: 5, scheduled: 1, busy: 1, 'no-answer': 2, completed: 1, contacted: 4, canceled: 1 },
  completed: { failed: 2, completed: 3, contacted: 12, canceled: 1, 'do-not-call': 1 },
  archived: { failed: 2, completed: 3, contacted: 12, canceled: 2, 'do-not-call': 1 },
  closed: { registered: 1, failed: 2, completed: 2, contacted: 8, canceled: 4, 'do-not-call': 1 },
}
const usualInbound: Mix<OrderStatus> = { registered: 2, completed: 1, contacted: 6 }

export function* generateOrders(
  recipes: readonly OrderRecipe[],
  rows: GrowingRows,
  factories: Factories,
  faults: FieldError[],
): Sliced<void> {
  if (recipes.length === 0) return
  const joiner = new Joiner(rows, factories)
  let made = 0
  for (const [index, recipe] of recipes.entries()) {
    const where = `generate.orders[${index}]`
    if (recipe.records === 'new' && recipe.count === undefined)
      faults.push({ field: `${where}.count`, message: 'is required: new contacts need to know how many' })
    const named =
      recipe.campaign === 'each'
        ? rows.campaign
        : [byName(rows.campaign, recipe.campaign, 'campaign', `${where}.campaign`, faults) ?? []].flat()
    made += named.reduce((sum, campaign) => sum + (recipe.count ?? joiner.fitting(campaign, recipe).length), 0)
    if (made > mostMade) {
      faults.push({ field: where, message: tooManyMade })
      return
    }
    for (const campaign of named) yield* joiner.join(campaign, recipe)
  }
}

/** Until when a campaign called: now, unless it has stopped before. */
function callingUntil(campaign: CampaignRow, now: number): number {
  const stopped = campaign.status !== 'active' && campaign.updatedAt > campaign.createdAt
  return stopped ? Math.min(now, Date.parse(campaign.updatedAt)) : now
}

/** Lets contacts join campaigns. */
class Joiner {
  readonly #rows: GrowingRows
  readonly #factories: Factories
  readonly #types: ReadonlyMap<string, RecordType>
  readonly #refused = new Set<string>()
  /** The contacts of each campaign. */
  readonly #members = new Map<string, Set<string>>()

  constructor(rows: GrowingRows, factories: Factories) {
    this.#rows = rows
    this.#factories = factories
    this.#types = new Map(rows.recordType.map((type) => [type.uuid, type]))
    if (rows.order.length === 0) return
    const records = new Map(rows.record.map((record) => [record.uuid, record]))
    for (const { campaignUuid, recordUuid, status } of rows.order) {
      this.#membersOf(campaignUuid).add(recordUuid)
      if (status === 'do-not-call') this.#refused.add(records.get(recordUuid)?.phoneNumber ?? '')
    }
  }

  *join(campaign: CampaignRow, recipe: OrderRecipe): Sliced<void> {
    const usual = campaign.type === 'inbound' ? usualInbound : usualStatuses[campaign.status]
    const status = drawer(this.#factories, weightsOf<OrderStatus>(recipe.statuses ?? usual))
    const members = this.#membersOf(campaign.uuid)
    const contacts = yield* this.#contacts(campaign, recipe)
    // No campaign has more calls going on than it may.
    let lines = campaign.simulator?.concurrency ?? simulatorDefaults.concurrency
    yield* eachInSlices(contacts, (record) => {
      members.add(record.uuid)
      const drawn = status() ?? 'registered'
      const wanted = this.#refused.has(record.phoneNumber)
        ? 'do-not-call'
        : drawn === 'calling' && lines === 0
          ? 'planned'
          : drawn
      if (wanted === 'calling') lines -= 1
      if (wanted === 'do-not-call') this.#refused.add(record.phoneNumber)
      this.#order(campaign, record, wanted, recipe.calls ?? true)
    })
  }

  #order(campaign: CampaignRow, record: CallRecord, status: OrderStatus, withCalls: boolean): void {
    const factories = this.#factories
    const now = callingUntil(campaign, factories.now)
    const possible = Math.min(now, Math.max(Date.parse(campaign.createdAt), Date.parse(record.createdAt)))
    const createdAt = toTimestamp(possible + Math.floor((now - possible) * (factories.between(0, 500) / 1_000)))
    const { uuid: campaignUuid } = campaign
    const plan = status === 'scheduled' ? this.#plan(campaign) : {}
    const told = factories.chance(0.12) ? factories.pick(instructions) : null
    const order = factories.order({
      campaignUuid,
      recordUuid: record.uuid,
      status,
      instructions: told,
      createdAt,
      ...plan,
    })
    const calls = withCalls ? callsOf(order, now, factories) : []
    const last = calls.at(-1)
    this.#rows.order.push(last ? { ...order, updatedAt: last.endedAt ?? last.startedAt } : order)
    this.#rows.call.push(...calls)
  }

  /** When a scheduled call is due: within three days, at a quarter of an hour. */
  #plan(campaign: CampaignRow): Partial<Order> {
    const quarter = 900_000
    const due = Math.min(latest, (Math.ceil(this.#factories.now / quarter) + this.#factories.between(1, 288)) * quarter)
    return {
      scheduledTime: toTimestamp(due),
      scheduledTimeTimezone: campaign.timezone,
      scheduledDurationSeconds: this.#factories.pick([300, 600, 900]),
    }
  }

  /** The scenario's contacts that can join. */
  fitting(campaign: CampaignRow, recipe: OrderRecipe): CallRecord[] {
    if (recipe.records === 'new') return []
    const members = this.#membersOf(campaign.uuid)
    const last = toTimestamp(callingUntil(campaign, this.#factories.now))
    return this.#rows.record.filter(
      (one) =>
        one.createdAt <= last &&
        !members.has(one.uuid) &&
        (campaign.recordTypeUuid === null || one.recordTypeUuid === campaign.recordTypeUuid),
    )
  }

  /** Those who join: of the scenario's contacts in any order, and new ones where they fall short. */
  *#contacts(campaign: CampaignRow, recipe: OrderRecipe): Sliced<CallRecord[]> {
    const type = campaign.recordTypeUuid === null ? undefined : this.#types.get(campaign.recordTypeUuid)
    const until = callingUntil(campaign, this.#factories.now)
    const existing = this.fitting(campaign, recipe)
    const count = recipe.count ?? existing.length
    const joining = count >= existing.length ? existing : this.#some(existing, count)
    const country =
      recipe.countries === undefined
        ? () => this.#factories.country()
        : drawer(this.#factories, weightsOf(recipe.countries))
    yield* timesInSlices(count - joining.length, () => {
      const created = this.#between(Date.parse(campaign.createdAt), until)
      const record = this.#factories.record(
        { country: country(), createdAt: created, recordTypeUuid: campaign.recordTypeUuid },
        type,
      )
      this.#rows.record.push(record)
      joining.push(record)
    })
    return joining
  }

  /** So many of a list, in the order of the list. */
  #some<Item>(items: Item[], count: number): Item[] {
    let wanted = count
    return items.filter((_, index) => {
      const taken = this.#factories.between(1, items.length - index) <= wanted
      if (taken) wanted -= 1
      return taken
    })
  }

  #between(start: number, end: number): string {
    return toTimestamp(
      Math.min(start, end) + Math.floor(Math.max(0, end - start) * (this.#factories.between(0, 1_000) / 1_000)),
    )
  }

  #membersOf(campaignUuid: string): Set<string> {
    const known = this.#members.get(campaignUuid)
    if (known) return known
    const members = new Set<string>()
    this.#members.set(campaignUuid, members)
    return members
  }
}
