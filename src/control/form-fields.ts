import type { z } from 'zod'
import type { FormField } from '../contract/control/form-fields.ts'

/** The fields of a JSON Schema of an object, as forms and tables show them. */

export type JsonSchema = z.core.JSONSchema.BaseSchema

export function fieldsOf(schema: JsonSchema): readonly FormField[] {
  const resolve = (one: JsonSchema | boolean): JsonSchema => {
    if (typeof one === 'boolean') return {}
    const { $ref, ...rest } = one
    return $ref === undefined ? one : { ...schema.$defs?.[$ref.replace('#/$defs/', '')], ...rest }
  }
  const toFields = (name: string, given: JsonSchema | boolean): FormField[] => {
    const outer = resolve(given)
    const choices = outer.anyOf?.map(resolve) ?? [outer]
    const isNullable = choices.some(({ type }) => type === 'null' || type?.includes('null'))
    const inner = choices.filter(({ type }) => type !== 'null')
    const [only = outer] = inner
    const numbers = Object.entries(only.properties ?? {})
    if (numbers.length > 0 && inner.length === 1 && numbers.every(([, one]) => resolve(one).type === 'number'))
      return numbers.flatMap(([key, one]) => toFields(`${name}.${key}`, one))
    return [
      {
        name,
        kind: inner.length === 1 ? kindOf(only) : 'json',
        isNullable,
        values: (only.enum ?? []).map(textOf),
        description: outer.description ?? only.description ?? '',
        example: textOf(only.examples?.[0]),
        least: only.minimum,
        most: only.maximum,
      },
    ]
  }
  return Object.entries(resolve(schema).properties ?? {}).flatMap(([name, one]) => toFields(name, one))
}

function kindOf({ type, enum: values, format }: JsonSchema): FormField['kind'] {
  const named = [type].flat().find((one) => one !== 'null')
  if (values) return 'choice'
  if (named === 'string') return format === 'date-time' ? 'moment' : 'text'
  if (named === 'integer' || named === 'number') return 'number'
  if (named === 'boolean') return 'boolean'
  return named === undefined ? 'value' : 'json'
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
