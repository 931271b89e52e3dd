import { errorBody } from '../contract/answers.ts'
import { type Problem, problems, toErrorBody } from '../contract/problems.ts'
import { tooLarge } from '../engine/decode.ts'
import type { SchemaCollection } from './schemas.ts'

/** The refusals that a client must reckon with. */

interface Refusal {
  readonly name: string
  readonly description: string
  readonly problem: Problem
  readonly headers?: object
}

const retryAfter = {
  'Retry-After': {
    description: 'Real seconds until requests are let through again; virtual ones while the clock stands still.',
    schema: { type: 'integer', minimum: 1 },
  },
}

const refusals: Readonly<Record<number, Refusal>> = {
  400: {
    name: 'Invalid',
    description: 'Something is missing or does not fit; every field that is wrong has a line.',
    problem: problems.invalid([{ field: 'name', message: 'is required: must be a string' }]),
  },
  401: {
    name: 'Unauthorized',
    description: 'A key is required, and none that fits was sent.',
    problem: problems.unauthorized(false),
  },
  403: {
    name: 'Forbidden',
    description: 'The request comes from a page of another origin, or to a name that the server does not have.',
    problem: problems.foreignOrigin('https://example.com'),
  },
  404: {
    name: 'NotFound',
    description: 'There is nothing with this id.',
    problem: problems.notFound('campaign', '8f3a91b2-c4d5-4e6f-a8b9-c0d1e2f3a4b5'),
  },
  409: {
    name: 'Conflict',
    description: 'The state does not allow it.',
    problem: problems.forbidden("The contact asked never to be called: the status can't become planned"),
  },
  413: { name: 'TooLarge', description: 'The body is too large.', problem: tooLarge() },
  415: {
    name: 'NotJson',
    description: 'The body is not JSON.',
    problem: problems.notJson('text/plain'),
  },
  429: {
    name: 'TooManyRequests',
    description: 'Too many requests.',
    problem: problems.tooManyRequests(100, 60, '; try again in 12 s', 12),
    headers: retryAfter,
  },
  507: {
    name: 'OutOfMemory',
    description: 'There is no room for more rows.',
    problem: problems.memoryFull(),
  },
}

/** All statuses once, in order. */
export function sorted(statuses: readonly number[]): number[] {
  return [...new Set(statuses)].toSorted((a, b) => a - b)
}

function refusalOf(status: number): Refusal {
  const known = refusals[status]
  if (!known) throw new Error(`The refusal ${status} is not described`)
  return known
}

export function referToRefusal(status: number): object {
  return { $ref: `#/components/responses/${refusalOf(status).name}` }
}

/** The refusals as components, described once. */
export function describeRefusals(
  statuses: readonly number[],
  schemas: SchemaCollection,
): Readonly<Record<string, object>> {
  const schema = schemas.answered(errorBody)
  return Object.fromEntries(
    sorted(statuses).map((status) => {
      const { name, description, problem, headers } = refusalOf(status)
      const content = { 'application/json': { schema, example: toErrorBody(problem) } }
      return [name, { description, ...(headers && { headers }), content }]
    }),
  )
}
