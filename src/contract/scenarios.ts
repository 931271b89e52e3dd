import { z } from 'zod'
import { type Call, callRow } from './calls.ts'
import { campaignRow } from './campaigns.ts'
import { id, seed, writtenMoment } from './formats.ts'
import { type Assistant, assistantRow, type Phone, phoneRow } from './lines.ts'
import { type CampaignRow, collections, type ModelName, modelNames, type Models } from './models.ts'
import { type Order, orderRow } from './orders.ts'
import { generate, type Recipes } from './recipes.ts'
import { type RecordType, recordTypeRow } from './record-types.ts'
import { type CallRecord, recordRow } from './records.ts'
import { pendingEvent, type PendingEvent, simulatorSettings, type SimulatorSettings } from './simulator.ts'

/** Scenario documents: how a world begins. A snapshot is one too. */

/** Every field may be left out but those that are named. */
type Draft<Row, Needed extends keyof Row = never> = { readonly [Field in keyof Row]?: Row[Field] | undefined } & {
  readonly [Field in Needed]: Row[Field]
}

export type RecordTypeDraft = Draft<RecordType, 'name'>
export type AssistantDraft = Draft<Assistant, 'name'>
export type PhoneDraft = Draft<Phone, 'name' | 'phoneNumber'>
export type CampaignDraft = Draft<CampaignRow, 'name'>
export type RecordDraft = Draft<CallRecord, 'phoneNumber'>
export type OrderDraft = Draft<Order, 'campaignUuid' | 'recordUuid'>
export type CallDraft = Draft<Call, 'orderUuid'>

const fields = {
  recordType: recordTypeRow.shape,
  assistant: assistantRow.shape,
  phone: phoneRow.shape,
  campaign: campaignRow.shape,
  record: recordRow.shape,
  order: orderRow.shape,
  call: callRow.shape,
}

const recordTypeDraft = z.strictObject(fields.recordType).partial().extend({ name: fields.recordType.name })
const assistantDraft = z.strictObject(fields.assistant).partial().extend({ name: fields.assistant.name })
const phoneDraft = z
  .strictObject(fields.phone)
  .partial()
  .extend({ name: fields.phone.name, phoneNumber: fields.phone.phoneNumber })
const campaignDraft = z.strictObject(fields.campaign).partial().extend({ name: fields.campaign.name })
const recordDraft = z.strictObject(fields.record).partial().extend({ phoneNumber: fields.record.phoneNumber })
const orderDraft = z
  .strictObject(fields.order)
  .partial()
  .extend({ campaignUuid: fields.order.campaignUuid, recordUuid: fields.order.recordUuid })
const callDraft = z.strictObject(fields.call).partial().extend({ orderUuid: fields.call.orderUuid })

/** What a row of a document has where it says nothing. What is in neither place is null. */
export const draftDefaults = {
  campaign: { status: 'active', type: 'outbound' },
  record: { status: 'active' },
} as const

const moment = writtenMoment('2026-05-04T08:00:00Z').meta({
  format: 'date-time',
  description: 'The moment at which the scenario begins.',
})

const word = z.int().min(-2_147_483_648).max(4_294_967_295)
const streamState = z.tuple([word, word, word, word]).readonly()

const randomState = z.strictObject({
  ids: streamState,
  faker: streamState,
  simulator: streamState,
  faults: streamState,
})

export const scenarioDocument = z
  .strictObject({
    $schema: z.string().optional().meta({ description: 'Where editors find the schema of this document.' }),
    version: z.literal(1).optional().meta({
      description:
        'Marks a snapshot: rows as a mock had them, which may have been changed in ways no scenario would write.',
    }),
    name: z.string().min(1).max(200),
    description: z.string().max(2_000).optional(),
    now: moment,
    seed,
    simulator: simulatorSettings.optional().meta({ description: 'Settings of the call simulator in this scenario.' }),
    recordTypes: z.array(recordTypeDraft).readonly().optional(),
    assistants: z.array(assistantDraft).readonly().optional(),
    phones: z.array(phoneDraft).readonly().optional(),
    campaigns: z.array(campaignDraft).readonly().optional(),
    records: z.array(recordDraft).readonly().optional(),
    orders: z.array(orderDraft).readonly().optional(),
    calls: z.array(callDraft).readonly().optional(),
    generate: generate.optional(),
    random: randomState.optional().meta({ description: 'The chance still to come, as a snapshot found it.' }),
    events: z
      .array(pendingEvent)
      .readonly()
      .optional()
      .meta({ description: 'What was going to happen by itself, as a snapshot found it.' }),
  })
  .meta({
    id: 'Scenario',
    description: 'How the data of a mock begins: rows that are written out, and recipes for more.',
  })

