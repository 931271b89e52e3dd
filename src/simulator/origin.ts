import type { Call } from '../contract/calls.ts'
import type { CampaignRow, Models } from '../contract/models.ts'
import type { Order } from '../contract/orders.ts'
import type { CallRecord } from '../contract/records.ts'
import type { CallOutcome, PendingEvent } from '../contract/simulator.ts'
import type { Change } from '../world/world.ts'

/**
 * What queues are built from beside the rows: what a snapshot kept, and, where rows have just changed, what they were.
 * So it makes no difference when the queues are built: nobody who only looks changes what happens.
 */
export class Origin {
  readonly ends = new Map<
    string,
    {
      readonly at: number
      readonly outcome: CallOutcome
      readonly seconds: number
      readonly scriptedBy: string | undefined
    }
  >()
  readonly retries = new Map<string, number>()
  readonly #campaigns = new Map<string, CampaignRow>()
  readonly #records = new Map<string, CallRecord>()
  readonly #orders = new Map<string, Order>()
  readonly #calls = new Map<string, Call>()

  constructor(pending: readonly PendingEvent[] = [], changes: readonly Change[] = []) {
    for (const event of pending) {
      if (event.type === 'call.end')
        this.ends.set(event.callUuid, {
          at: Date.parse(event.at),
          outcome: event.outcome,
          seconds: 0,
          scriptedBy: event.scriptedBy,
        })
      if (event.type === 'retry') this.retries.set(event.orderUuid, Date.parse(event.at))
    }
    for (const change of changes) {
      if (change.model === 'campaign') keepFirst(this.#campaigns, change.before)
      if (change.model === 'record') keepFirst(this.#records, change.before)
      if (change.model === 'order') keepFirst(this.#orders, change.before)
      if (change.model === 'call') keepFirst(this.#calls, change.before)
    }
  }

  campaign(row: CampaignRow): CampaignRow {
    return this.#campaigns.get(row.uuid) ?? row
  }

  record(row: CallRecord): CallRecord {
    return this.#records.get(row.uuid) ?? row
  }

  /** What an order was before it changed, as long as it waited for the same thing. */
  order(row: Order): Order {
    const before = this.#orders.get(row.uuid)
    return before?.status === row.status ? before : row
  }

  call(row: Call): Call {
    return this.#calls.get(row.uuid) ?? row
  }
}

function keepFirst<Row extends Models[keyof Models]>(rows: Map<string, Row>, row: Row | undefined): void {
  if (row && !rows.has(row.uuid)) rows.set(row.uuid, row)
}

export function toPrecise(ms: number): string {
  return new Date(ms).toISOString()
}
