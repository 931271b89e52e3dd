/** What the control API answers, as far as the inspector reads it. */

import type { ClockMode } from './port.ts'
import type { CallEnding, CampaignStatus, OrderStatus } from './statuses.ts'

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

export interface Fault {
  readonly id: number
  readonly operation?: string
  readonly method?: string
  readonly path?: string
  readonly status?: number
  readonly delay?: number | readonly [least: number, most: number]
  readonly hold?: boolean
  readonly networkError?: boolean
  readonly reset?: boolean
  readonly timeout?: boolean
  readonly malformed?: boolean
  readonly truncated?: boolean
  readonly times?: number
  readonly probability?: number
  readonly remaining?: number | null
}

export interface Operation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
}

export interface ScenarioSummary {
  readonly name: string
  readonly description: string
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly total: number
  readonly page: number
  readonly limit: number
}

interface Window {
  readonly start: string
  readonly end: string
}

export interface Campaign {
  readonly uuid: string
  readonly name: string
  readonly description: string | null
  readonly status: CampaignStatus
  readonly type: string
  readonly timezone: string
  readonly schedule: Readonly<Record<string, Window | undefined>> | null
}

export interface ContactRecord {
  readonly uuid: string
  readonly recordTypeUuid: string | null
  readonly name: string
  readonly firstName: string | null
  readonly lastName: string | null
  readonly email: string | null
  readonly phoneNumber: string
  readonly country: string | null
  readonly status: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly createdAt: string
  readonly updatedAt: string
}

export interface Order {
  readonly uuid: string
  readonly campaignUuid: string
  readonly recordUuid: string
  readonly status: OrderStatus
  readonly scheduledTime: string | null
  readonly instructions: string | null
  readonly updatedAt: string
}

export interface Call {
  readonly uuid: string
  readonly orderUuid: string
  readonly campaignUuid: string
  readonly attempt: number
  readonly startedAt: string
  readonly endedAt: string | null
  readonly outcome: CallEnding | null
}
