import type { z } from 'zod'

/** Looks up facts about a path in a schema, for error messages. */

/** The keys that are known at a path. */
export function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  return [...new Set(schemasAt(schema, path).flatMap(keysOf))]
}

/** Whether null is allowed at a path, by every member of a union. */
export function takesNull(schema: z.core.$ZodType, path: readonly PropertyKey[]): boolean {
  const found = schemasAt(schema, path)
  return found.length > 0 && found.every(isNullable)
}

/** The schemas that a value at a path may have to fit: several where there are alternatives on the way. */
function schemasAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly z.core.$ZodType[] {
  const [next, ...rest] = path
  if (next === undefined) return [schema]
  const def = defOf(schema)
  const inner = innerOf(def)
  if (inner) return schemasAt(inner, path)
  switch (def.type) {
    case 'union':
      return def.options.flatMap((option) => schemasAt(option, path))
    case 'array':
      return typeof next === 'number' ? schemasAt(def.element, rest) : []
    case 'record':
      return schemasAt(def.valueType, rest)
    case 'object': {
      const field = Object.hasOwn(def.shape, next) ? def.shape[String(next)] : undefined
      return field ? schemasAt(field, rest) : []
    }
    default:
      return []
  }
}

function keysOf(schema: z.core.$ZodType): string[] {
  const def = defOf(schema)
  const inner = innerOf(def)
  if (inner) return keysOf(inner)
  switch (def.type) {
    case 'union':
      return def.options.flatMap(keysOf)
    case 'record':
      return namesOf(def.keyType)
    case 'object':
      return Object.keys(def.shape)
    default:
      return []
  }
}

/** Unions with null are not counted: their messages mention null already. */
function isNullable(schema: z.core.$ZodType): boolean {
  const def = defOf(schema)
  const inner = innerOf(def)
  return def.type === 'nullable' || (inner !== undefined && isNullable(inner))
}

/** The schema inside a wrapper such as `optional`, `nullable` or a transform. */
function innerOf(def: Def): z.core.$ZodType | undefined {
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'readonly':
    case 'default':
    case 'nonoptional':
      return def.innerType
    case 'pipe':
      return def.in
    default:
      return undefined
  }
}

function namesOf(keyType: z.core.$ZodType): string[] {
  const def = defOf(keyType)
  return def.type === 'enum' ? Object.values(def.entries).map(String) : []
}

type Def = z.core.$ZodTypes['_zod']['def']

/** The definition of a schema. zod types `def` for each kind of schema, but not for a schema of any kind. */
export function defOf(schema: z.core.$ZodType): Def {
  return (schema as unknown as { readonly def: Def }).def
}

/** A JSON value in which blank texts are null, wherever the schema has a text that may be null. */
export function blanksAsNull(schema: z.core.$ZodType, value: unknown): unknown {
  const def = unwrapped(schema)
  if (def.type !== 'object' || typeof value !== 'object' || value === null) return value
  const changes: Record<string, unknown> = {}
  // A body may have far more fields than the schema.
  for (const [key, field] of Object.entries(def.shape)) {
    if (!Object.hasOwn(value, key)) continue
    const part: unknown = Reflect.get(value, key)
    const read = typeof part === 'string' ? blankAsNull(field, part) : blanksAsNull(field, part)
    if (read !== part) changes[key] = read
  }
  return Object.keys(changes).length === 0 ? value : { ...value, ...changes }
}

function blankAsNull(schema: z.core.$ZodType, text: string): string | null {
  return text.trim() === '' && unwrapped(schema).type === 'string' && isNullable(schema) ? null : text
}

/** The definition of a schema without its wrappers. */
function unwrapped(schema: z.core.$ZodType): Def {
  const def = defOf(schema)
  const inner = innerOf(def)
  return inner ? unwrapped(inner) : def
}
