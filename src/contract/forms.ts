import type { z } from 'zod'

/**
 * Makes a function that copies the fields of a schema from a row, in their order. `from` names fields that differ in
 * the row.
 */
export function toForm<Fields extends Readonly<Record<string, z.ZodType>>>(
  schema: z.ZodObject<Fields>,
  from: { readonly [Field in keyof Fields]?: string } = {},
) {
  const keys = Object.keys(schema.shape).map((field) => [field, from[field] ?? field] as const)
  return (row: object): z.output<z.ZodObject<Fields>> => {
    const form: Record<string, unknown> = {}
    for (const [field, key] of keys) form[field] = Reflect.get(row, key)
    return form as z.output<z.ZodObject<Fields>>
  }
}
