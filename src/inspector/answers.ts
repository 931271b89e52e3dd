/** What the control API returns, as far as the inspector reads it. */

export type { Call } from '../contract/calls.ts'
export type { CampaignRow as Campaign } from '../contract/campaigns.ts'
export type { ActiveFault as Fault } from '../contract/faults.ts'
export type { Page } from '../contract/lists.ts'
export type { Order } from '../contract/orders.ts'
export type { CallRecord as ContactRecord } from '../contract/records.ts'
export type { FullClock as ClockState } from '../contract/control/clock.ts'
export type {
  Health,
  ModelSummary as Model,
  OperationSummary as Operation,
  ScenarioSummary,
  Schemas,
} from '../contract/control/mock.ts'
export type { Series, SimulatorState } from '../contract/control/simulator.ts'
export type { Week } from '../contract/control/week.ts'
export type { Stats } from '../contract/stats.ts'
