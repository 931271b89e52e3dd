import { finalStatuses } from '../../src/contract/order-statuses.ts'
import type { CampaignRow } from '../../src/contract/models.ts'
import { simulatorDefaults, type CallOutcome } from '../../src/contract/simulator.ts'
import { chanceOf, drawOutcome, drawSeconds, outcomeOfNumber } from '../../src/simulator/outcomes.ts'
import { toCampaignSettings } from '../../src/simulator/campaign-settings.ts'
import { hash } from '../../src/world/random.ts'
import type { Edit, RandomWorld } from './random-worlds.ts'
import { isOpen } from './wall-clock.ts'

/**
 * The rules of the call simulator, spelled out second by second over plain lists. It shares the drawing of
 * outcomes with the simulator and nothing else: no queues, no windows, no events.
 */

interface NaiveOrder {
  readonly uuid: string
  readonly campaign: string
  readonly phone: string
  readonly createdAt: string
  readonly plannedSeconds: number | null
  status: string
  scheduledAt: number
  /** When `busy` or `no-answer` was set by hand. */
  updatedAt: number
}

interface NaiveCall {
  readonly order: NaiveOrder
  readonly attempt: number
  readonly startedAt: number
  readonly ends: number
  readonly fate: CallOutcome
  endedAt: number | null
  outcome: string | null
}

export class NaiveModel {
  readonly #world: RandomWorld
  readonly #campaigns: { row: CampaignRow }[]
  #orders: NaiveOrder[]
  #calls: NaiveCall[] = []
  now: number

