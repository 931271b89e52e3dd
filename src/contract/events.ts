import type { CallEnding } from './calls.ts'
import type { CampaignStatus } from './campaigns.ts'
import type { StruckFault } from './faults.ts'
import type { OrderStatus } from './order-statuses.ts'

/** What a mock tells its listeners. `at` is virtual time. */
interface EventBase {
  readonly at: string
  /** The sandbox it happened in; null in the mock itself. */
  readonly sandbox: string | null
}

interface CallEventBase extends EventBase {
  readonly callUuid: string
  readonly orderUuid: string
  readonly campaignUuid: string
  readonly recordUuid: string
  readonly attempt: number
}

export interface CallStartedEvent extends CallEventBase {
  readonly type: 'call.started'
}

export interface CallEndedEvent extends CallEventBase {
  readonly type: 'call.ended'
  readonly outcome: CallEnding
  readonly durationSeconds: number
}

export interface OrderStatusEvent extends EventBase {
  readonly type: 'order.status'
  readonly orderUuid: string
  readonly campaignUuid: string
  readonly recordUuid: string
  /** Null for a new order. */
  readonly from: OrderStatus | null
  readonly to: OrderStatus
}

export interface CampaignStatusEvent extends EventBase {
  readonly type: 'campaign.status'
  readonly campaignUuid: string
  /** Null for a new campaign. */
  readonly from: CampaignStatus | null
  readonly to: CampaignStatus
}

export interface ResetEvent extends EventBase {
  readonly type: 'reset'
  readonly scenario: string
  readonly seed: number
}

/** The history moved: steps were undone, or done again. */
interface HistoryEvent extends EventBase {
  readonly type: 'history'
  /** The ids of the steps that were undone, newest first. */
  readonly undone: readonly number[]
  /** The ids of the steps that were done again, oldest first. */
  readonly redone: readonly number[]
}

/** A request that was answered, as the journal notes it. */
export interface Exchange {
  readonly id: number
  readonly at: string
  /** When the request arrived at a server, by the wall clock and to the millisecond: real time, unlike `at`. */
  readonly receivedAt?: string
  readonly sandbox: string | null
  /** The id of the operation, or null where none was found. */
  readonly operation: string | null
  readonly method: string
  readonly url: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  /** The parsed body; the text as it came where it is not JSON; undefined without one. */
  readonly body: unknown
  readonly status: number
  /** The answer: parsed JSON, or the text where it is not JSON; undefined without a body. */
  readonly response: unknown
  /** The headers of the answer, without those that the transport adds. */
  readonly responseHeaders: Readonly<Record<string, string>>
  /** How long the answer was made to wait; with a ticking clock also what it took to make. */
  readonly durationMs: number
  readonly warnings: readonly string[]
  /** The fault that struck the request, as it was then; null where none did. */
  readonly fault: StruckFault | null
  /** The step of the history that the request made; null where it changed nothing, or where no history is kept. */
  readonly step: number | null
  /** True when the step was undone. */
  readonly undone: boolean
}

export interface RequestEvent extends EventBase {
  readonly type: 'request'
  readonly request: Exchange
}

export type MockEvent =
  | CallStartedEvent
  | CallEndedEvent
  | OrderStatusEvent
  | CampaignStatusEvent
  | ResetEvent
  | HistoryEvent
  | RequestEvent

export const eventTypes = [
  'call.started',
  'call.ended',
  'order.status',
  'campaign.status',
  'request',
  'reset',
  'history',
] as const satisfies readonly MockEvent['type'][]

export type EventOf<Type extends MockEvent['type']> = Extract<MockEvent, { readonly type: Type }>
