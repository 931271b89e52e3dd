import type { Route } from '../contract/define-route.ts'
import type { OperationId } from '../contract/routes.ts'
import type { ClockMode } from './port.ts'

/** What the control API returns, as far as the inspector reads it. */

export type { Call } from '../contract/calls.ts'
export type { CampaignRow as Campaign } from '../contract/campaigns.ts'
export type { ActiveFault as Fault } from '../contract/faults.ts'
export type { Page } from '../contract/lists.ts'
export type { Order } from '../contract/orders.ts'
export type { CallRecord as ContactRecord } from '../contract/records.ts'

export interface Health {
  readonly version: string
  readonly edition: string
  readonly scenario: string
  readonly seed: number
  readonly baseUrl: string
  readonly sandbox: string | null
  readonly counts: Readonly<Record<string, number>>
  readonly simulator: boolean
}

export interface ClockState {
  readonly now: string
  readonly mode: ClockMode
  readonly speed: number
  readonly next: { readonly at: string; readonly type: string } | null
}

export interface Operation extends Pick<Route, 'method' | 'path' | 'summary'> {
  readonly id: OperationId
}

export interface ScenarioSummary {
  readonly name: string
  readonly description: string
}
