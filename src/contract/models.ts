import { z } from 'zod'
import { type Call, call } from './calls.ts'
import { type CampaignRow, campaignModel as campaign } from './campaigns.ts'
import type { Immutable } from './immutable.ts'
import { type Assistant, assistant, type Phone, phone } from './lines.ts'
import { type Order, order } from './orders.ts'
import { recordOf } from './record-of.ts'
import { type RecordType, recordType } from './record-types.ts'
import { type CallRecord, record } from './records.ts'

export type { CampaignRow } from './campaigns.ts'

/** The models in an order in which each refers only to those before it. */
export const models = { recordType, assistant, phone, campaign, record, order, call } as const

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

/** The name of a model, as in `mock.db.campaign`. */
export type ModelName = keyof Models
type Table = typeof models

export const modelNames = Object.keys(models) as ModelName[]

/** One property of every model, by its name. */
function ofEach<Key extends keyof Table[ModelName]>(key: Key): { readonly [Name in ModelName]: Table[Name][Key] } {
  return Object.fromEntries(modelNames.map((name) => [name, models[name][key]])) as {
    [Name in ModelName]: Table[Name][Key]
  }
}

export const rowSchemas = ofEach('row')

/** The name of a model, as a schema. */
export const modelName = z.enum(modelNames).meta({ id: 'ModelName', description: 'The name of a model.' })

export const row: z.ZodType<object> = z.union(modelNames.map((name) => rowSchemas[name])).meta({
  id: 'Row',
  type: 'object',
  description: 'A row of any model, as the store keeps it.',
})

/** What a scenario document calls the rows of a model. */
export const collections = ofEach('collection')

/** A model as messages name it. */
export const modelTitles = ofEach('title')

export function fieldsOf(name: ModelName): Readonly<Record<string, z.ZodType>> {
  return models[name].row.shape
}

/** Which model each reference of a row names. */
export const referencesOf = Object.fromEntries(modelNames.map((name) => [name, { ...models[name].refs }])) as {
  readonly [Name in ModelName]: Readonly<Record<string, ModelName>>
}

/** The names of the fields that hold JSON, of all models. */
export const jsonFields: ReadonlySet<string> = new Set(modelNames.flatMap((name) => models[name].json ?? []))

/** The references of each model that cannot be null. A row is deleted with the row that such a field refers to. */
export const requiredReferencesOf = recordOf(modelNames, (name): ReadonlySet<string> => {
  const fields = Object.keys(referencesOf[name])
  return new Set(fields.filter((field) => !fieldsOf(name)[field]?.safeParse(null).success))
})

/** Whether references to rows that do not exist are refused. */
export const references = ['strict', 'loose'] as const
export type References = (typeof references)[number]

/** The models whose references may be dangling with `references: 'loose'`. Orders and calls always need their rows. */
export const looseModels: ReadonlySet<ModelName> = new Set(
  modelNames.filter((name) => Object.keys(referencesOf[name]).length > 0 && requiredReferencesOf[name].size === 0),
)

/** A row as a document writes it: every field may be left out but those that are needed. */
export type DraftOf<Name extends ModelName> = Immutable<z.output<Table[Name]['draft']>>
