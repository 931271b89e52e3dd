import { z } from 'zod'
import { defineModel } from './define-model.ts'
import { date, emailAddress, id, moment, phoneNumber, timestamp, webAddress } from './formats.ts'
import type { Immutable } from './immutable.ts'
import { withArticle } from './field-errors.ts'
import { type FieldError, show } from './problems.ts'

/** The kinds of value a custom field can hold. */
export const fieldTypes = ['text', 'number', 'boolean', 'date', 'datetime', 'select', 'email', 'phone', 'url'] as const
/** The type of a custom field. */
export type FieldType = (typeof fieldTypes)[number]

const fieldType = z.enum(fieldTypes).meta({ id: 'FieldType', description: 'The kind of value a custom field holds.' })

const field = z
  .strictObject({
    key: z.string().min(1).max(100),
    type: fieldType,
    required: z.boolean().optional(),
    /** The values a `select` may have. */
    options: z.array(z.string().min(1)).min(1).readonly().optional(),
  })
  .refine((value) => value.type !== 'select' || value.options !== undefined, {
    error: 'needs options, as every select does',
    path: ['options'],
  })
  .meta({ id: 'RecordField', description: 'A custom field.' })

/** A custom field of contacts. */
export interface RecordField extends Immutable<z.infer<typeof field>> {}

const fields = z
  .array(field)
  .readonly()
  .refine((list) => new Set(list.map((one) => one.key)).size === list.length, { error: 'must not name a key twice' })

export const recordType = defineModel({
  id: 'RecordType',
  description: 'What is known of a contact beside name and number: the custom fields.',
  title: 'record type',
  collection: 'recordTypes',
  fields: { uuid: id, name: z.string().min(1).max(500), fields, createdAt: timestamp, updatedAt: timestamp },
  hidden: {},
  needed: ['name'],
  json: ['fields'],
  defaults: { fields: [] },
})
/** A kind of contact: its name and its custom fields. */
export interface RecordType extends Immutable<z.infer<typeof recordType.row>> {}

/** Custom field values by key. */
export type Parameters = Readonly<Record<string, unknown>>

const formats = {
  text: z.string({ error: 'must be a text' }),
  number: z.number({ error: 'must be a number' }),
  boolean: z.boolean({ error: 'must be true or false' }),
  date,
  datetime: moment,
  email: emailAddress,
  phone: phoneNumber,
  url: webAddress,
}

/** The error of a value for a field, or undefined if it fits. */
function misfit(field: RecordField, value: unknown): string | undefined {
  if (field.type === 'select') {
    const options = field.options ?? []
    return typeof value === 'string' && options.includes(value) ? undefined : `must be one of ${options.join(', ')}`
  }
  const format = formats[field.type]
  return format.safeParse(value).error?.issues[0]?.message
}

/**
 * Checks custom field values against a record type: a line per field that is missing, unknown or does not fit.
 * `prefix` is where the values stand in the request.
 */
export function checkParameters(
  type: Pick<RecordType, 'name' | 'fields'>,
  parameters: Parameters,
  prefix: string,
): FieldError[] {
  const errors: FieldError[] = []
  for (const field of type.fields) {
    const value = Object.hasOwn(parameters, field.key) ? parameters[field.key] : undefined
    if (value === undefined) {
      if (field.required)
        errors.push({
          field: `${prefix}.${field.key}`,
          message: `is required: the record type ${show(type.name)} asks for ${withArticle(field.type)}`,
        })
      continue
    }
    const message = misfit(field, value)
    if (message) errors.push({ field: `${prefix}.${field.key}`, message: `${message}; received ${show(value)}` })
  }
  const known = new Set(type.fields.map((one) => one.key))
  const unknown = Object.keys(parameters).filter((key) => !known.has(key))
  if (unknown.length === 0) return errors
  const all = [...known].join(', ')
  const message = `is not a field of the record type ${show(type.name)}; its fields are ${all || 'none'}`
  return [...errors, ...unknown.map((key) => ({ field: `${prefix}.${key}`, message }))]
}

/** Merges changes into custom field values key by key; `null` removes a key. */
export function mergeParameters(before: Parameters, changes: Parameters): Parameters {
  // A spread, like `fromEntries`, defines keys as data, so that `__proto__` stays a key like any other.
  const merged = { ...before, ...changes }
  if (!Object.values(changes).includes(null)) return merged
  return Object.fromEntries(
    Object.entries(merged).filter(([key]) => !Object.hasOwn(changes, key) || changes[key] !== null),
  )
}
