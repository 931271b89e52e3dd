import { z } from 'zod'
import { id, seed, writtenMoment } from './formats.ts'
import type { Immutable } from './immutable.ts'
import { collections, type DraftOf, type ModelName, modelNames, type Models, models } from './models.ts'
import { namedStrict } from './named.ts'
import { generate } from './recipes.ts'
import { pendingEvent, type PendingEvent, simulatorSettings } from './simulator.ts'

/** Scenario documents: how a world begins. A snapshot is one too. */

export type RecordTypeDraft = DraftOf<'recordType'>
/** An assistant in a scenario document. Fields that are left out are made up. */
export type AssistantDraft = DraftOf<'assistant'>
/** A phone number in a scenario document. Fields that are left out are made up. */
export type PhoneDraft = DraftOf<'phone'>
/** A campaign in a scenario document. Fields that are left out are made up. */
export type CampaignDraft = DraftOf<'campaign'>
/** A contact in a scenario document. Fields that are left out are made up. */
export type RecordDraft = DraftOf<'record'>
/** An order in a scenario document. Fields that are left out are made up. */
export type OrderDraft = DraftOf<'order'>
/** A call in a scenario document. Fields that are left out are made up. */
export type CallDraft = DraftOf<'call'>

/** The collections of a document: a list of rows for each model. */
const rows = Object.fromEntries(
  modelNames.map((name) => [collections[name], z.array(models[name].draft).readonly().optional()]),
) as {
  [Name in ModelName as (typeof collections)[Name]]: z.ZodOptional<
    z.ZodReadonly<z.ZodArray<(typeof models)[Name]['draft']>>
  >
}

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

export const scenarioDocument = namedStrict(
  'Scenario',
  'How the data of a mock begins: rows that are written out, and recipes for more.',
  {
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
    ...rows,
    generate: generate.optional(),
    random: randomState.optional().meta({ description: 'The chance still to come, as a snapshot found it.' }),
    events: z
      .array(pendingEvent)
      .readonly()
      .optional()
      .meta({ description: 'What was going to happen by itself, as a snapshot found it.' }),
  },
)

const stateChanges = z.strictObject({
  /** Rows of the scenario that are gone. */
  removed: z.array(id).readonly().optional(),
  /** The fields that are different from the scenario, by row. */
  changed: z
    .array(z.tuple([id, z.record(z.string(), z.unknown())]).readonly())
    .readonly()
    .optional(),
  /** Rows that the scenario does not have, in the order in which they came. */
  added: z
    .array(z.looseObject({ uuid: id }))
    .readonly()
    .optional(),
})
/** The changed rows of one model. */
export interface StateChanges extends Immutable<z.output<typeof stateChanges>> {}

const changesByCollection = Object.fromEntries(
  modelNames.map((model) => [collections[model], stateChanges.optional()]),
) as { [Name in ModelName as (typeof collections)[Name]]: z.ZodOptional<typeof stateChanges> }

export const stateDocument = z
  .strictObject({
    version: z.literal(2),
    /** The shipped scenario that the state is different from. */
    scenario: z.string(),
    seed,
    /** When the scenario began. */
    began: moment,
    /** The settings from which the due times of its rows were computed; null if the call simulator was off. */
    beganWith: simulatorSettings.nullable(),
    now: moment,
    simulator: simulatorSettings,
    random: randomState,
    events: z.array(pendingEvent).readonly(),
    changes: z.strictObject(changesByCollection),
  })
  .meta({ id: 'StateDocument', description: 'A state of a mock as what is different from a shipped scenario.' })
/** A state of a mock as what is different from a shipped scenario: small, and accepted wherever a scenario is. */
export interface StateDocument extends Immutable<z.output<typeof stateDocument>> {}

/** How the data of a mock begins: rows that are written out, and recipes for more. */
export interface Scenario extends Immutable<z.output<typeof scenarioDocument>> {}

/** The state of the random streams. */
export interface SnapshotRandom extends Immutable<z.output<typeof randomState>> {}

type SnapshotRows = { readonly [Name in ModelName as (typeof collections)[Name]]: readonly Models[Name][] }

/** The whole state of a mock as plain JSON, which is also a valid scenario. */
export interface Snapshot extends Omit<Scenario, keyof SnapshotRows>, SnapshotRows {
  readonly version: 1
  readonly random: SnapshotRandom
  readonly events: readonly PendingEvent[]
}

export const origin = z.strictObject({
  document: z.union([
    z.string(),
    z.custom<Scenario | Snapshot | StateDocument>((value) => typeof value === 'object' && value !== null),
  ]),
  seed: z.number().optional(),
  /** Whether a state is restored, including its settings of the call simulator. */
  restores: z.boolean().optional(),
})
/** The document of a world that was not started from the options of its mock. */
export interface Origin extends Readonly<z.output<typeof origin>> {}
