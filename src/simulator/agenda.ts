import type { Call } from '../contract/calls.ts'
import type { Order } from '../contract/orders.ts'
import type { CallOutcome } from '../contract/simulator.ts'
import type { Stored } from '../world/database.ts'
import { Heap, type Timed } from './heap.ts'

/** A call that goes on, and how it will end. */
export class Flight implements Timed {
  at: number
  readonly madeAt: string
  readonly sequence: number
  slot = -1
  readonly orderUuid: string
  readonly campaignUuid: string
  /** The rows as they are by now. */
  call: Stored<Call>
  order: Stored<Order>
  readonly outcome: CallOutcome
  /** The order or phone number whose script said so. */
  readonly scriptedBy: string | undefined
  /** Which attempt this is by the count of calls; undefined where they are to be counted anew. */
  attempts: number | undefined

  constructor(
    at: number,
    call: Stored<Call>,
    order: Stored<Order>,
    outcome: CallOutcome,
    scriptedBy: string | undefined,
    attempts?: number,
  ) {
    this.at = at
    this.madeAt = call.at
    this.sequence = call.sequence
    this.orderUuid = order.row.uuid
    this.campaignUuid = order.row.campaignUuid
    this.call = call
    this.order = order
    this.outcome = outcome
    this.scriptedBy = scriptedBy
    this.attempts = attempts
  }
}

/** What is to come, in exact order: at the same moment calls end before others begin. */
export class Agenda<Campaign extends Timed> {
  readonly ends = new Heap<Flight>()
  /** Campaigns, each at the moment when it next has something to do: one entry, however many orders wait. */
  readonly wakes = new Heap<Campaign>()

  get nextAt(): number {
    const end = this.ends.peek()?.at ?? Infinity
    const wake = this.wakes.peek()?.at ?? Infinity
    return end < wake ? end : wake
  }

  /** What happens then: a call ends, or a campaign has something to do. */
  get nextType(): 'call.end' | 'campaign' {
    const end = this.ends.peek()
    const wake = this.wakes.peek()
    return end && !(wake && wake.at < end.at) ? 'call.end' : 'campaign'
  }
}
