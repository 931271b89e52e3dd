import { latest, toTimestamp } from '../contract/formats.ts'
import { joiningStatus } from '../contract/do-not-call.ts'
import type { CampaignRow } from '../contract/models.ts'
import type { OrderStatus } from '../contract/order-statuses.ts'
import type { Order } from '../contract/orders.ts'
import type { FieldError } from '../contract/problems.ts'
import { type Mix, mostMade, type OrderRecipe, type RecipeCountry, tooManyMade } from '../contract/recipes.ts'
import type { RecordType } from '../contract/record-types.ts'
import type { CallRecord } from '../contract/records.ts'
import { isOutcome, openStatuses } from '../contract/statuses.ts'
import { CallingWindows } from '../simulator/windows.ts'
import { eachInSlices, type Sliced, timesInSlices } from '../world/slices.ts'
import type { GrowingRows } from './draft-rows.ts'
import { type Factories, usualCountries } from './factories.ts'
import { CampaignPast, type PastSettings } from './histories.ts'
import { dealer, weightsOf } from './mixes.ts'
import { byName } from './names.ts'
import { instructions } from './words.ts'

/** The default weights of order statuses, by the status of the campaign. */
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

/** The weights of a completed campaign, in which nobody waits for a call, unless nothing else was asked for. */
function withoutWaiting(weights: ReadonlyMap<OrderStatus, number>): ReadonlyMap<OrderStatus, number> {
  const ended = new Map([...weights].filter(([status]) => !openStatuses.has(status)))
  return ended.size === 0 ? weights : ended
}

export function* generateOrders(
  recipes: readonly OrderRecipe[],
  rows: GrowingRows,
  factories: Factories,
  past: PastSettings,
  faults: FieldError[],
): Sliced<void> {
  if (recipes.length === 0) return
  const joiner = new Joiner(rows, factories, past)
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
    // The total of new contacts is known in advance.
    const total = recipe.records === 'new' ? named.length * (recipe.count ?? 0) : undefined
    const weights = recipe.countries === undefined ? usualCountries : weightsOf<RecipeCountry>(recipe.countries)
    const country = dealer(factories, weights, total)
    for (const campaign of named) yield* joiner.join(campaign, recipe, country)
  }
}

/** The time until which a campaign made calls: now, or the time at which it stopped. */
function callingUntil(campaign: CampaignRow, now: number): number {
  const stopped = campaign.status !== 'active' && campaign.updatedAt > campaign.createdAt
  return stopped ? Math.min(now, Date.parse(campaign.updatedAt)) : now
}

/** Lets contacts join campaigns. */
class Joiner {
  readonly #rows: GrowingRows
  readonly #factories: Factories
  readonly #past: PastSettings
  readonly #types: ReadonlyMap<string, RecordType>
  readonly #refused = new Set<string>()
  /** When the last call to a number ended; Infinity while one goes on. */
  readonly #busyUntil = new Map<string, number>()
  /** The contacts of each campaign. */
  readonly #members = new Map<string, Set<string>>()

  constructor(rows: GrowingRows, factories: Factories, past: PastSettings) {
    this.#rows = rows
    this.#factories = factories
    this.#past = past
    this.#types = new Map(rows.recordType.map((type) => [type.uuid, type]))
    if (rows.order.length === 0) return
    const records = new Map(rows.record.map((record) => [record.uuid, record]))
    for (const { campaignUuid, recordUuid, status } of rows.order) {
      this.#membersOf(campaignUuid).add(recordUuid)
      if (status === 'do-not-call') this.#refused.add(records.get(recordUuid)?.phoneNumber ?? '')
    }
  }

