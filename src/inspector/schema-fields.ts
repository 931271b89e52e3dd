import type { FormField } from '../contract/control/form-fields.ts'

/** The values of rows, faults and settings as the texts of their fields. */

export type Field = FormField

/** The value of a field in a row. */
export function valueIn(row: object, name: string): unknown {
  let value: unknown = row
  for (const key of name.split('.'))
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  return value
}

/** A value as its field shows it to be edited. */
export function toText({ kind }: Field, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (kind === 'moment' && typeof value === 'string') return value.slice(0, 19)
  return typeof value === 'string' && kind !== 'json'
    ? value
    : JSON.stringify(value, undefined, kind === 'value' ? 2 : 0)
}

/** Parses the text of a field; undefined if it is empty. Throws if it must be JSON and is not. */
function fromText({ name, kind, isNullable }: Field, text: string): unknown {
  if (text === '') return isNullable ? null : undefined
  if (kind === 'number') return Number(text)
  if (kind === 'boolean') return text === 'true'
  if (kind === 'moment') return `${`${text}:00`.slice(0, 19)}Z`
  if (kind !== 'json' && kind !== 'value') return text
  try {
    return JSON.parse(text)
  } catch (error) {
    if (kind === 'value') return text
    throw new SyntaxError(`${name}: must be JSON, such as {"key": "value"} or [1, 2]; received ${text}`, {
      cause: error,
    })
  }
}

/** The values that were changed, by their fields; an object of numbers is written whole. */
export function changesIn(
  fields: readonly Field[],
  row: object,
  textOf: (field: Field) => string,
): Readonly<Record<string, unknown>> {
  const changes: Record<string, unknown> = {}
  for (const field of fields) {
    const text = textOf(field)
    if (text === toText(field, valueIn(row, field.name))) continue
    const [outer = '', inner] = field.name.split('.')
    if (inner === undefined) changes[outer] = fromText(field, text)
    else {
      const known = changes[outer] ?? valueIn(row, outer)
      changes[outer] = { ...(typeof known === 'object' ? known : {}), [inner]: fromText(field, text) }
    }
  }
  return changes
}
