import type { CallOutcome } from '../contract/simulator.ts'
import { Heap, type Timed } from './heap.ts'

/** A call that goes on, and how it will end. */
export class Flight implements Timed {
  at: number
  readonly madeAt: string
  readonly sequence: number
  slot = -1
  readonly campaignUuid: string
  readonly orderUuid: string
  readonly callUuid: string
  readonly outcome: CallOutcome
  /** The order or phone number whose script said so. */
  readonly scriptedBy: string | undefined

  constructor(at: number, startedAt: string, sequence: number, campaignUuid: string, orderUuid: string, callUuid: string, outcome: CallOutcome, scriptedBy: string | undefined) {
    this.at = at
    this.madeAt = startedAt
    this.sequence = sequence
    this.campaignUuid = campaignUuid
    this.orderUuid = orderUuid
    this.callUuid = callUuid
    this.outcome = outcome
    this.scriptedBy = scriptedBy
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
