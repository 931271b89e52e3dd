import { z } from 'zod'
import type { ServerRoute } from '../define-route.ts'
import { eventTypes } from '../events.ts'
import { named, namedStrict } from '../named.ts'

/** What a server answers itself, with no mock. */

export const feedTypes = [...eventTypes, 'clock', 'gap', 'sandbox.forgotten'] as const
export type FeedType = (typeof feedTypes)[number]

const eventsQuery = z.object({
  types: z
    .string()
    .optional()
    .meta({ description: `Only these types, with commas between them: ${feedTypes.join(', ')}.` }),
  sandbox: z.literal('*').optional().meta({ description: 'The events of all sandboxes.' }),
})

/** Starts a search, or takes the result of the test in the last world. */
export const exploreBody = namedStrict('ExploreStep', 'The start of a search, or the result of a test in a world.', {
  exploration: z.string().optional().meta({ description: 'The search to continue. Without it, a new one starts.' }),
  passed: z.boolean().optional().meta({ description: 'Whether the test passed in the last world.' }),
  error: z.string().max(10_000).optional().meta({ description: 'Why the test failed.' }),
  worlds: z.int().min(1).max(100_000).optional().meta({ description: 'How many worlds to try. Default: 100.' }),
  seed: z.int().optional().meta({ description: 'The start number of the random generator. Default: 1.' }),
  path: z.string().optional().meta({ description: 'Runs the world that a report names, and no other.' }),
  vary: z.record(z.string(), z.unknown()).optional().meta({
    description: 'What differs between worlds: data, time, calls, network and others. Default: everything.',
  }),
})
export interface ExploreBody extends z.infer<typeof exploreBody> {}

const exploreAnswer = named('Explored', 'The next world, or the end of a search.', {
  exploration: z.string().meta({ description: 'The name of the search.' }),
  world: named('NextWorld', 'A world to run a test in.', {
    number: z.int(),
    sandbox: z.string().meta({ description: 'The sandbox of the world.' }),
    baseUrl: z.string().meta({ description: 'The base URL of the API for the client under test.' }),
    path: z.string().meta({ description: 'How the world differs from the plain world.' }),
    now: z.string().meta({ description: 'The virtual time at the start.' }),
  }).optional(),
  failed: z.boolean().optional().meta({ description: 'Whether a world was found in which the test fails.' }),
  path: z.string().optional().meta({ description: 'The simplest world in which it fails.' }),
  report: z.string().optional().meta({ description: 'The report at the end of the search.' }),
})
export interface ExploreAnswer extends z.infer<typeof exploreAnswer> {}

export const serverRoutes = {
  'server.explore': {
    method: 'POST',
    path: '/explore',
    summary: 'Starts a search for a world in which a test fails, or takes the test result and returns the next world',
    description: '`{ worlds?, seed?, vary?, path? }`, then `{ exploration, passed, error? }`',
    body: exploreBody,
    exampleBody: { worlds: 50 },
    refusals: [404],
    answer: {
      kind: 'body',
      status: 200,
      schema: exploreAnswer,
      example: {
        exploration: '1',
        world: {
          number: 1,
          sandbox: 'explore-1-1',
          baseUrl: 'http://127.0.0.1:3000/~explore-1-1',
          path: '',
          now: '2026-05-04T08:00:00Z',
        },
      },
    },
  },
  'server.events': {
    method: 'GET',
    path: '/events',
    summary: 'Streams events as they happen',
    description: '`types`, `sandbox`',
    query: eventsQuery,
    refusals: [429],
    answer: {
      kind: 'text',
      status: 200,
      type: 'text/event-stream',
      example: 'data: {"type":"clock","at":"2026-05-04T08:00:00Z","mode":"ticking","speed":1}\n\n',
    },
  },
  'server.ready': {
    method: 'GET',
    path: '/ready',
    summary: 'Says whether the server is ready',
    description: 'needs no key, and accepts any host',
    refusals: [400],
    answer: {
      kind: 'body',
      status: 200,
      schema: named('Readiness', 'Whether the server is ready.', { ready: z.boolean() }),
      example: { ready: true },
      otherwise: { status: 503, example: { ready: false } },
    },
  },
  'server.openapi': {
    method: 'GET',
    path: '/openapi.json',
    summary: 'Describes the control API in OpenAPI 3.1',
    answer: {
      kind: 'body',
      status: 200,
      schema: z.record(z.string(), z.unknown()).meta({ id: 'OpenApi', description: 'An OpenAPI document.' }),
      example: { openapi: '3.1.0', info: { title: 'The control API of callcamp-mock', version: '0.1.0' } },
    },
  },
  'server.metrics': {
    method: 'GET',
    path: '/metrics',
    summary: 'Returns metrics for Prometheus',
    description: 'requests by operation and status, latencies, memory, sandboxes, events and faults',
    answer: {
      kind: 'text',
      status: 200,
      type: 'text/plain',
      example:
        '# HELP callcamp_mock_sandboxes Sandboxes there are.\n# TYPE callcamp_mock_sandboxes gauge\ncallcamp_mock_sandboxes 0\n',
    },
  },
} as const satisfies Readonly<Record<string, ServerRoute>>
