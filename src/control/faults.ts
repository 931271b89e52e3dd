import { fault, hold } from '../contract/faults.ts'
import { Problem } from '../contract/problems.ts'
import { type ControlRow, defineControl, refusing } from './row.ts'

/** Requests that go wrong on purpose. */

export const faultRows: readonly ControlRow[] = [
  defineControl({
    id: 'faults.list',
    method: 'GET',
    path: '/faults',
    summary: 'The faults that strike',
    handle: (mock) => ({ faults: mock.faults.all() }),
  }),
  defineControl({
    id: 'faults.add',
    method: 'POST',
    path: '/faults',
    summary: 'Makes requests go wrong',
    body: fault,
    status: 201,
    handle: (mock, { body }) => refusing('operation', () => mock.faults.add(body)),
  }),
  defineControl({
    id: 'faults.hold',
    method: 'POST',
    path: '/faults/hold',
    summary: 'Holds answers back until the fault is taken away',
    body: hold.optional(),
    status: 201,
    handle: (mock, { body }) =>
      refusing('operation', () => {
        const { id } = mock.faults.hold(body)
        return mock.faults.all().find((one) => one.id === id)
      }),
  }),
  defineControl({
    id: 'faults.clear',
    method: 'DELETE',
    path: '/faults',
    summary: 'Takes all faults away',
    status: 204,
    handle: (mock) => mock.faults.clear(),
  }),
  defineControl({
    id: 'faults.remove',
    method: 'DELETE',
    path: '/faults/{id}',
    summary: 'Takes a fault away',
    status: 204,
    handle: (mock, { params }) =>
      mock.faults.remove(Number(params.id))
        ? undefined
        : new Problem(404, `There is no fault ${JSON.stringify(params.id)}: it may have struck as often as it should`),
  }),
]
