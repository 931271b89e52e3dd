import type { z } from 'zod'

/** The keys that a schema knows at a path, for messages about those that it does not. */
export function knownKeys(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  return [...new Set(keysAt(schema, path))]
}

function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const def = defOf(schema)
  const [next, ...rest] = path
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'readonly':
    case 'default':
    case 'nonoptional':
      return keysAt(def.innerType, path)
    case 'pipe':
      return keysAt(def.in, path)
    case 'union':
      return def.options.flatMap((option) => keysAt(option, path))
    case 'array':
      return typeof next === 'number' ? keysAt(def.element, rest) : []
    case 'record':
      return next === undefined ? namesOf(def.keyType) : keysAt(def.valueType, rest)
    case 'object': {
      if (next === undefined) return Object.keys(def.shape)
      const field = Object.hasOwn(def.shape, next) ? def.shape[String(next)] : undefined
      return field ? keysAt(field, rest) : []
    }
    default:
      return []
  }
}

function namesOf(keyType: z.core.$ZodType): string[] {
  const def = defOf(keyType)
  return def.type === 'enum' ? Object.values(def.entries).map(String) : []
}

/** What a schema was made of. zod's types have it for each kind, and not for a schema of any kind. */
function defOf(schema: z.core.$ZodType): z.core.$ZodTypes['_zod']['def'] {
  return (schema as unknown as { readonly def: z.core.$ZodTypes['_zod']['def'] }).def
}
