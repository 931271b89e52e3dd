import type { EventOf, MockEvent } from '../contract/events.ts'
import type { MockInfo } from '../contract/mock-info.ts'
import type { ModelName, Models } from '../contract/models.ts'
import type { Problem } from '../contract/problems.ts'
import type { Explanation } from '../contract/explanations.ts'
import type { Scenario, Snapshot, StateDocument } from '../contract/scenarios.ts'
import type { Stats } from '../contract/stats.ts'
import type { MockAnswer } from '../engine/exchange.ts'
import type { ExchangeLog } from '../engine/exchange-log.ts'
import type { Faults } from '../engine/faults.ts'
import type { internals } from '../engine/internals.ts'
import type { Journal } from '../engine/journal.ts'
import type { MockClock, MockSimulator } from '../simulator/controls.ts'
import type { MockHistory } from '../world/history-controls.ts'

/** A mock as the control API needs it. The layer of `Mock` is above this one. */
export interface Controlled {
  readonly [internals]: ControlledInternals
  readonly info: MockInfo
  readonly db: { readonly [Name in ModelName]: ControlledModel<Models[Name]> }
  readonly clock: Omit<MockClock, 'ms'>
  readonly faults: Faults
  readonly requests: Journal
  readonly simulator: MockSimulator
  readonly sandboxes: ReadonlyMap<string, Controlled>
  dropSandbox(name: string): boolean
  stats(campaignUuid?: string): Stats
  reset(): void
  load(scenario?: string | Scenario | Snapshot | StateDocument, options?: { readonly seed?: number | undefined }): void
  snapshot(): Snapshot
  document(): Snapshot | StateDocument
  link(): string
  restore(snapshot: Snapshot | StateDocument): void
  why(uuid: string): Explanation
  readonly history: MockHistory<{ document(): Snapshot | StateDocument; link(): string }>
  on<Type extends MockEvent['type']>(type: Type, listener: (event: EventOf<Type>) => unknown): () => void
}

interface ControlledInternals {
  readonly log: ExchangeLog
  refuse(problem: Problem): MockAnswer
  tick(): void
}

interface ByUuid {
  readonly where: { readonly uuid: { readonly equals: string } }
}

/** A model of any rows. */
export interface ControlledModel<Row extends object = object> {
  count(): number
  getAll(): readonly Row[]
  findFirst(query: ByUuid): object | null
  create(parts: Readonly<Record<string, unknown>>): object
  update(change: ByUuid & { readonly data: Readonly<Record<string, unknown>> }): object | null
  delete(query: ByUuid): object | null
}
