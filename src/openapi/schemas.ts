import { z } from 'zod'
import { defOf } from '../contract/schema-paths.ts'

/** JSON Schemas of zod schemas, each named one once. */

export type JsonSchema = z.core.JSONSchema.BaseSchema

const draft = 'https://json-schema.org/draft/2020-12/schema'

/**
 * Collects the schemas that have a name, and refers to them. What is sent is collected before what is answered:
 * a schema that is in both is shown as it is sent.
 */
export class SchemaCollection {
  readonly #named = new Map<string, JsonSchema>()

  /** What a client sends. */
  sent(schema: z.ZodType): JsonSchema {
    return this.#collect(
      z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', override: keepDefault }),
      (one) => one,
    )
  }

  /** What the API answers: clients must live with keys that come in time. */
  answered(schema: z.ZodType): JsonSchema {
    return this.#collect(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }), withoutEnd)
  }

  get all(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#named].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }

  #collect({ $schema, $defs = {}, ...schema }: JsonSchema, change: (schema: JsonSchema) => JsonSchema): JsonSchema {
    if ($schema !== draft) throw new Error(`Expected a schema of ${draft}`)
    for (const [name, named] of Object.entries($defs)) {
      const tidied = tidy(named, change)
      const known = this.#named.get(name)
      if (known && !isSame(known, tidied)) throw new Error(`Two schemas are named ${name}`)
      if (!known) this.#named.set(name, tidied)
    }
    return tidy(schema, change)
  }
}

/** Zod leaves out the default of a value that is read from text: it is no text itself. */
function keepDefault({
  zodSchema,
  jsonSchema,
}: {
  readonly zodSchema: z.core.$ZodType
  readonly jsonSchema: JsonSchema
}): void {
  const def = defOf(zodSchema)
  if (def.type === 'default') jsonSchema.default = def.defaultValue
}

/** References lead to the components of the document. */
function tidy(schema: object, change: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const entries = Object.entries(change({ ...schema })).map(([key, value]): [string, unknown] => {
    if (key === '$ref' && typeof value === 'string') return [key, value.replace('#/$defs/', '#/components/schemas/')]
    return [key, tidyValue(value, change)]
  })
  return Object.fromEntries(entries)
}

function tidyValue(value: unknown, change: (schema: JsonSchema) => JsonSchema): unknown {
  if (Array.isArray(value)) return value.map((item) => tidyValue(item, change))
  return typeof value === 'object' && value !== null ? tidy(value, change) : value
}

function withoutEnd(schema: JsonSchema): JsonSchema {
  if (schema.additionalProperties !== false) return schema
  const { additionalProperties: _, ...open } = schema
  return open
}

function isSame(a: JsonSchema, b: JsonSchema): boolean {
  return JSON.stringify(tidy(a, withoutEnd)) === JSON.stringify(tidy(b, withoutEnd))
}
