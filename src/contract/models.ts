import { type Call, callRow } from './calls.ts'
import { type Campaign, campaignRow } from './campaigns.ts'
import { type Assistant, assistantRow, type Phone, phoneRow } from './lines.ts'
import { type Order, orderRow } from './orders.ts'
import { type RecordType, recordTypeRow } from './record-types.ts'
import { type CallRecord, recordRow } from './records.ts'
import type { SimulatorSettings } from './simulator.ts'

/** A campaign as the store keeps it: what the API answers, and its own settings of the call simulator. */
export interface CampaignRow extends Campaign {
  readonly simulator: SimulatorSettings | null
}

/** The rows of each model. */
export interface Models {
  readonly recordType: RecordType
  readonly assistant: Assistant
  readonly phone: Phone
  readonly campaign: CampaignRow
  readonly record: CallRecord
  readonly order: Order
  readonly call: Call
}

export type ModelName = keyof Models

/** The models in an order in which each refers only to those before it. */
export const modelNames = [
  'recordType',
  'assistant',
  'phone',
  'campaign',
  'record',
  'order',
  'call',
] as const satisfies readonly ModelName[]

export const rowSchemas = {
  recordType: recordTypeRow,
  assistant: assistantRow,
  phone: phoneRow,
  campaign: campaignRow,
  record: recordRow,
  order: orderRow,
  call: callRow,
}

/** What a scenario document calls the rows of a model. */
export const collections = {
  recordType: 'recordTypes',
  assistant: 'assistants',
  phone: 'phones',
  campaign: 'campaigns',
  record: 'records',
  order: 'orders',
  call: 'calls',
} as const

/** Which model each reference of a row names. */
export const referencesOf = {
  recordType: {},
  assistant: {},
  phone: {},
  campaign: {
    recordTypeUuid: 'recordType',
    outboundAssistantUuid: 'assistant',
    inboundAssistantUuid: 'assistant',
    outboundPhoneUuid: 'phone',
    inboundPhoneUuid: 'phone',
  },
  record: { recordTypeUuid: 'recordType' },
  order: { campaignUuid: 'campaign', recordUuid: 'record' },
  call: { orderUuid: 'order', campaignUuid: 'campaign', recordUuid: 'record' },
} as const satisfies { readonly [Name in ModelName]: Readonly<Record<string, ModelName>> }

/** Whether references to rows that do not exist are refused. */
export type References = 'strict' | 'loose'

/** The models whose references may lead to nothing where they are loose. An order and a call are nothing without theirs. */
export const looseModels: ReadonlySet<ModelName> = new Set<ModelName>(['campaign', 'record'])

/** A model as messages name it. */
export const modelTitles = {
  recordType: 'record type',
  assistant: 'assistant',
  phone: 'phone',
  campaign: 'campaign',
  record: 'record',
  order: 'order',
  call: 'call',
} as const
