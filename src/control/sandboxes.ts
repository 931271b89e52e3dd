import { Problem, show } from '../contract/problems.ts'
import type { HandlersOf } from './handlers.ts'
import { countsOf } from './mock.ts'

export const sandboxHandlers: HandlersOf<'sandboxes'> = {
  'sandboxes.list': (mock) => ({
    sandboxes: Array.from(mock.sandboxes, ([name, sandbox]) => ({
      name,
      counts: countsOf(sandbox),
      requests: sandbox.requests.count(),
      faults: sandbox.faults.all().length,
      now: sandbox.clock.now(),
    })),
  }),
  'sandboxes.drop': (mock, { params: { name } }) =>
    mock.dropSandbox(name) ? undefined : new Problem(404, `There is no sandbox ${show(name)}`),
}
