import { z } from 'zod'
import { answering, type ControlRoute } from '../define-route.ts'
import type { Snapshot, StateDocument } from '../scenarios.ts'
import { health } from './mock.ts'

/** The whole state of a mock: read, and brought back. */

/** A document is checked where it is restored: all of it, with a line for each thing that is wrong. */
const snapshot = z
  .custom<Snapshot>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), {
    error: 'must be a snapshot',
  })
  .meta({ id: 'Snapshot', type: 'object', additionalProperties: true, description: 'All that a mock remembers.' })

const state = z
  .custom<Snapshot | StateDocument>()
  .meta({ id: 'State', type: 'object', additionalProperties: true, description: 'A state as a small document.' })

export const stateAndLink = z
  .object({ document: state, link: z.string() })
  .meta({ id: 'StateAndLink', description: 'The state as a small document and as a link.' })
export interface StateAndLink extends Readonly<z.infer<typeof stateAndLink>> {}

const scenario = 'empty'

export const stateRoutes = {
  'state.get': {
    method: 'GET',
    path: '/state',
    summary: 'Returns the whole state as a snapshot',
    answer: answering(snapshot),
    example: { scenario },
  },
  'state.restore': {
    method: 'PUT',
    path: '/state',
    summary: 'Restores a snapshot',
    body: snapshot,
    answer: answering(health),
    example: { scenario, body: { version: 1, name: 'empty', now: '2026-05-04T08:00:00Z', seed: 1 } },
  },
  'state.document': {
    method: 'GET',
    path: '/document',
    summary: 'Returns the state as a small document and as a link, which start other mocks',
    answer: answering(stateAndLink),
    example: { scenario },
  },
} as const satisfies Readonly<Record<string, ControlRoute>>
