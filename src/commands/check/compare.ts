import { isSchema, type JsonSchema } from '../../openapi/json-schema.ts'
import { show } from '../../contract/problems.ts'
import type { Difference } from './findings.ts'

/** Compares the shape of a value with its schema: missing fields, extra fields, other types. */

/** Resolves a reference. */
export type Resolve = (reference: string) => JsonSchema

export function compare(schema: JsonSchema, value: unknown, resolve: Resolve, at = ''): Difference[] {
  const choices = choicesOf(schema, resolve)
  const type = typeOf(value)
  const [first, ...others] = choices.filter((choice) => accepts(choice, value))
  if (!first)
    return [{ kind: 'type', at, expected: [...new Set(choices.flatMap(typesOf))].join(' or '), received: type }]
  const differences = compareInside(first, value, resolve, at)
  return others.some((choice) => compareInside(choice, value, resolve, at).length === 0) ? [] : differences
}

/** A schema with its references and alternatives resolved. */
function choicesOf(schema: JsonSchema, resolve: Resolve): JsonSchema[] {
  if (schema.$ref !== undefined) return choicesOf(resolve(schema.$ref), resolve)
  if (schema.anyOf) return schema.anyOf.flatMap((choice) => choicesOf(choice, resolve))
  return [schema]
}

function compareInside(schema: JsonSchema, value: unknown, resolve: Resolve, at: string): Difference[] {
  if (Array.isArray(value)) {
    const { items } = schema
    return isSchema(items) ? value.flatMap((item: unknown) => compare(items, item, resolve, `${at}[]`)) : []
  }
  if (typeof value === 'object' && value !== null) return compareFields(schema, value, resolve, at)
  const expected = expectedValue(schema, value)
  return expected === undefined ? [] : [{ kind: 'value', at, expected, received: show(value) }]
}

function compareFields(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  value: object,
  resolve: Resolve,
  at: string,
): Difference[] {
  const place = (key: string) => (at === '' ? key : `${at}.${key}`)
  const found = new Map<string, unknown>(Object.entries(value))
  const missing = required
    .filter((key) => !found.has(key))
    .map((key): Difference => ({
      kind: 'missing',
      at: place(key),
      expected: expectedAt(properties[key], resolve),
      received: 'nothing',
    }))
  const rest = [...found].flatMap(([key, one]): Difference[] => {
    const property = Object.hasOwn(properties, key) ? properties[key] : undefined
    if (isSchema(property)) return compare(property, one, resolve, place(key))
    return additionalProperties === true || Object.keys(properties).length === 0
      ? []
      : [{ kind: 'extra', at: place(key), expected: 'nothing', received: typeOf(one) }]
  })
  return [...missing, ...rest]
}

/** Returns what a value of the right type should have been, or undefined if it is valid. */
function expectedValue(
  { const: only, enum: choices, format, pattern, minimum, minLength, examples }: JsonSchema,
  value: unknown,
): string | undefined {
  const allowed = only === undefined ? choices : [only]
  const [example] = Array.isArray(examples) ? examples : []
  if (allowed && !allowed.some((one) => one === value))
    return example === undefined ? allowed.map(String).join(', ') : `a value such as ${show(example)}`
  if (typeof value === 'number') return minimum !== undefined && value < minimum ? `${minimum} or more` : undefined
  if (typeof value !== 'string') return undefined
  if (format === 'date-time' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value))
    return 'a time such as 2026-04-10T09:24:11Z'
  if (minLength !== undefined && value.length < minLength) return 'a text that is not empty'
  // The pattern of an email address is long and says no more than the format.
  if (pattern === undefined || new RegExp(pattern, 'u').test(value)) return undefined
  return example === undefined ? `a value of the form ${format ?? pattern}` : `a value such as ${show(example)}`
}

function expectedAt(schema: unknown, resolve: Resolve): string {
  return isSchema(schema) ? [...new Set(choicesOf(schema, resolve).flatMap(typesOf))].join(' or ') : 'something'
}

function typesOf({ type }: JsonSchema): string[] {
  if (type === undefined) return ['anything']
  return (Array.isArray(type) ? type : [type]).map(String)
}

function accepts(schema: JsonSchema, value: unknown): boolean {
  const types = typesOf(schema)
  const type = typeOf(value)
  return types.includes('anything') || types.includes(type) || (type === 'integer' && types.includes('number'))
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}
