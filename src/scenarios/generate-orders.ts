import { minuteMs } from '../contract/durations.ts'
import { latest, toTimestamp } from '../contract/timestamps.ts'
import { forbiddenStatus, forbidsCalls, joiningStatus } from '../contract/do-not-call.ts'
import type { Call } from '../contract/calls.ts'
import type { CampaignRow } from '../contract/models.ts'
import type { OrderStatus } from '../contract/order-statuses.ts'
import { type Order, orderDefaults } from '../contract/orders.ts'
import type { FieldError } from '../contract/problems.ts'
import { type Mix, maxMade, type OrderRecipe, type RecipeCountry, tooManyMade } from '../contract/recipes.ts'
import type { RecordType } from '../contract/record-types.ts'
import type { OrderDraft } from '../contract/scenarios.ts'
import { isOutcome, openStatuses } from '../contract/statuses.ts'
import { CallingWindows } from '../simulator/windows.ts'
import { eachInSlices, type Sliced, timesInSlices } from '../world/slices.ts'
import type { GrowingRows } from './draft-rows.ts'
import { type Factories, usualCountries } from './factories.ts'
import { ContactColumns, type FittingContacts } from './contact-columns.ts'
import { CampaignPast, type PastSettings } from './campaign-past.ts'
import { dealer, weightsOf } from './mixes.ts'
import { byName } from './names.ts'
import { selectSome } from './selection.ts'
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
  pastSettings: PastSettings,
  errors: FieldError[],
): Sliced<void> {
  if (recipes.length === 0) return
  const generator = new OrderGenerator(rows, factories, pastSettings)
  yield* generator.prepare()
  let made = 0
  for (const [index, recipe] of recipes.entries()) {
    const where = `generate.orders[${index}]`
    if (recipe.records === 'new' && recipe.count === undefined)
      errors.push({ field: `${where}.count`, message: 'is required: new contacts need to know how many' })
    const named = campaignsOf(recipe, rows, where, errors)
    made += named.reduce(
      (sum, campaign) => sum + (recipe.count ?? generator.fitting(campaign, recipe).positions.length),
      0,
    )
    if (made > maxMade) {
      errors.push({ field: where, message: tooManyMade })
      return
    }
    // The total of new contacts is known in advance.
    const total = recipe.records === 'new' ? named.length * (recipe.count ?? 0) : undefined
    const weights = recipe.countries === undefined ? usualCountries : weightsOf<RecipeCountry>(recipe.countries)
    const country = dealer(factories, weights, total)
    for (const campaign of named) yield* generator.join(campaign, recipe, country)
  }
}

/** The campaigns that a recipe names. */
function campaignsOf(
  { campaign }: OrderRecipe,
  rows: GrowingRows,
  where: string,
  errors: FieldError[],
): readonly CampaignRow[] {
  if (campaign === 'each') return rows.campaign
  const found = byName(rows.campaign, campaign, 'campaign', `${where}.campaign`, errors)
  return found ? [found] : []
}

/** The time until which a campaign made calls: now, or the time at which it stopped. */
function callingUntil(campaign: CampaignRow, now: number): number {
  const stopped = campaign.status !== 'active' && campaign.updatedAt > campaign.createdAt
  return stopped ? Math.min(now, Date.parse(campaign.updatedAt)) : now
}

/** A campaign that contacts join. */
interface JoinedCampaign {
  readonly campaign: CampaignRow
  /** When it was created, and until when it called. */
  readonly created: number
  readonly until: number
  readonly past: CampaignPast | undefined
}

/** Lets contacts join campaigns. */
class OrderGenerator {
  readonly #rows: GrowingRows
  readonly #factories: Factories
  readonly #pastSettings: PastSettings
  readonly #types: ReadonlyMap<string, RecordType>
  readonly #contacts: ContactColumns
  /** When the last call to a number ended; Infinity while one goes on. */
  readonly #busyUntil = new Map<string, number>()

  constructor(rows: GrowingRows, factories: Factories, pastSettings: PastSettings) {
    this.#rows = rows
    this.#factories = factories
    this.#pastSettings = pastSettings
    this.#types = new Map(rows.recordType.map((type) => [type.uuid, type]))
    this.#contacts = new ContactColumns(rows)
  }

  prepare(): Sliced<void> {
    return this.#contacts.prepare()
  }

