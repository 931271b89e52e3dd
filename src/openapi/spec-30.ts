import { type JsonSchema, mapSchema } from './json-schema.ts'

/** From JSON Schema, which OpenAPI 3.1 speaks, to the dialect of OpenAPI 3.0. */

const path = '#/components/schemas/'

/** A schema in the words of OpenAPI 3.0. `nullableOf` returns a reference to a named schema that takes null, too. */
export function toSpec30(schema: JsonSchema, nullableOf: (name: string) => string): JsonSchema {
  return mapSchema(schema, (one) => withReferenceAlone(withOneExample(withoutNull(withoutConst(one), nullableOf))))
}

/** A schema that takes null, too. */
export function toNullable(schema: JsonSchema): JsonSchema {
  const { anyOf, enum: values } = schema
  return {
    ...schema,
    nullable: true,
    ...(values && { enum: [...values, null] }),
    ...(anyOf && { anyOf: [...anyOf, { type: 'object', nullable: true, enum: [null] }] }),
  }
}

function withoutNull(schema: JsonSchema, nullableOf: (name: string) => string): JsonSchema {
  if (!schema.anyOf?.some(({ type }) => type === 'null')) return schema
  const { anyOf, ...rest } = schema
  const [one, ...others] = anyOf.filter(({ type }) => type !== 'null')
  if (!one || others.length > 0) return { ...rest, anyOf: [one ?? {}, ...others].map(toNullable) }
  const nullable = one.$ref === undefined ? toNullable(one) : { $ref: path + nullableOf(one.$ref.replace(path, '')) }
  return { ...nullable, ...rest }
}

function withoutConst({ const: only, propertyNames: _, ...schema }: JsonSchema): JsonSchema {
  const bounded = withFlag(withFlag(schema, 'exclusiveMinimum', 'minimum'), 'exclusiveMaximum', 'maximum')
  return only === undefined ? bounded : { ...bounded, enum: [only] }
}

/** In OpenAPI 3.0, an exclusive bound is a flag beside the bound. */
function withFlag(schema: JsonSchema, flag: 'exclusiveMinimum' | 'exclusiveMaximum', bound: 'minimum' | 'maximum') {
  return schema[flag] === undefined ? schema : { ...schema, [bound]: schema[flag], [flag]: true }
}

function withOneExample({ examples, ...schema }: JsonSchema): JsonSchema {
  return Array.isArray(examples) ? { ...schema, example: examples[0] } : schema
}

/** OpenAPI 3.0 ignores all keywords beside a reference. */
function withReferenceAlone({ $ref, ...schema }: JsonSchema): JsonSchema {
  if ($ref === undefined) return schema
  return Object.keys(schema).length === 0 ? { $ref } : { ...schema, allOf: [{ $ref }] }
}
