import { z } from 'zod'
import { answering, type ControlRoute } from '../define-route.ts'
import { activeFault, fault, hold } from '../faults.ts'
import { named } from '../named.ts'

/** Requests that go wrong on purpose. */

const scenario = 'empty'
const after = ['faults.add']

export const faultRoutes = {
  'faults.list': {
    method: 'GET',
    path: '/faults',
    summary: 'Lists the faults',
    answer: answering(named('FaultList', 'The faults that are set.', { faults: z.array(activeFault) })),
    example: { scenario, after },
  },
  'faults.add': {
    method: 'POST',
    path: '/faults',
    summary: 'Adds a fault, which makes requests fail or wait',
    body: fault,
    answer: { kind: 'body', status: 201, schema: activeFault },
    example: { scenario, body: { operation: 'orders.create', status: 503, times: 2 } },
  },
  'faults.hold': {
    method: 'POST',
    path: '/faults/hold',
    summary: 'Holds answers back until the fault is removed',
    description: 'takes the conditions of a fault',
    body: hold.optional(),
    answer: { kind: 'body', status: 201, schema: activeFault },
    example: { scenario, body: { operation: 'campaigns.list' } },
  },
  'faults.clear': {
    method: 'DELETE',
    path: '/faults',
    summary: 'Removes all faults',
    answer: { kind: 'nothing', status: 204 },
    example: { scenario },
  },
  'faults.remove': {
    method: 'DELETE',
    path: '/faults/{id}',
    summary: 'Removes a fault',
    params: { id: z.int().min(1) },
    refusals: [404],
    answer: { kind: 'nothing', status: 204 },
    example: { scenario, params: { id: '1' }, after },
  },
} as const satisfies Readonly<Record<string, ControlRoute>>
