import { z } from 'zod'
import { type Edition, wire } from '../contract/editions.ts'
import { checkOptions, mockOptions } from '../contract/options.ts'
import { resources } from '../contract/routes.ts'
import { version } from '../contract/version.ts'
import type { Operation } from '../operations/operation.ts'
import { operationsOf } from '../operations/table.ts'
import { runExample } from './examples.ts'
import { describeRefusals, referToRefusal, refusalsOf } from './refusals.ts'
import { type JsonSchema, SchemaCollection } from './schemas.ts'

/** The operations as an OpenAPI document. Nothing is said here that a row or a schema could say. */

/**
 * What `toOpenApi` describes.
 * @example
 * const options: OpenApiOptions = { edition: 'local', baseUrl: 'https://api.example.com', auth: true }
 */
export interface OpenApiOptions {
  /** Which wire format is described. Default `'hosted'`. */
  readonly edition?: Edition | undefined
  /** Where the API is found. Default: where the edition is. */
  readonly baseUrl?: string | undefined
  /** Whether the API asks for keys. Default false. */
  readonly auth?: boolean | undefined
}

const openApiOptions = mockOptions
  .pick({ edition: true })
  .extend({ baseUrl: z.string().min(1).optional(), auth: z.boolean().optional() })

/**
 * An OpenAPI 3.1 document, as plain JSON.
 * @example
 * const document: OpenApiDocument = toOpenApi()
 * writeFileSync('openapi.json', JSON.stringify(document))
 */
export interface OpenApiDocument {
  readonly openapi: '3.1.0'
  readonly info: {
    readonly title: string
    readonly version: string
    readonly description: string
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

const tags = Object.entries(resources).map(([name, description]) => ({ name, description }))

const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'The key, as a bearer token.' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'The key, in a header of its own.' },
}

const asJson = (schema: JsonSchema, example: unknown) => ({ 'application/json': { schema, example } })

/**
 * Describes the API in OpenAPI 3.1, made of what answers requests.
 * @example
 * await writeFile('openapi.json', JSON.stringify(toOpenApi({ edition: 'local' })))
 */
export function toOpenApi(options: OpenApiOptions = {}): OpenApiDocument {
  const checked = checkOptions(openApiOptions, options, 'toOpenApi')
  const { edition = 'hosted', auth = false } = checked
  const { baseUrl = wire[edition].baseUrl } = checked
  const operations = operationsOf(edition)
  const schemas = new SchemaCollection()
  const bodies = new Map(operations.map((operation) => [operation, operation.body && schemas.sent(operation.body)]))
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of operations) {
    const path = (paths[operation.path] ??= {})
    path[operation.method.toLowerCase()] = describe(operation, bodies.get(operation), { edition, auth, schemas })
  }
  const responses = describeRefusals(new Set(operations.flatMap((operation) => refusalsOf(operation, auth))), schemas)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Call Camp API',
      version,
      description: `Campaigns, contacts and calls: the ${edition} edition, as callcamp-mock answers it.`,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: baseUrl, description: `The ${edition} edition` }],
    security: auth ? Object.keys(securitySchemes).map((name) => ({ [name]: [] })) : [],
    tags,
    paths,
    components: { schemas: schemas.all, responses, ...(auth && { securitySchemes }) },
  }
}

interface Context {
  readonly edition: Edition
  readonly auth: boolean
  readonly schemas: SchemaCollection
}

function describe(operation: Operation, body: JsonSchema | undefined, { edition, auth, schemas }: Context): object {
  const { id, path, summary, answer } = operation
  const example = runExample(edition, operation)
  const parameters = [...pathParameters(path), ...queryParameters(operation, schemas)]
  const good =
    answer.kind === 'nothing'
      ? { description: 'Done; there is nothing to tell.' }
      : { description: 'Done.', content: asJson(schemas.answered(answer.schema), example.answer) }
  return {
    operationId: id,
    tags: [id.split('.')[0]],
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: asJson(body, example.body) } }),
    responses: {
      [answer.status]: good,
      ...Object.fromEntries(refusalsOf(operation, auth).map((status) => [status, referToRefusal(status)])),
    },
  }
}

function pathParameters(path: string): object[] {
  // The segment in front of an id is the plural of what has it.
  return Array.from(path.matchAll(/([\w-]+)s\/\{(\w+)\}/g), ([, what = '', name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: `The id of the ${what.replaceAll('-', ' ')}.`,
    schema: { type: 'string', minLength: 1 },
  }))
}

function queryParameters({ query }: Operation, schemas: SchemaCollection): object[] {
  if (!query) return []
  const { properties = {}, required = [] } = schemas.sent(query)
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = typeof property === 'object' ? property : {}
    return {
      name,
      in: 'query',
      required: required.includes(name),
      description: description ?? `Only those with this ${name}.`,
      schema,
    }
  })
}
