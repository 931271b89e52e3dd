import type { CampaignRow } from '../contract/models.ts'
import { finalStatuses, openStatuses, type OrderStatus } from '../contract/statuses.ts'
import { statusKey } from '../contract/orders.ts'
import type { Stored } from '../world/stored.ts'
import type { Tables } from '../world/tables.ts'
import type { Timed } from './heap.ts'
import type { Rules } from './rules.ts'
import { CallingWindows } from './windows.ts'

export function isLive(campaign: CampaignRow | undefined): campaign is CampaignRow {
  return campaign?.status === 'active' && campaign.type === 'outbound'
}

/** Whether a campaign has orders, none of them to be called any more. Those that nobody planned do not matter. */
export function isDone(tables: Tables, campaignUuid: string): boolean {
  const has = (status: OrderStatus) => (tables.order.list('status', statusKey(campaignUuid, status))?.size ?? 0) > 0
  return ![...openStatuses].some(has) && [...finalStatuses].some(has)
}

/**
 * A campaign that is active and calls out, at the next moment when something happens to it. It is an index over rows:
 * `look` reads them, and two that look at the same rows at the same time agree.
 */
export class Dialer implements Timed {
  /** When something happens next; Infinity when nothing waits. */
  at = Infinity
  /** Whether a call ends then. At the same moment calls end before others begin. */
  endsCall = false
  /** What is first among equals was created first: the call that ends, or the campaign. */
  createdAt = ''
  sequence = 0
  slot = -1
  readonly campaign: Stored<CampaignRow>
  readonly rules: Rules
  readonly windows: CallingWindows
  readonly plannedKey: string
  readonly #callingKey: string

  constructor(campaign: Stored<CampaignRow>, rules: Rules, known?: Dialer) {
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

  /** Reads from the rows when something happens next, seen from `now`. */
  look(tables: Tables, now: number): void {
    const end = tables.call.list('inProgress', this.uuid)?.first()
    const endsAt = end?.row.endsAt ?? Infinity
    const wakesAt = this.#wakesAt(tables, now)
    this.endsCall = endsAt <= wakesAt && endsAt !== Infinity
    this.at = this.endsCall ? endsAt : wakesAt
    const { at, sequence } = this.endsCall && end ? end : this.campaign
    this.createdAt = at
    this.sequence = sequence
  }

  /** Whether orders were set to `calling` by hand: they have no call yet. */
  hasUncalled(tables: Tables): boolean {
    const calling = tables.order.list('status', this.#callingKey)?.size ?? 0
    return calling > 0 && calling > this.#linesInUse(tables)
  }

  /** The oldest of those. */
  *uncalled(tables: Tables) {
    for (const listed of tables.order.list('status', this.#callingKey) ?? []) {
      const order = tables.order.current(listed)
      if (order && !tables.call.lookup('order', order.uuid).some((call) => call.endsAt !== null)) yield order
    }
  }

  hasFreeLine(tables: Tables): boolean {
    return this.#linesInUse(tables) < this.rules.concurrency
  }

  #linesInUse(tables: Tables): number {
    return tables.call.list('inProgress', this.uuid)?.size ?? 0
  }

  /** When there is a call to begin, or the campaign is done; Infinity when nothing waits but for calls to end. */
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

/** The order in which things happen. */
export function happensBefore(a: Dialer, b: Dialer): boolean {
  if (a.at !== b.at) return a.at < b.at
  if (a.endsCall !== b.endsCall) return a.endsCall
  return a.createdAt === b.createdAt ? a.sequence < b.sequence : a.createdAt < b.createdAt
}
