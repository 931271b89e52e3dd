/** `callcamp-mock`: the mock itself, its schemas and its types. Runs in Node, browsers and workers. */

export { createMock } from './create-mock.ts'
export { Mock, type MockOptions } from './mock.ts'
export type { MockClock, MockSimulator } from './simulator/controls.ts'
export { schemas } from './contract/schemas.ts'
export { toOpenApi, type OpenApiDocument, type OpenApiOptions } from './openapi/document.ts'

export { defineScenario } from './scenarios/define-scenario.ts'

/* What there is: names that options and messages use. */
export { operationIds, type OperationId } from './contract/operation-ids.ts'
export { scenarioNames, type ScenarioName, scenarioSummaries, type ScenarioSummary } from './scenarios/catalog.ts'

/* What the API speaks of. */
export type {
  CallingWindow,
  Campaign,
  CampaignCreate,
  CampaignList,
  CampaignStatus,
  CampaignType,
  CampaignUpdate,
  Schedule,
  SettableCampaignStatus,
  Weekday,
} from './contract/campaigns.ts'
export type {
  CallRecord,
  CampaignHistory,
  ContactCreate,
  HostedRecord,
  HostedRecordCreate,
  HostedRecordList,
  HostedRecordUpdate,
  LocalRecord,
  LocalRecordCreate,
  LocalRecordList,
  LocalRecordUpdate,
  RecordStatus,
} from './contract/records.ts'
export type {
  CampaignOrder,
  CreatedOrder,
  Order,
  OrderAssociate,
  OrderCreate,
  OrderList,
  OrderUpdate,
} from './contract/orders.ts'
export type { OrderStatus } from './contract/order-statuses.ts'
export type { FieldType, Parameters, RecordField, RecordType } from './contract/record-types.ts'
export type { Assistant, Phone } from './contract/lines.ts'
export type { Call, CallEnding } from './contract/calls.ts'
export type { Done, DoneWithMessage, ErrorBody, FieldError } from './contract/answers.ts'
export type { Problem } from './contract/problems.ts'
export type { Edition } from './contract/editions.ts'
export type {
  CampaignListQuery,
  ListQuery,
  Operations,
  OrderListQuery,
  RecordListQuery,
  Sent,
} from './contract/operations.ts'

/* How a world begins. */
export type {
  AssistantDraft,
  CallDraft,
  CampaignDraft,
  OrderDraft,
  PhoneDraft,
  RecordDraft,
  RecordTypeDraft,
  Scenario,
  Snapshot,
  SnapshotRandom,
} from './contract/scenarios.ts'
export type { CampaignRow, ModelName, Models } from './contract/models.ts'
export type { Db } from './scenarios/create-db.ts'

/* What happens, and what goes wrong. */
export type {
  CallEndedEvent,
  CallStartedEvent,
  CampaignStatusEvent,
  EventOf,
  Exchange,
  MockEvent,
  OrderStatusEvent,
  RequestEvent,
  ResetEvent,
} from './contract/events.ts'
export type { CallOutcome, PendingEvent, SimulatorSettings } from './contract/simulator.ts'
export type { Stats } from './contract/stats.ts'
export type { Fault, FaultConditions, FaultedRequest } from './contract/faults.ts'
export type { ActiveFault, Faults, Gate } from './engine/faults.ts'
export type { ExchangeFilter, ExchangeMatcher } from './engine/exchange-filter.ts'
export type { Journal } from './engine/journal.ts'
export type { Duration, Moment } from './contract/moments.ts'
export type { ClockSettings } from './contract/clock-settings.ts'
