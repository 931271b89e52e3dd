import { z } from 'zod'
import { type Edition, wire } from '../contract/editions.ts'
import { checkOptions, mockOptions } from '../contract/options.ts'
import { resources } from '../contract/routes.ts'
import type { Operation } from '../operations/operation.ts'
import { operationsOf } from '../operations/table.ts'
import { describeApi, type DescribedRoute, type OpenApiDocument } from './describe.ts'
import { runExample } from './examples.ts'
import { specs } from './schemas.ts'

export type { OpenApiDocument } from './describe.ts'

const openApiOptions = z.strictObject({
  /** Which wire format is described. Default `'hosted'`. */
  edition: mockOptions.shape.edition,
  /** Where the API is found. Default: where the edition is. */
  baseUrl: z.string().min(1).optional(),
  /** Whether the API asks for keys. Default false. */
  auth: z.boolean().default(false),
  /** Whether bodies with unknown keys are refused, as with the option `strict` of a mock. Default false. */
  strict: z.boolean().default(false),
  /** The version of OpenAPI: 3.0 for generators that do not know 3.1. Default `'3.1'`. */
  spec: z.enum(specs).default('3.1'),
})
/**
 * What `toOpenApi` describes.
 * @example
 * const options: OpenApiOptions = { edition: 'local', baseUrl: 'https://api.example.com', auth: true, spec: '3.0' }
 */
export interface OpenApiOptions extends Readonly<z.input<typeof openApiOptions>> {}

/**
 * Describes the API in OpenAPI 3.1 or 3.0, made of what answers requests.
 * @example
 * await writeFile('openapi.json', JSON.stringify(toOpenApi({ edition: 'local' })))
 */
export function toOpenApi(options: OpenApiOptions = {}): OpenApiDocument {
  const checked = checkOptions(openApiOptions, options, 'toOpenApi')
  const { edition, auth, strict, spec } = checked
  const { baseUrl = wire[edition].baseUrl } = checked
  return describeApi({
    title: 'Call Camp API',
    description: `Campaigns, contacts and calls: the ${edition} edition, as callcamp-mock answers it.`,
    server: { url: baseUrl, description: `The ${edition} edition` },
    resources,
    auth,
    strict,
    spec,
    routes: operationsOf(edition).map((operation) => describe(operation, edition, auth)),
  })
}

function describe(operation: Operation, edition: Edition, auth: boolean): DescribedRoute {
  // Unknown parameters of a query can be a 400 anywhere, with `strict`.
  const always = [400, 429, ...(auth ? [401] : []), ...(operation.body ? [413, 415] : [])]
  return {
    ...operation,
    refusals: [...always, ...operation.refusals],
    example: runExample(edition, operation),
  }
}
