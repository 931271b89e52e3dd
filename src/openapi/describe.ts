import type { z } from 'zod'
import { version } from '../contract/version.ts'
import type { Operation } from '../operations/operation.ts'
import { isSchema } from './json-schema.ts'
import { describeRefusals, referToRefusal, sorted } from './refusals.ts'
import { type JsonSchema, SchemaCollection, type Spec } from './schemas.ts'

/** Routes as an OpenAPI document. All of its content comes from routes and schemas. */

/** A route, and what its example sends and is answered. */
export interface DescribedRoute extends Pick<
  Operation,
  'method' | 'path' | 'summary' | 'description' | 'query' | 'body' | 'refusals'
> {
  readonly id: string
  readonly params?: Readonly<Record<string, z.ZodType>> | undefined
  readonly answer: {
    readonly status: number
    /** Undefined where there is no body, or one that is not JSON. */
    readonly schema?: z.ZodType | undefined
    /** The content type of a text. */
    readonly type?: string | undefined
    readonly otherwise?: { readonly status: number; readonly example: unknown } | undefined
  }
  readonly example: { readonly body?: unknown; readonly answer?: unknown }
}

/** What is said of an API beside its routes. */
export interface DescribedApi {
  readonly title: string
  readonly description: string
  readonly server: { readonly url: string; readonly description: string }
  /** The resources that routes are about: the first part of their ids. */
  readonly resources: Readonly<Record<string, string>>
  readonly routes: readonly DescribedRoute[]
  /** Whether the API asks for keys. */
  readonly auth: boolean
  /** Whether bodies with unknown keys are refused. */
  readonly strict: boolean
  readonly spec: Spec
}

/**
 * An OpenAPI document, as plain JSON.
 * @example
 * const document: OpenApiDocument = toOpenApi()
 * writeFileSync('openapi.json', JSON.stringify(document))
 */
export interface OpenApiDocument {
  readonly openapi: '3.1.0' | '3.0.3'
  readonly info: {
    readonly title: string
    readonly version: string
    readonly description: string
    readonly contact: object
    readonly license: object
  }
  readonly servers: readonly { readonly url: string; readonly description: string }[]
  readonly security: readonly object[]
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>
    readonly responses: Readonly<Record<string, object>>
    readonly securitySchemes?: object
  }
}

const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'The key, as a bearer token.' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'The key, in a header of its own.' },
}

/** A license by its identifier is new in 3.1. */
const versions = {
  '3.1': { openapi: '3.1.0', license: { name: 'MIT', identifier: 'MIT' } },
  '3.0': { openapi: '3.0.3', license: { name: 'MIT', url: 'https://opensource.org/license/mit' } },
} as const

export function describeApi(api: DescribedApi): OpenApiDocument {
  const { title, description, server, resources, routes, auth, strict, spec } = api
  const { openapi, license } = versions[spec]
  const schemas = new SchemaCollection({ spec, strict })
  const bodies = new Map(routes.map((route) => [route, route.body && schemas.sent(route.body)]))
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = (paths[route.path] ??= {})
    path[route.method.toLowerCase()] = describeRoute(route, bodies.get(route), schemas)
  }
  const responses = describeRefusals(
    routes.flatMap((route) => route.refusals),
    schemas,
  )
  return {
    openapi,
    info: { title, version, description, contact: { name: 'callcamp-mock contributors' }, license },
    servers: [server],
    security: auth ? Object.keys(securitySchemes).map((name) => ({ [name]: [] })) : [],
    tags: Object.entries(resources).map(([name, about]) => ({ name, description: about })),
    paths,
    components: {
      schemas: referred(schemas.all, { paths, responses }),
      responses,
      ...(auth && { securitySchemes }),
    },
  }
}

/** The schemas that the paths refer to: not all, as OpenAPI 3.0 replaces some by a schema that allows null. */
function referred(schemas: Readonly<Record<string, JsonSchema>>, from: object): Readonly<Record<string, JsonSchema>> {
  const names = new Set(namesIn(from))
  // The loop also visits the names that it adds to the set.
  for (const name of names) for (const inner of namesIn(schemas[name] ?? {})) names.add(inner)
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => names.has(name)))
}

function namesIn(value: object): string[] {
  return Array.from(JSON.stringify(value).matchAll(/"#\/components\/schemas\/(\w+)"/g), ([, name = '']) => name)
}

/** The id of an operation as a name that every language can use: `campaignsList`. */
function toOperationId(id: string): string {
  return id.replaceAll(/\W(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function describeRoute(route: DescribedRoute, body: JsonSchema | undefined, schemas: SchemaCollection): object {
  const { id, summary, description, refusals, example } = route
  const parameters = [...pathParameters(route, schemas), ...queryParameters(route, schemas)]
  return {
    operationId: toOperationId(id),
    'x-operation': id,
    tags: [id.split('.')[0]],
    summary,
    description: description === undefined ? `${summary}.` : `${summary}: ${description}.`,
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: !route.body?.safeParse(undefined).success,
        content: { 'application/json': { schema: body, example: example.body } },
      },
    }),
    responses: {
      ...describeAnswers(route, schemas),
      ...Object.fromEntries(sorted(refusals).map((status) => [status, referToRefusal(status)])),
    },
  }
}

function describeAnswers({ answer, example }: DescribedRoute, schemas: SchemaCollection): object {
  const { status, schema, type, otherwise } = answer
  if (type !== undefined) {
    const content = { [type]: { schema: { type: 'string' }, example: example.answer } }
    return { [status]: { description: 'A text.', content } }
  }
  if (!schema) return { [status]: { description: 'Done; there is nothing to tell.' } }
  const described = schemas.answered(schema)
  const answered = (value: unknown, words: string) => ({
    description: words,
    content: { 'application/json': { schema: described, example: value } },
  })
  return {
    [status]: answered(example.answer, 'Done.'),
    ...(otherwise && { [otherwise.status]: answered(otherwise.example, 'Not now.') }),
  }
}

function pathParameters({ path, params = {} }: DescribedRoute, schemas: SchemaCollection): object[] {
  const segments = path.split('/')
  return segments.flatMap((segment, index) => {
    if (!segment.startsWith('{')) return []
    const name = segment.slice(1, -1)
    // The segment in front of an id is the plural of what has it.
    const owner = segments[index - 1]?.replace(/s$/, '').replaceAll('-', ' ') ?? ''
    const isId = /id$/i.test(name)
    const description = isId ? `The id of the ${owner.startsWith('{') ? 'row' : owner}.` : `The ${name}.`
    const schema = params[name] ? schemas.query(params[name]) : { type: 'string', minLength: 1 }
    return [{ name, in: 'path', required: true, description, schema }]
  })
}

function queryParameters({ query }: DescribedRoute, schemas: SchemaCollection): object[] {
  if (!query) return []
  const { properties = {}, required = [] } = schemas.query(query)
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = isSchema(property) ? property : {}
    return {
      name,
      in: 'query',
      required: required.includes(name),
      description: description ?? `Only those with this ${name}.`,
      schema,
    }
  })
}
