import { z } from 'zod'
import { seed, writtenMoment } from './formats.ts'
import type { Immutable } from './immutable.ts'
import { collections, type DraftOf, type ModelName, modelNames, type Models, models } from './models.ts'
import { generate } from './recipes.ts'
import { pendingEvent, type PendingEvent, simulatorSettings } from './simulator.ts'

/** Scenario documents: how a world begins. A snapshot is one too. */

export type RecordTypeDraft = DraftOf<'recordType'>
export type AssistantDraft = DraftOf<'assistant'>
export type PhoneDraft = DraftOf<'phone'>
export type CampaignDraft = DraftOf<'campaign'>
export type RecordDraft = DraftOf<'record'>
export type OrderDraft = DraftOf<'order'>
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
    ...rows,
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

/** How the data of a mock begins: rows that are written out, and recipes for more. */
export interface Scenario extends Immutable<z.output<typeof scenarioDocument>> {}

/** The chance still to come. */
export interface SnapshotRandom extends Immutable<z.output<typeof randomState>> {}

type SnapshotRows = { readonly [Name in ModelName as (typeof collections)[Name]]: readonly Models[Name][] }

/** All that a mock remembers, as plain JSON; a scenario like any other. */
export interface Snapshot extends Omit<Scenario, keyof SnapshotRows>, SnapshotRows {
  readonly version: 1
  readonly random: SnapshotRandom
  readonly events: readonly PendingEvent[]
}