  constructor(world: RandomWorld) {
    this.#world = world
    this.now = world.now
    this.#campaigns = world.campaigns.map((row) => ({ row }))
    this.#orders = world.orders
      .map((one) => ({
        uuid: one.uuid,
        campaign: one.campaignUuid,
        phone: world.phones[one.uuid] ?? '',
        createdAt: one.createdAt,
        plannedSeconds: one.scheduledDurationSeconds,
        status: one.status,
        scheduledAt: Date.parse(one.scheduledTime ?? ''),
        updatedAt: Date.parse(one.updatedAt),
      }))
      // Oldest first; those of the same second as they came.
      .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0))
  }

  advanceTo(until: number): void {
    for (;;) {
      while (this.#somethingHappens()) {}
      if (this.now >= until) return
      this.now += 1_000
    }
  }

  edit({ target, change }: Edit): void {
    const campaign = this.#campaigns[target % this.#campaigns.length]!
    const order = this.#orders.find(({ uuid }) => uuid === `order_${target % Math.max(1, this.#world.orders.length)}`)
    if (change.what === 'campaign') {
      const stops = this.#isLive(campaign.row) && change.status !== 'active'
      campaign.row = { ...campaign.row, status: change.status }
      if (stops) {
        for (const one of this.#orders) {
          if (one.campaign !== campaign.row.uuid || one.status !== 'calling') continue
          this.#cut(one)
          one.status = 'planned'
        }
      }
    }
    if (change.what === 'set back') this.now -= change.by
    if (change.what === 'schedule') campaign.row = { ...campaign.row, schedule: change.schedule }
    if (change.what === 'remove order' && order) {
      this.#orders = this.#orders.filter((one) => one !== order)
      this.#calls = this.#calls.filter((call) => call.order !== order)
    }
    if (change.what === 'order' && order) {
      if (order.status === 'calling' && change.status !== 'calling') this.#cut(order)
      order.status = change.status
      order.updatedAt = this.now
      order.scheduledAt = this.now + change.scheduledAfter
    }
  }

  get calls() {
    return this.#calls
      .toSorted((a, b) => a.startedAt - b.startedAt)
      .map(({ order, attempt, startedAt, endedAt, outcome }) => ({
        order: order.uuid,
        attempt,
        startedAt,
        endedAt,
        outcome,
      }))
  }

  get orders() {
    return Object.fromEntries(this.#orders.map(({ uuid, status }) => [uuid, status]))
  }

  get campaigns() {
    return Object.fromEntries(this.#campaigns.map(({ row }) => [row.uuid, row.status]))
  }

  /** One thing that is due in this second: first calls that end, then campaigns, oldest first. */
  #somethingHappens(): boolean {
    const ending = this.#going().filter((call) => call.ends <= this.now)
    const first = ending.find((call) =>
      ending.every(
        (other) => call.ends < other.ends || (call.ends === other.ends && call.startedAt <= other.startedAt),
      ),
    )
    if (first) {
      this.#end(first)
      return true
    }
    return this.#campaigns.some((campaign) => this.#isLive(campaign.row) && this.#dialOrComplete(campaign))
  }

  #end(call: NaiveCall): void {
    call.endedAt = this.now
    call.outcome = call.fate
    const { maxAttempts } = this.#rules(call.order)
    const again = call.fate === 'busy' || call.fate === 'no-answer'
    call.order.status = again && call.attempt >= maxAttempts ? 'failed' : call.fate
  }

  #dialOrComplete(campaign: { row: CampaignRow }): boolean {
    const orders = this.#orders.filter((order) => order.campaign === campaign.row.uuid)
    const { concurrency } = toCampaignSettings(campaign.row.simulator, this.#world.settings)
    const lines = this.#going().filter((call) => call.order.campaign === campaign.row.uuid).length
    const open = isOpen(this.now, campaign.row.schedule, campaign.row.timezone ?? 'UTC')
    const set = orders.find(
      (order) => order.status === 'calling' && !this.#going().some((call) => call.order === order),
    )
    const scheduled = earliest(
      orders.filter((order) => order.status === 'scheduled' && order.scheduledAt <= this.now),
      (order) => order.scheduledAt,
    )
    const retry = earliest(
      orders.filter(
        (order) => (order.status === 'busy' || order.status === 'no-answer') && this.#due(order) <= this.now,
      ),
      (order) => this.#due(order),
    )
    const planned = orders.find((order) => order.status === 'planned')
    const next = set ?? (lines < concurrency ? (scheduled ?? (open ? (retry ?? planned) : undefined)) : undefined)
    if (next) {
      this.#call(next)
      return true
    }
    const isDone =
      orders.every(({ status }) => status === 'registered' || isFinal(status)) &&
      orders.some(({ status }) => isFinal(status))
    if (isDone) campaign.row = { ...campaign.row, status: 'completed' }
    return isDone
  }

  #call(order: NaiveOrder): void {
    const rules = this.#rules(order)
    const attempt = this.#attempts(order) + 1
    if (this.#orders.some((other) => other.phone === order.phone && other.status === 'do-not-call'))
      order.status = 'do-not-call'
    else if ((order.status === 'busy' || order.status === 'no-answer') && attempt > rules.maxAttempts)
      order.status = 'failed'
    else {
      const chance = chanceOf(hash(String(this.#world.seed)), order.uuid, attempt)
      const fate = outcomeOfNumber(order.phone, attempt) ?? drawOutcome(chance, rules)
      order.status = 'calling'
      const ends = this.now + drawSeconds(chance, fate, order.plannedSeconds, rules) * 1_000
      this.#calls.push({ order, attempt, startedAt: this.now, ends, fate, endedAt: null, outcome: null })
    }
  }

  #cut(order: NaiveOrder): void {
    for (const call of this.#going()) {
      if (call.order !== order) continue
      call.endedAt = Math.max(this.now, call.startedAt)
      call.outcome = 'canceled'
    }
  }

  #due(order: NaiveOrder): number {
    const delays =
      this.#campaigns.find(({ row }) => row.uuid === order.campaign)?.row.simulator?.retryDelays ??
      this.#world.settings.retryDelays ??
      simulatorDefaults.retryDelays
    const last = this.#calls.findLast(
      (call) => call.order === order && call.endedAt !== null && call.outcome !== 'canceled',
    )
    const since = last?.outcome === order.status ? last.endedAt! : order.updatedAt
    return since + delays[Math.min(Math.max(1, this.#attempts(order)), delays.length) - 1]! * 60_000
  }

  #attempts(order: NaiveOrder): number {
    return this.#calls.filter((call) => call.order === order && call.endedAt !== null && call.outcome !== 'canceled')
      .length
  }

  #going(): NaiveCall[] {
    return this.#calls.filter((call) => call.endedAt === null)
  }

  #rules(order: NaiveOrder) {
    return toCampaignSettings(
      this.#campaigns.find(({ row }) => row.uuid === order.campaign)?.row.simulator ?? null,
      this.#world.settings,
    )
  }

  #isLive({ status, type }: CampaignRow): boolean {
    return status === 'active' && type === 'outbound'
  }
}

function isFinal(status: string): boolean {
  return [...finalStatuses].some((one) => one === status)
}

/** The first of those with the least value. */
function earliest(orders: readonly NaiveOrder[], at: (order: NaiveOrder) => number): NaiveOrder | undefined {
  return orders.find((order) => orders.every((other) => at(order) <= at(other)))
}
