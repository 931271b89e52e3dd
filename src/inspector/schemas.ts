import type { ModelName } from '../contract/models.ts'
import type { Field } from './schema-fields.ts'

/** What the mock says of its models, faults and settings. */

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
