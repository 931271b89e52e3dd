/** The parts of the OpenAPI description that the page shows. */

export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly description?: string
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}

interface Body {
  readonly schema: Schema
  readonly example?: unknown
}

interface Content {
  readonly 'application/json'?: Body
}

interface Described {
  /** What faults, the journal and matchers call it. */
  readonly 'x-operation': string
  readonly summary: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Content }
  readonly responses: Readonly<Record<string, Answer>>
}

interface Answer {
  readonly $ref?: string
  readonly description?: string
  readonly content?: Content
}

export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly responses?: Readonly<Record<string, { readonly description?: string }>>
  }
  readonly security?: readonly unknown[]
}

export interface Operation extends Described {
  readonly method: string
  readonly path: string
}

const methods = ['get', 'post', 'put', 'patch', 'delete']

export function operationsIn(description: Description): readonly Operation[] {
  return Object.entries(description.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const described = item[method]
      return isOperation(described) ? toOperation(method.toUpperCase(), path, described) : []
    }),
  )
}

function toOperation(method: string, path: string, described: Described): Operation {
  return { ...described, method, path }
}

function isOperation(value: unknown): value is Described {
  return typeof value === 'object' && value !== null && 'x-operation' in value
}

export function bodyOf({ requestBody }: Operation): Body | undefined {
  return requestBody?.content['application/json']
}

/** The example of a good answer, if it has a body. */
export function exampleIn({ responses }: Operation): unknown {
  const good = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1]
  return good?.content?.['application/json']?.example
}

/** The schema itself, where it is named elsewhere. */
export function resolve({ components }: Description, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : (components.schemas[name] ?? schema)
}

/** A type in words: `string`, `"draft" | "active"`, `string or null`, `list of Record`. */
export function typeOf(description: Description, schema: Schema): string {
  const { $ref, anyOf, items, type } = schema
  const resolved = resolve(description, schema)
  if ($ref && !resolved.enum) return $ref.split('/').at(-1) ?? ''
  if (resolved.enum) return resolved.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (anyOf) return anyOf.map((one) => typeOf(description, one)).join(' or ')
  if (items) return `list of ${typeOf(description, items)}`
  return typeof type === 'string' ? type : (type?.join(' or ') ?? 'any value')
}

/** What a status means, in the words of the description. */
export function meaningOf({ components }: Description, response: Answer): string {
  const name = response.$ref?.split('/').at(-1)
  return (name === undefined ? response.description : components.responses?.[name]?.description) ?? ''
}