  *join(campaign: CampaignRow, recipe: OrderRecipe, country: () => RecipeCountry | undefined): Sliced<void> {
    const until = callingUntil(campaign, this.#factories.now)
    const past =
      recipe.calls === false ? undefined : new CampaignPast(campaign, until, this.#factories, this.#pastSettings)
    const joined = { campaign, created: Date.parse(campaign.createdAt), until, past }
    const joining = yield* this.#joining(joined, recipe, country)
    const statuses = this.#statuses(joined, recipe, joining)
    this.#contacts.join(campaign.uuid, joining)
    yield* eachInSlices(joining, (position, index) =>
      this.#order(joined, position, statuses[index] ?? orderDefaults.status),
    )
  }

  /** The status of each contact: as frequent as the recipe says, and possible for the contact by now. */
  #statuses({ campaign, past }: JoinedCampaign, recipe: OrderRecipe, joining: readonly number[]): OrderStatus[] {
    const contacts = this.#contacts
    const usual = campaign.type === 'inbound' ? usualInbound : usualStatuses[campaign.status]
    const count = joining.filter((position) => !contacts.isForbidden(position)).length
    const weights = weightsOf<OrderStatus>(recipe.statuses ?? usual)
    const deal = dealer(this.#factories, campaign.status === 'completed' ? withoutWaiting(weights) : weights, count)
    let calling = 0
    const statuses = joining.map((position): OrderStatus => {
      const status = contacts.isForbidden(position) ? forbiddenStatus : (deal() ?? orderDefaults.status)
      if (status !== 'calling' || !past) return status
      calling += 1
      return calling <= past.freeLines ? status : 'planned'
    })
    if (!past) return statuses
    const suits = (index: number, position: number) => {
      const record = contacts.record(position)
      return past.suits(statuses[index] ?? orderDefaults.status, record, this.#busyUntil.get(record.phoneNumber) ?? 0)
    }
    for (const [index, position] of joining.entries()) {
      if (contacts.isForbidden(position) || suits(index, position)) continue
      const other = joining.findIndex(
        (one, place) => !contacts.isForbidden(one) && suits(place, position) && suits(index, one),
      )
      const [mine, theirs] = [statuses[index], statuses[other]]
      if (mine === undefined || theirs === undefined) continue
      statuses[index] = theirs
      statuses[other] = mine
    }
    return statuses
  }

  #order({ campaign, created, until, past }: JoinedCampaign, position: number, drawn: OrderStatus): void {
    const factories = this.#factories
    const { uuid: campaignUuid } = campaign
    const { uuid: recordUuid, phoneNumber } = this.#contacts.record(position)
    // Another order forbids to call the number: this one was never called.
    const isForbidden = this.#contacts.isForbidden(position)
    const status = joiningStatus(drawn, isForbidden)
    const isCalled = past !== undefined && !isForbidden && (status === 'calling' || isOutcome(status))
    const now = isCalled ? past.joinBy : until
    const possible = Math.max(created, this.#contacts.created(position))
    const createdAt = possible + Math.floor(Math.max(0, now - possible) * (factories.between(0, 500) / 1_000))
    const draft: OrderDraft = {
      campaignUuid,
      recordUuid,
      status,
      instructions: factories.chance(0.12) ? factories.pick(instructions) : null,
      createdAt: toTimestamp(Math.min(createdAt, factories.now)),
    }
    const order = factories.order(status === 'scheduled' ? { ...draft, ...this.#plan(campaign) } : draft)
    const calls = past && !isForbidden ? this.#calls(past, order, phoneNumber) : []
    const last = calls.at(-1)
    this.#rows.order.push(last ? { ...order, updatedAt: last.endedAt ?? last.startedAt } : order)
    this.#rows.call.push(...calls)
    if (forbidsCalls(order)) this.#contacts.forbidCalls(position)
  }

  /** The past calls of an order. */
  #calls(past: CampaignPast, order: Order, phoneNumber: string): Call[] {
    const busyUntil = this.#busyUntil.get(phoneNumber) ?? 0
    // A contact who asked not to be called has no later calls.
    const from = Math.max(Date.parse(order.createdAt), forbidsCalls(order) ? busyUntil : 0)
    const calls = past.callsOf(order, from)
    const last = calls.at(-1)
    if (last) {
      const end = last.endedAt === null ? Infinity : Date.parse(last.endedAt)
      this.#busyUntil.set(phoneNumber, Math.max(busyUntil, end))
    }
    return calls
  }

  /** When a scheduled call is due: at a quarter-hour within three days, and within calling hours if there are any. */
  #plan(campaign: CampaignRow): Partial<Order> {
    const quarter = 15 * minuteMs
    const drawn = (Math.ceil(this.#factories.now / quarter) + this.#factories.between(1, 288)) * quarter
    const open = new CallingWindows(campaign.schedule, campaign.timezone).next(drawn)
    const due = Math.min(latest, open === Infinity ? drawn : open)
    return {
      scheduledTime: toTimestamp(due),
      scheduledTimeTimezone: campaign.timezone,
      scheduledDurationSeconds: this.#factories.pick([300, 600, 900]),
    }
  }

  /** The scenario's contacts that can join, by position. */
  fitting(campaign: CampaignRow, recipe: OrderRecipe): FittingContacts {
    if (recipe.records === 'new') return { positions: new Int32Array(), callable: 0 }
    return this.#contacts.fitting(campaign, callingUntil(campaign, this.#factories.now))
  }

  /** The contacts that join, by position: existing ones, and new ones if there are too few. */
  *#joining(
    { campaign, created, until }: JoinedCampaign,
    recipe: OrderRecipe,
    country: () => RecipeCountry | undefined,
  ): Sliced<number[]> {
    const type = campaign.recordTypeUuid === null ? undefined : this.#types.get(campaign.recordTypeUuid)
    const existing = this.fitting(campaign, recipe)
    const { length } = existing.positions
    const count = recipe.count ?? length
    const joining =
      count >= length ? [...existing.positions] : selectSome(existing, count, this.#contacts, this.#factories)
    yield* timesInSlices(count - joining.length, () => {
      const createdAt = this.#between(created, until)
      const known = { country: country(), createdAt, recordTypeUuid: campaign.recordTypeUuid }
      const record = this.#factories.record(known, type)
      joining.push(this.#rows.record.push(record) - 1)
    })
    return joining
  }

  #between(start: number, end: number): string {
    return toTimestamp(
      Math.min(start, end) + Math.floor(Math.max(0, end - start) * (this.#factories.between(0, 1_000) / 1_000)),
    )
  }
}
