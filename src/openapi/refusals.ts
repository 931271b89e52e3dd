import { errorBody } from '../contract/answers.ts'
import { Problem, problems, toErrorBody } from '../contract/problems.ts'
import { tooLarge } from '../engine/decode.ts'
import type { Operation } from '../operations/operation.ts'
import type { SchemaCollection } from './schemas.ts'

/** The refusals that a client must reckon with. */

const examples: Readonly<
  Record<number, { readonly name: string; readonly description: string; readonly problem: Problem }>
> = {
  400: {
    name: 'Invalid',
    description: 'Something is missing or does not fit; every field that is wrong has a line.',
    problem: problems.invalid([{ field: 'name', message: 'is required: must be a string' }]),
  },
  401: {
    name: 'Unauthorized',
    description: 'A key is required, and none that fits was sent.',
    problem: new Problem(401, 'A key is required: send it as "Authorization: Bearer <key>" or "X-API-Key: <key>"'),
  },
  404: {
    name: 'NotFound',
    description: 'There is nothing with this id.',
    problem: problems.notFound('campaign', '8f3a91b2-c4d5-4e6f-a8b9-c0d1e2f3a4b5'),
  },
  409: {
    name: 'Conflict',
    description: 'The contact asked never to be called.',
    problem: problems.forbidden("The contact asked never to be called: the status can't become planned"),
  },
  413: { name: 'TooLarge', description: 'The body is too large.', problem: tooLarge() },
  415: {
    name: 'NotJson',
    description: 'The body is not JSON.',
    problem: new Problem(415, 'The body must be JSON with the content type application/json; received "text/plain"'),
  },
  429: {
    name: 'TooManyRequests',
    description: 'Too many requests.',
    problem: new Problem(429, 'Too many requests: 100 are let through in 60 s of virtual time; try again in 12 s'),
  },
}

/** The statuses with which an operation can refuse. Unknown parameters of a query can be a 400 anywhere, with `strict`. */
export function refusalsOf({ body, refusals }: Operation, auth: boolean): number[] {
  const statuses = [400, ...(auth ? [401] : []), ...refusals, ...(body ? [413, 415] : []), 429]
  return [...new Set(statuses)].toSorted((a, b) => a - b)
}

export function referToRefusal(status: number): object {
  const known = examples[status]
  if (!known) throw new Error(`The refusal ${status} is not described`)
  return { $ref: `#/components/responses/${known.name}` }
}

/** The refusals as components, described once. */
export function describeRefusals(
  statuses: ReadonlySet<number>,
  schemas: SchemaCollection,
): Readonly<Record<string, object>> {
  const schema = schemas.answered(errorBody)
  const described = Object.entries(examples).filter(([status]) => statuses.has(Number(status)))
  return Object.fromEntries(
    described.map(([status, { name, description, problem }]) => [
      name,
      {
        description,
        ...headersOf(Number(status)),
        content: { 'application/json': { schema, example: toErrorBody(problem) } },
      },
    ]),
  )
}

function headersOf(status: number): object {
  if (status !== 429) return {}
  return {
    headers: {
      'Retry-After': {
        description: 'Real seconds until requests are let through again; virtual ones while the clock stands still.',
        schema: { type: 'integer', minimum: 1 },
      },
    },
  }
}
