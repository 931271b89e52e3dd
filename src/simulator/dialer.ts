import type { CampaignRow } from '../contract/models.ts'
import { finalStatuses, openStatuses, type OrderStatus } from '../contract/statuses.ts'
import { type Order, statusKey } from '../contract/orders.ts'
import type { Stored } from '../world/stored.ts'
import { countOrders, type Tables } from '../world/tables.ts'
import type { Timed } from './heap.ts'
import type { CampaignSettings } from './campaign-settings.ts'
import { CallingWindows } from './windows.ts'

export function isLive(campaign: CampaignRow | undefined): campaign is CampaignRow {
  return campaign?.status === 'active' && campaign.type === 'outbound'
}

/** Whether a campaign has orders and all of them have ended. Orders that are only registered do not count. */
export function isDone(tables: Tables, campaignUuid: string): boolean {
  const has = (status: OrderStatus) => countOrders(tables, campaignUuid, status) > 0
  return ![...openStatuses].some(has) && [...finalStatuses].some(has)
}

/**
 * An active outbound campaign and the time of its next event, which `readNextEvent` derives from the rows. Two dialers
 * that read the same rows at the same time are equal.
 */
export class Dialer implements Timed {
  /** The time of the next event, or Infinity. */
  at = Infinity
  /** Whether that event is the end of a call. At the same moment, calls end before others begin. */
  endsCall = false
  /** Orders simultaneous events by creation: of the call that ends, or of the campaign. */
  createdAt = ''
  sequence = 0
  slot = -1
  readonly campaign: Stored<CampaignRow>
  readonly rules: CampaignSettings
  readonly windows: CallingWindows
  readonly plannedKey: string
  readonly #callingKey: string

  constructor(campaign: Stored<CampaignRow>, rules: CampaignSettings, known?: Dialer) {
    const { uuid, schedule, timezone } = campaign.row
    this.campaign = campaign
    this.rules = rules
    const isSame = known?.campaign.row.schedule === schedule && known.campaign.row.timezone === timezone
    this.windows = isSame ? known.windows : new CallingWindows(schedule, timezone)
    this.plannedKey = statusKey(uuid, 'planned')
    this.#callingKey = statusKey(uuid, 'calling')
  }

  get uuid(): string {
    return this.campaign.uuid
  }

  /** Reads the next event from the rows. */
  readNextEvent(tables: Tables, now: number): void {
    const end = tables.call.list('inProgress', this.uuid)?.first()
    const endsAt = end?.row.endsAt ?? Infinity
    const wakesAt = this.#wakesAt(tables, now)
    this.endsCall = endsAt <= wakesAt && endsAt !== Infinity
    this.at = this.endsCall ? endsAt : wakesAt
    const { createdAt, sequence } = this.endsCall && end ? end : this.campaign
    this.createdAt = createdAt
    this.sequence = sequence
  }

  /** Whether orders were set to `calling` by hand and have no call yet. */
  hasUncalled(tables: Tables): boolean {
    const calling = tables.order.list('status', this.#callingKey)?.size ?? 0
    return calling > this.#linesInUse(tables)
  }

  /** The oldest of these orders. */
  firstUncalled(tables: Tables): Stored<Order> | undefined {
    for (const listed of tables.order.list('status', this.#callingKey) ?? []) {
      const order = tables.order.stored(listed.uuid)
      if (order && !tables.call.lookup('order', order.uuid).some((call) => call.endsAt !== null)) return order
    }
    return undefined
  }

  hasFreeLine(tables: Tables): boolean {
    return this.#linesInUse(tables) < this.rules.concurrency
  }

  #linesInUse(tables: Tables): number {
    return tables.call.list('inProgress', this.uuid)?.size ?? 0
  }

  /** The time at which a call can begin or the campaign completes; Infinity if only ends of calls are due. */
  #wakesAt(tables: Tables, now: number): number {
    if (this.hasUncalled(tables)) return now
    if (!this.hasFreeLine(tables)) return Infinity
    const { order } = tables
    const scheduledAt = order.list('scheduled', this.uuid)?.first()?.row.dueAt ?? Infinity
    if (scheduledAt <= now) return now
    const retryAt = order.list('retry', this.uuid)?.first()?.row.dueAt ?? Infinity
    const hasPlanned = (order.list('status', this.plannedKey)?.size ?? 0) > 0
    const wantedAt = retryAt > now && hasPlanned ? now : Math.max(now, retryAt)
    const at = wantedAt === Infinity ? scheduledAt : Math.min(scheduledAt, this.windows.next(wantedAt))
    if (at !== Infinity) return at
    return this.#linesInUse(tables) === 0 && isDone(tables, this.uuid) ? now : Infinity
  }
}

/** Orders campaigns by their next events. */
export function happensBefore(a: Dialer, b: Dialer): boolean {
  if (a.at !== b.at) return a.at < b.at
  if (a.endsCall !== b.endsCall) return a.endsCall
  return a.createdAt === b.createdAt ? a.sequence < b.sequence : a.createdAt < b.createdAt
}
