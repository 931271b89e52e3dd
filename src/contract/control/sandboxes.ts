import { z } from 'zod'
import { answering, type ControlRoute } from '../define-route.ts'
import { timestamp } from '../formats.ts'
import { rowCounts } from './mock.ts'
import { named } from '../named.ts'

/** Data of one's own, by name. */

const scenario = 'documented-orders'
const after = ['history.fork']

export const sandboxRoutes = {
  'sandboxes.list': {
    method: 'GET',
    path: '/sandboxes',
    summary: 'Lists the sandboxes, each with its counts and its time',
    answer: answering(
      named('SandboxList', 'The sandboxes there are.', {
        sandboxes: z.array(
          named('Sandbox', 'A sandbox and what it holds.', {
            name: z.string(),
            counts: rowCounts,
            requests: z.int().min(0),
            faults: z.int().min(0),
            now: timestamp,
          }),
        ),
      }),
    ),
    example: { scenario, after },
  },
  'sandboxes.drop': {
    method: 'DELETE',
    path: '/sandboxes/{name}',
    summary: 'Deletes a sandbox',
    refusals: [404],
    answer: { kind: 'nothing', status: 204 },
    example: { scenario, params: { name: 'what-if' }, after },
  },
} as const satisfies Readonly<Record<string, ControlRoute>>
