import type { Live } from './live.ts'
import type { ModelName } from '../contract/models.ts'
import { type Field, fieldsOf, type JsonSchema } from './schema-fields.ts'

/** A model as the mock describes it. */
export interface Model {
  readonly name: ModelName
  readonly title: string
  readonly collection: string
  readonly description: string
  readonly needed: readonly string[]
  /** The model that each of these fields refers to. */
  readonly references: Readonly<Record<string, string>>
  /** What the mock keeps to itself. */
  readonly hidden: readonly string[]
  readonly fields: readonly Field[]
}

export interface Schemas {
  readonly models: readonly Model[]
  readonly fault: readonly Field[]
  /** Of a fault, what picks requests. */
  readonly hold: readonly Field[]
  readonly simulator: readonly Field[]
  readonly simulatorDefaults: object
}

interface Described {
  readonly models: readonly (Omit<Model, 'fields'> & { readonly schema: JsonSchema })[]
  readonly fault: JsonSchema
  readonly hold: JsonSchema
  readonly simulator: JsonSchema
  readonly simulatorDefaults: object
}

/** What rows, faults and settings consist of. */
export async function readSchemas(live: Live): Promise<Schemas | undefined> {
  const read = await live.get<Described>('/schemas')
  return (
    read && {
      models: read.models.map(({ schema, ...model }) => ({ ...model, fields: fieldsOf(schema) })),
      fault: fieldsOf(read.fault),
      hold: fieldsOf(read.hold),
      simulator: fieldsOf(read.simulator),
      simulatorDefaults: read.simulatorDefaults,
    }
  )
}