  *join(campaign: CampaignRow, recipe: OrderRecipe, country: () => RecipeCountry | undefined): Sliced<void> {
    const members = this.#membersOf(campaign.uuid)
    const contacts = yield* this.#contacts(campaign, recipe, country)
    const until = callingUntil(campaign, this.#factories.now)
    const past = recipe.calls === false ? undefined : new CampaignPast(campaign, until, this.#factories, this.#past)
    const statuses = this.#statuses(campaign, recipe, contacts, past)
    yield* eachInSlices(contacts, (record, index) => {
      members.add(record.uuid)
      this.#order(campaign, record, statuses[index] ?? 'registered', past)
    })
  }

  /** The status of each contact: as frequent as the recipe says, and possible for the contact by now. */
  #statuses(
    campaign: CampaignRow,
    recipe: OrderRecipe,
    contacts: readonly CallRecord[],
    past: CampaignPast | undefined,
  ): OrderStatus[] {
    const usual = campaign.type === 'inbound' ? usualInbound : usualStatuses[campaign.status]
    const isRefused = ({ phoneNumber }: CallRecord) => this.#refused.has(phoneNumber)
    const count = contacts.filter((record) => !isRefused(record)).length
    const weights = weightsOf<OrderStatus>(recipe.statuses ?? usual)
    const deal = dealer(this.#factories, campaign.status === 'completed' ? withoutWaiting(weights) : weights, count)
    let calling = 0
    const statuses = contacts.map((record): OrderStatus => {
      const status = isRefused(record) ? 'do-not-call' : (deal() ?? 'registered')
      if (status !== 'calling' || !past) return status
      calling += 1
      return calling <= past.freeLines ? status : 'planned'
    })
    if (!past) return statuses
    const suits = (index: number, record: CallRecord) =>
      past.suits(statuses[index] ?? 'registered', record, this.#busyUntil.get(record.phoneNumber) ?? 0)
    for (const [index, record] of contacts.entries()) {
      if (isRefused(record) || suits(index, record)) continue
      const other = contacts.findIndex((one, place) => !isRefused(one) && suits(place, record) && suits(index, one))
      const [mine, theirs] = [statuses[index], statuses[other]]
      if (mine === undefined || theirs === undefined) continue
      statuses[index] = theirs
      statuses[other] = mine
    }
    return statuses
  }

  #order(campaign: CampaignRow, record: CallRecord, drawn: OrderStatus, past: CampaignPast | undefined): void {
    const factories = this.#factories
    const { uuid: campaignUuid } = campaign
    const { uuid: recordUuid, phoneNumber } = record
    // Another order forbids to call the number: this one was never called.
    const isRefused = this.#refused.has(phoneNumber)
    const status = joiningStatus(drawn, isRefused)
    const isCalled = past !== undefined && !isRefused && (status === 'calling' || isOutcome(status))
    const now = isCalled ? past.joinBy : callingUntil(campaign, factories.now)
    const possible = Math.max(Date.parse(campaign.createdAt), Date.parse(record.createdAt))
    const createdAt = possible + Math.floor(Math.max(0, now - possible) * (factories.between(0, 500) / 1_000))
    const order = factories.order({
      campaignUuid,
      recordUuid,
      status,
      instructions: factories.chance(0.12) ? factories.pick(instructions) : null,
      createdAt: toTimestamp(Math.min(createdAt, factories.now)),
      ...(status === 'scheduled' && this.#plan(campaign)),
    })
    const busyUntil = this.#busyUntil.get(phoneNumber) ?? 0
    // Nobody who asked never to be called was called after that.
    const from = Math.max(Date.parse(order.createdAt), status === 'do-not-call' ? busyUntil : 0)
    const calls = past && !isRefused ? past.callsOf(order, from) : []
    const last = calls.at(-1)
    this.#rows.order.push(last ? { ...order, updatedAt: last.endedAt ?? last.startedAt } : order)
    this.#rows.call.push(...calls)
    if (status === 'do-not-call') this.#refused.add(phoneNumber)
    if (last) {
      const end = last.endedAt === null ? Infinity : Date.parse(last.endedAt)
      this.#busyUntil.set(phoneNumber, Math.max(busyUntil, end))
    }
  }

  /** When a scheduled call is due: at a quarter-hour within three days, and within calling hours if there are any. */
  #plan(campaign: CampaignRow): Partial<Order> {
    const quarter = 900_000
    const drawn = (Math.ceil(this.#factories.now / quarter) + this.#factories.between(1, 288)) * quarter
    const open = new CallingWindows(campaign.schedule, campaign.timezone).next(drawn)
    const due = Math.min(latest, open === Infinity ? drawn : open)
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

  /** The contacts that join: existing ones, and new ones if there are too few. */
  *#contacts(
    campaign: CampaignRow,
    recipe: OrderRecipe,
    country: () => RecipeCountry | undefined,
  ): Sliced<CallRecord[]> {
    const type = campaign.recordTypeUuid === null ? undefined : this.#types.get(campaign.recordTypeUuid)
    const until = callingUntil(campaign, this.#factories.now)
    const existing = this.fitting(campaign, recipe)
    const count = recipe.count ?? existing.length
    const joining = count >= existing.length ? existing : this.#some(this.#preferred(existing, count), count)
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

  /** Leaves out contacts with do-not-call numbers, if the others are enough. */
  #preferred(contacts: CallRecord[], count: number): CallRecord[] {
    const others = contacts.filter(({ phoneNumber }) => !this.#refused.has(phoneNumber))
    return others.length < count ? contacts : others
  }

  /** A random selection of `count` items, in the order of the list. */
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
