import { z } from 'zod'
import { answering, type ControlRoute } from '../define-route.ts'
import { exchange } from '../exchanges.ts'
import { named } from '../named.ts'
import { operationId } from '../operation-ids.ts'
import { stateAndLink } from './state.ts'
import { wholeNumber } from '../numbers.ts'

/** What was asked and answered. */

const requestsQuery = z.strictObject({
  operation: operationId.optional(),
  method: z.string().optional(),
  status: wholeNumber(0, 999).optional().meta({ description: 'Only requests with this status.' }),
  path: z.string().optional(),
  since: wholeNumber(0).optional().meta({ description: 'Only requests after the one with this id.' }),
  limit: wholeNumber(1, 10_000).default(100).meta({ description: 'The maximum number of requests.' }),
})

const codeForms = ['curl', 'fetch', 'vitest', 'playwright'] as const
export type CodeForm = (typeof codeForms)[number]

const codeQuery = z.strictObject({
  as: z.enum(codeForms).meta({ description: 'A command, a call of fetch, or a test that expects the same answer.' }),
})

const scenario = 'documented-orders'
const params = { id: z.int().min(1) }
const example = { scenario, params: { id: '1' }, after: ['orders.update'] }

export const requestRoutes = {
  'requests.list': {
    method: 'GET',
    path: '/requests',
    summary: 'Lists the latest requests, newest last',
    description: '`operation`, `method`, `path`, `status`, `since` (the id of a request), `limit`',
    query: requestsQuery,
    answer: answering(
      named('ExchangeList', 'The latest requests, and how many there are.', {
        requests: z.array(exchange),
        total: z.int().min(0),
      }),
    ),
    example: { scenario, after: ['orders.update'] },
  },
  'requests.get': {
    method: 'GET',
    path: '/requests/{id}',
    summary: 'Returns a request',
    params,
    refusals: [404],
    answer: answering(exchange),
    example,
  },
  'requests.state': {
    method: 'GET',
    path: '/requests/{id}/state',
    summary: 'Returns the state before a request, as a small document and as a link',
    params,
    refusals: [400, 404],
    answer: answering(stateAndLink),
    example,
  },
  'requests.code': {
    method: 'GET',
    path: '/requests/{id}/code',
    summary: 'Returns a request as code',
    description: `\`as\`: ${codeForms.map((form) => `\`${form}\``).join(', ')}. A test starts with the state before the request`,
    params,
    query: codeQuery,
    refusals: [404],
    answer: answering(named('RequestCode', 'A request as code.', { code: z.string() })),
    example: { ...example, query: { as: 'vitest' } },
  },
  'requests.clear': {
    method: 'DELETE',
    path: '/requests',
    summary: 'Deletes the requests from the journal',
    answer: { kind: 'nothing', status: 204 },
    example: { scenario },
  },
} as const satisfies Readonly<Record<string, ControlRoute>>
