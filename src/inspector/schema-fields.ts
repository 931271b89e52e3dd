/** The fields of a JSON Schema of an object, as forms and tables show them. */

export interface JsonSchema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
  readonly type?: string | readonly string[]
  readonly anyOf?: readonly JsonSchema[]
  readonly enum?: readonly string[]
  readonly format?: string
  readonly description?: string
  readonly examples?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly properties?: Readonly<Record<string, JsonSchema>>
}

export interface Field {
  /** The name; of a number inside of an object, with that of the object in front: `outcomes.busy`. */
  readonly name: string
  /** `any` is JSON, or a text as it is. */
  readonly kind: 'text' | 'number' | 'boolean' | 'choice' | 'moment' | 'json' | 'any'
  readonly isNullable: boolean
  readonly values: readonly string[]
  readonly description: string
  readonly example: string
  readonly least?: number | undefined
  readonly most?: number | undefined
}

export function fieldsOf(schema: JsonSchema): readonly Field[] {
  const resolve = (one: JsonSchema): JsonSchema =>
    one.$ref === undefined ? one : { ...schema.$defs?.[one.$ref.replace('#/$defs/', '')], ...withoutRef(one) }
  const toFields = (name: string, given: JsonSchema): Field[] => {
    const outer = resolve(given)
    const choices = outer.anyOf?.map(resolve) ?? [outer]
    const isNullable = choices.some(({ type }) => type === 'null' || type?.includes('null'))
    const inner = choices.filter(({ type }) => type !== 'null')
    const [only = outer] = inner
    const numbers = Object.entries(only.properties ?? {})
    if (numbers.length > 0 && inner.length === 1 && numbers.every(([, { type }]) => type === 'number'))
      return numbers.flatMap(([key, one]) => toFields(`${name}.${key}`, one))
    return [
      {
        name,
        kind: inner.length === 1 ? kindOf(only) : 'json',
        isNullable,
        values: only.enum ?? [],
        description: outer.description ?? only.description ?? '',
        example: only.examples?.[0] ?? '',
        least: only.minimum,
        most: only.maximum,
      },
    ]
  }
  return Object.entries(resolve(schema).properties ?? {}).flatMap(([name, one]) => toFields(name, one))
}

function kindOf({ type, enum: values, format }: JsonSchema): Field['kind'] {
  const named = [type].flat().find((one) => one !== 'null')
  if (values) return 'choice'
  if (named === 'string') return format === 'date-time' ? 'moment' : 'text'
  if (named === 'integer' || named === 'number') return 'number'
  if (named === 'boolean') return 'boolean'
  return named === undefined ? 'any' : 'json'
}

function withoutRef({ $ref: _, ...rest }: JsonSchema): JsonSchema {
  return rest
}

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
  return typeof value === 'string' && kind !== 'json' ? value : JSON.stringify(value, undefined, kind === 'any' ? 2 : 0)
}

/** What stands in a field as a value: undefined for nothing. Throws where it must be JSON and is none. */
function fromText({ name, kind, isNullable }: Field, text: string): unknown {
  if (text === '') return isNullable ? null : undefined
  if (kind === 'number') return Number(text)
  if (kind === 'boolean') return text === 'true'
  if (kind === 'moment') return `${`${text}:00`.slice(0, 19)}Z`
  if (kind !== 'json' && kind !== 'any') return text
  try {
    return JSON.parse(text)
  } catch (error) {
    if (kind === 'any') return text
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
