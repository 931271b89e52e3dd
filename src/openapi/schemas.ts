import { z } from 'zod'
import { defOf } from '../contract/schema-paths.ts'
import {
  type JsonSchema,
  mapSchema,
  withDefaultInWords,
  withOneNullable,
  withoutOwnWords,
  withoutTuples,
} from './json-schema.ts'
import { toNullable, toSpec30 } from './spec-30.ts'

/** JSON Schemas of zod schemas, each named one once. */

export type { JsonSchema } from './json-schema.ts'

const draft = 'https://json-schema.org/draft/2020-12/schema'

/** The versions of OpenAPI that are written. */
export const specs = ['3.1', '3.0'] as const
export type Spec = (typeof specs)[number]

/**
 * Collects named schemas and refers to them. Those of requests are collected before those of answers: a schema that is
 * in both is shown as in requests.
 */
export class SchemaCollection {
  readonly #spec: Spec
  /** Whether bodies with unknown keys are refused. */
  readonly #strict: boolean
  readonly #named = new Map<string, JsonSchema>()
  /** The schemas that take null where they are referred to, which OpenAPI 3.0 can only say of a whole schema. */
  readonly #nullable = new Set<string>()

  constructor({ spec = '3.1', strict = false }: { readonly spec?: Spec; readonly strict?: boolean } = {}) {
    this.#spec = spec
    this.#strict = strict
  }

  /** The body that a client sends. */
  sent(schema: z.ZodType): JsonSchema {
    return this.#collect(this.#input(schema), withDefaultInWords)
  }

  /** The parameters that a client sends, as the properties of one schema. */
  query(schema: z.ZodType): JsonSchema {
    return this.#collect(this.#input(schema), (one) => one)
  }

  /** The schema of an answer. It allows unknown keys, as the API may add fields later. */
  answered(schema: z.ZodType): JsonSchema {
    return this.#collect(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }), withoutEnd)
  }

  get all(): Readonly<Record<string, JsonSchema>> {
    const written = [...this.#named].map(([name, schema]) => [name, this.#written(schema)] as const)
    const nullable = written.flatMap(([name, schema]) =>
      this.#nullable.has(name) ? [[nullableName(name), toNullable(schema)] as const] : [],
    )
    return Object.fromEntries([...written, ...nullable].toSorted(([a], [b]) => (a < b ? -1 : 1)))
  }

  #input(schema: z.ZodType): JsonSchema {
    const isStrict = this.#strict
    return z.toJSONSchema(schema, {
      io: 'input',
      unrepresentable: 'any',
      override({ zodSchema, jsonSchema }) {
        const def = defOf(zodSchema)
        // Zod leaves out the default of a value that is read from text: it is no text itself.
        if (def.type === 'default') jsonSchema.default = def.defaultValue
        // Objects refuse unknown keys only if the mock is strict; a calling schedule always does.
        if (!isStrict && def.type === 'object' && def.catchall && defOf(def.catchall).type === 'never')
          delete jsonSchema.additionalProperties
      },
    })
  }

  #collect({ $schema, $defs = {}, ...schema }: JsonSchema, change: (schema: JsonSchema) => JsonSchema): JsonSchema {
    if ($schema !== draft) throw new Error(`Expected a schema of ${draft}`)
    for (const [name, named] of Object.entries($defs)) {
      const tidied = tidy(named, change)
      const known = this.#named.get(name)
      if (known && !isSame(known, tidied)) throw new Error(`Two schemas are named ${name}`)
      if (!known) this.#named.set(name, tidied)
    }
    return this.#written(tidy(schema, change))
  }

  #written(schema: JsonSchema): JsonSchema {
    if (this.#spec === '3.1') return schema
    return toSpec30(schema, (name) => {
      this.#nullable.add(name)
      return nullableName(name)
    })
  }
}

const nullableName = (name: string) => `Nullable${name}`

/** References lead to the components of the document, and everything is said in one way only. */
function tidy(schema: JsonSchema, change: (schema: JsonSchema) => JsonSchema): JsonSchema {
  return mapSchema(schema, (one) => {
    const tidied = change(withOneNullable(withoutTuples(withoutOwnWords(one))))
    return tidied.$ref === undefined
      ? tidied
      : { ...tidied, $ref: tidied.$ref.replace('#/$defs/', '#/components/schemas/') }
  })
}

function withoutEnd(schema: JsonSchema): JsonSchema {
  if (schema.additionalProperties !== false) return schema
  const { additionalProperties: _, ...open } = schema
  return open
}

function isSame(a: JsonSchema, b: JsonSchema): boolean {
  return JSON.stringify(mapSchema(a, withoutEnd)) === JSON.stringify(mapSchema(b, withoutEnd))
}
