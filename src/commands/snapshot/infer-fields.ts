import type { z } from 'zod'
import { date, emailAddress, moment, phoneNumber, webAddress } from '../../contract/formats.ts'
import type { FieldType, RecordField } from '../../contract/record-types.ts'

/** No endpoint returns the fields of a record type, so they are inferred from the values of its contacts. */

const formats: readonly (readonly [FieldType, z.ZodType])[] = [
  ['date', date],
  ['datetime', moment],
  ['email', emailAddress],
  ['phone', phoneNumber],
  ['url', webAddress],
]

/** Returns a field for each key. A key whose values fit no type is left out. */
export function inferFields(all: readonly Readonly<Record<string, unknown>>[]): RecordField[] {
  const values = new Map<string, unknown[]>()
  for (const parameters of all)
    for (const [key, value] of Object.entries(parameters))
      if (value !== null) values.set(key, [...(values.get(key) ?? []), value])
  return [...values].flatMap(([key, seen]) => {
    const type = typeOf(seen)
    return type === undefined ? [] : [{ key, type }]
  })
}

function typeOf(values: readonly unknown[]): FieldType | undefined {
  if (values.every((value) => typeof value === 'boolean')) return 'boolean'
  if (values.every((value) => typeof value === 'number')) return 'number'
  const texts = values.filter((value) => typeof value === 'string')
  if (texts.length < values.length) return undefined
  return formats.find(([, format]) => texts.every((text) => format.safeParse(text).success))?.[0] ?? 'text'
}
