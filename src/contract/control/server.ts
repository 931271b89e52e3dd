import { z } from 'zod'
import type { ServerRoute } from '../define-route.ts'
import { eventTypes } from '../events.ts'

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

export const serverRoutes = {
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
    summary: 'Returns whether requests are answered',
    description: 'without a key, and for any host',
    refusals: [400],
    answer: {
      kind: 'body',
      status: 200,
      schema: z.object({ ready: z.boolean() }).meta({ id: 'Readiness', description: 'Whether requests are answered.' }),
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
