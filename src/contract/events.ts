import type { CallEnding } from './calls.ts'
import type { CampaignStatus } from './campaigns.ts'
import type { Exchange } from './exchanges.ts'
import type { OrderStatus } from './order-statuses.ts'

export type { Exchange } from './exchanges.ts'

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

/** A call began. */
export interface CallStartedEvent extends CallEventBase {
  readonly type: 'call.started'
}

/** A call ended. */
export interface CallEndedEvent extends CallEventBase {
  readonly type: 'call.ended'
  readonly outcome: CallEnding
  readonly durationSeconds: number
}

/** An order changed its status. */
export interface OrderStatusEvent extends EventBase {
  readonly type: 'order.status'
  readonly orderUuid: string
  readonly campaignUuid: string
  readonly recordUuid: string
  /** Null for a new order. */
  readonly from: OrderStatus | null
  readonly to: OrderStatus
}

/** A campaign changed its status. */
export interface CampaignStatusEvent extends EventBase {
  readonly type: 'campaign.status'
  readonly campaignUuid: string
  /** Null for a new campaign. */
  readonly from: CampaignStatus | null
  readonly to: CampaignStatus
}

/** The mock was started again by `reset`, `load` or `restore`. */
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

/** A request was answered. */
export interface RequestEvent extends EventBase {
  readonly type: 'request'
  readonly request: Exchange
}

/** Any event of a mock. */
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

/** The event of one type, such as `EventOf<'order.status'>`. */
export type EventOf<Type extends MockEvent['type']> = Extract<MockEvent, { readonly type: Type }>
