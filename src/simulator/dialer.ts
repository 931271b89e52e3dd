import type { CampaignRow } from '../contract/models.ts'
import type { Order } from '../contract/orders.ts'
import type { Stored } from '../world/database.ts'
import { statusKey, type Tables } from '../world/tables.ts'
import type { Agenda, Flight } from './agenda.ts'
import { Heap, type Timed } from './heap.ts'
import type { Rules } from './rules.ts'
import { CallingWindows } from './windows.ts'

/** How many planned orders are read from the table at a time. */
const batchSize = 128

/** An order that waits for a moment of its own. */
export class Waiting implements Timed {
  at: number
  readonly madeAt: string
  readonly sequence: number
  slot = -1
  readonly orderUuid: string
  readonly queue: Heap<Waiting>
  /** How many attempts were made, where that is known. */
  readonly attempts: number | undefined

  constructor(at: number, order: Stored<Order>, queue: Heap<Waiting>, attempts: number | undefined) {
    this.at = at
    this.madeAt = order.at
    this.sequence = order.sequence
    this.orderUuid = order.uuid
    this.queue = queue
    this.attempts = attempts
  }
}

/**
 * A campaign that is active and calls out: who waits to be called, and who is being called.
 * Planned orders stay in the table, which has them in order; only those with a moment of their own are queued here.
 */
export class Dialer implements Timed {
  /** When it next has something to do. */
  at = Infinity
  readonly madeAt: string
  readonly sequence: number
  slot = -1
  row: CampaignRow
  rules: Rules
  agenda: Agenda<Dialer>
  windows: CallingWindows
  /** Orders that a user has set to `calling`: their calls start with the next move of the clock. */
  readonly starts = new Heap<Waiting>()
  readonly scheduled = new Heap<Waiting>()
  readonly retries = new Heap<Waiting>()
  readonly waiting = new Map<string, Waiting>()
  readonly flights = new Map<string, Flight>()
  readonly #tables: Tables
  readonly #planned: string
  /** The oldest planned orders, oldest last. */
  #batch: Stored<Order>[] = []

  constructor(tables: Tables, campaign: Stored<CampaignRow>, rules: Rules, agenda: Agenda<Dialer>) {
    this.#tables = tables
    this.madeAt = campaign.at
    this.sequence = campaign.sequence
    this.row = campaign.row
    this.rules = rules
    this.agenda = agenda
    this.windows = new CallingWindows(campaign.row.schedule, campaign.row.timezone)
    this.#planned = statusKey(campaign.uuid, 'planned')
  }

  /** Takes over a changed campaign. */
  refresh(row: CampaignRow, rules: Rules): void {
    if (row.schedule !== this.row.schedule || row.timezone !== this.row.timezone)
      this.windows = new CallingWindows(row.schedule, row.timezone)
    this.row = row
    this.rules = rules
  }

  wait(at: number, order: Stored<Order>, queue: Heap<Waiting>, attempts?: number): void {
    const waiting = new Waiting(at, order, queue, attempts)
    this.waiting.set(order.uuid, waiting)
    queue.push(waiting)
  }

  /** Takes an order out of its queue. */
  forget(orderUuid: string): void {
    const waiting = this.waiting.get(orderUuid)
    if (!waiting) return
    waiting.queue.remove(waiting)
    this.waiting.delete(orderUuid)
  }

  get hasPlanned(): boolean {
    return (this.#tables.order.list('status', this.#planned)?.size ?? 0) > 0
  }

  /** The planned order that was created first. */
  oldestPlanned(): Stored<Order> | undefined {
    for (;;) {
      let stored = this.#batch.pop()
      if (!stored) {
        const planned = this.#tables.order.list('status', this.#planned)
        if (!planned || planned.size === 0) return undefined
        this.#batch = planned.fromEnd(Math.max(0, planned.size - batchSize), batchSize)
        stored = this.#batch.pop()
        if (!stored) return undefined
      }
      const order = this.#tables.order.current(stored)
      if (order?.row.status === 'planned' && order.row.campaignUuid === this.row.uuid) return order
    }
  }

  /** The planned orders have changed: read them anew. */
  replan(): void {
    if (this.#batch.length > 0) this.#batch = []
  }

  /** When there is something to do, from `now` on; Infinity when nothing waits but for calls to end. */
  nextAt(now: number): number {
    if (this.starts.size > 0) return now
    if (this.flights.size >= this.rules.concurrency) return Infinity
    const due = this.scheduled.peek()?.at ?? Infinity
    if (due <= now) return now
    const retry = this.retries.peek()?.at ?? Infinity
    const wanted = retry > now && this.hasPlanned ? now : Math.max(now, retry)
    return wanted === Infinity ? due : Math.min(due, this.windows.next(wanted))
  }
}
