import { Problem, show } from '../contract/problems.ts'
import { countsOf } from './overview.ts'
import { type ControlRow, defineControl } from './row.ts'

/** Data of one's own, by name. */

export const sandboxRows: readonly ControlRow[] = [
  defineControl({
    id: 'sandboxes.list',
    method: 'GET',
    path: '/sandboxes',
    summary: 'The sandboxes there are',
    handle: (mock) => ({
      sandboxes: Array.from(mock.sandboxes, ([name, sandbox]) => ({
        name,
        counts: countsOf(sandbox),
        requests: sandbox.requests.count(),
        faults: sandbox.faults.all().length,
        now: sandbox.clock.now(),
      })),
    }),
  }),
  defineControl({
    id: 'sandboxes.drop',
    method: 'DELETE',
    path: '/sandboxes/{name}',
    summary: 'Forgets a sandbox',
    status: 204,
    handle: (mock, { params: { name } }) =>
      mock.dropSandbox(name) ? undefined : new Problem(404, `There is no sandbox ${show(name)}`),
  }),
]
