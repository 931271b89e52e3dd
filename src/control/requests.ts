import { z } from 'zod'
import { operationIds } from '../contract/operation-ids.ts'
import { wholeNumber } from './numbers.ts'
import { type ControlRow, defineControl } from './row.ts'

/** What was asked and answered. */

const requestsQuery = z.strictObject({
  operation: z.enum(operationIds).optional(),
  method: z.string().optional(),
  status: wholeNumber(0, 999).optional(),
  path: z.string().optional(),
  since: wholeNumber(0).optional(),
  limit: wholeNumber(1, 10_000).default(100),
})

export const requestRows: readonly ControlRow[] = [
  defineControl({
    id: 'requests.list',
    method: 'GET',
    path: '/requests',
    summary: 'The latest requests, newest last',
    query: requestsQuery,
    handle(mock, { query: { limit, ...filter } }) {
      return { requests: mock.requests.latest(filter, limit), total: mock.requests.count(filter) }
    },
  }),
  defineControl({
    id: 'requests.clear',
    method: 'DELETE',
    path: '/requests',
    summary: 'Forgets the requests',
    status: 204,
    handle: (mock) => mock.requests.clear(),
  }),
]
