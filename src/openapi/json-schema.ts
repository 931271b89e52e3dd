import { mapValues } from '../contract/record-of.ts'
import type { z } from 'zod'

export type JsonSchema = z.core.JSONSchema.BaseSchema

const lists = ['anyOf', 'oneOf', 'allOf'] as const
const single = ['items', 'additionalProperties', 'not', 'propertyNames'] as const

/** Changes a schema and all schemas inside of it, the innermost first. Examples and defaults stay as they are. */
export function mapSchema(schema: JsonSchema, change: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const mapped: JsonSchema = { ...schema }
  const map = (one: JsonSchema) => mapSchema(one, change)
  if (schema.properties) mapped.properties = mapValues(schema.properties, (one) => (isSchema(one) ? map(one) : one))
  for (const key of lists) if (schema[key]) mapped[key] = schema[key].map((one) => (isSchema(one) ? map(one) : one))
  if (schema.prefixItems) mapped.prefixItems = schema.prefixItems.map((one) => (isSchema(one) ? map(one) : one))
  for (const key of single) {
    const inner = schema[key]
    if (isSchema(inner)) mapped[key] = map(inner)
  }
  return change(mapped)
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Null beside something else is always written in the same form: as the last of several alternatives. */
export function withOneNullable(schema: JsonSchema): JsonSchema {
  if (!Array.isArray(schema.type)) return schema.anyOf ? withWordsOutside(schema) : schema
  const { description, type, ...rest } = schema
  const types: readonly JsonSchema['type'][] = type
  const choices = types.filter((one) => one !== 'null').map((one) => withType(rest, one))
  return { ...(description !== undefined && { description }), anyOf: [...choices, { type: 'null' }] }
}

function withType(schema: JsonSchema, type: JsonSchema['type']): JsonSchema {
  return { ...schema, type }
}

/** Moves the description of the only alternative to null to the whole schema. */
function withWordsOutside(schema: JsonSchema): JsonSchema {
  const [one, ...others] = (schema.anyOf ?? []).filter((choice) => choice.type !== 'null')
  if (!one || others.length > 0 || one.description === undefined || one.$ref !== undefined) return schema
  const { description, ...rest } = one
  return { ...schema, description: schema.description ?? description, anyOf: [rest, { type: 'null' }] }
}

/** A list of fixed length whose items are all alike: not every generator of clients knows tuples. */
export function withoutTuples(schema: JsonSchema): JsonSchema {
  const { prefixItems, ...rest } = schema
  if (!prefixItems) return schema
  const [first = {}] = prefixItems
  const items = prefixItems.every((item) => JSON.stringify(item) === JSON.stringify(first)) ? first : {}
  return { ...rest, items, minItems: prefixItems.length, maxItems: prefixItems.length }
}

/** A default in words: generators take a field with a default for one that is always there. */
export function withDefaultInWords(schema: JsonSchema): JsonSchema {
  if (schema.default === undefined) return schema
  const { default: fallback, description, ...rest } = schema
  const words = `Default: \`${JSON.stringify(fallback)}\`.`
  return { ...rest, description: description === undefined ? words : `${description} ${words}` }
}

/**
 * Leaves out what a client would read differently: `readOnly` would forbid to send a field, and no validator knows
 * zod's format `starts_with`.
 */
export function withoutOwnWords({ readOnly: _, ...schema }: JsonSchema): JsonSchema {
  if (schema.format !== 'starts_with') return schema
  const { format: __, ...rest } = schema
  return rest
}