const stateChanges = z.strictObject({
  removed: z.array(id).readonly().optional(),
  changed: z
    .array(z.tuple([id, z.record(z.string(), z.unknown())]).readonly())
    .readonly()
    .optional(),
  added: z
    .array(z.looseObject({ uuid: id }))
    .readonly()
    .optional(),
})

export const stateDocument = z
  .strictObject({
    version: z.literal(2),
    scenario: z.string(),
    seed,
    began: moment,
    beganWith: simulatorSettings.nullable(),
    now: moment,
    simulator: simulatorSettings,
    random: randomState,
    events: z.array(pendingEvent).readonly(),
    changes: z.strictObject(
      Object.fromEntries(modelNames.map((model) => [collections[model], stateChanges.optional()])),
    ),
  })
  .meta({ id: 'StateDocument', description: 'A state of a mock as what is different from a shipped scenario.' })

/** How the data of a mock begins: rows that are written out, and recipes for more. */
export interface Scenario {
  readonly $schema?: string | undefined
  /** Marks a snapshot. */
  readonly version?: 1 | undefined
  readonly name: string
  readonly description?: string | undefined
  /** The moment at which it begins, ISO 8601 with an offset. */
  readonly now: string
  /** The same seed makes the same data. */
  readonly seed: number
  readonly simulator?: SimulatorSettings | undefined
  readonly recordTypes?: readonly RecordTypeDraft[] | undefined
  readonly assistants?: readonly AssistantDraft[] | undefined
  readonly phones?: readonly PhoneDraft[] | undefined
  readonly campaigns?: readonly CampaignDraft[] | undefined
  readonly records?: readonly RecordDraft[] | undefined
  readonly orders?: readonly OrderDraft[] | undefined
  readonly calls?: readonly CallDraft[] | undefined
  readonly generate?: Recipes | undefined
  readonly random?: SnapshotRandom | undefined
  readonly events?: readonly PendingEvent[] | undefined
}

type StreamWords = readonly [number, number, number, number]

/** The chance still to come. */
export interface SnapshotRandom {
  readonly ids: StreamWords
  readonly faker: StreamWords
  readonly simulator: StreamWords
  readonly faults: StreamWords
}

/** The changed rows of one model. */
export interface StateChanges {
  /** Rows of the scenario that are gone. */
  readonly removed?: readonly string[] | undefined
  /** The fields that are different from the scenario, by row. */
  readonly changed?: readonly (readonly [uuid: string, fields: Readonly<Record<string, unknown>>])[] | undefined
  /** Rows that the scenario does not have, in the order in which they came. */
  readonly added?: readonly object[] | undefined
}

/** A state of a mock as what is different from a shipped scenario: small, and accepted wherever a scenario is. */
export interface StateDocument {
  readonly version: 2
  /** The shipped scenario that the state is different from. */
  readonly scenario: string
  readonly seed: number
  /** When the scenario began. */
  readonly began: string
  /** The settings that decided about the future of its rows; null where the call simulator was off. */
  readonly beganWith: SimulatorSettings | null
  readonly now: string
  readonly simulator: SimulatorSettings
  readonly random: SnapshotRandom
  readonly events: readonly PendingEvent[]
  readonly changes: { readonly [Collection in (typeof collections)[ModelName]]?: StateChanges | undefined }
}

/** All that a mock remembers, as plain JSON; a scenario like any other. */
export interface Snapshot extends Scenario {
  readonly version: 1
  readonly recordTypes: readonly Models['recordType'][]
  readonly assistants: readonly Models['assistant'][]
  readonly phones: readonly Models['phone'][]
  readonly campaigns: readonly Models['campaign'][]
  readonly records: readonly Models['record'][]
  readonly orders: readonly Models['order'][]
  readonly calls: readonly Models['call'][]
  readonly random: SnapshotRandom
  readonly events: readonly PendingEvent[]
}
