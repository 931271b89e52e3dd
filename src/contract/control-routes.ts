import { clockRoutes } from './control/clock.ts'
import { dbRoutes } from './control/db.ts'
import { faultRoutes } from './control/faults.ts'
import { historyRoutes } from './control/history.ts'
import { mockRoutes } from './control/mock.ts'
import { requestRoutes } from './control/requests.ts'
import { sandboxRoutes } from './control/sandboxes.ts'
import { serverRoutes } from './control/server.ts'
import { simulatorRoutes } from './control/simulator.ts'
import { stateRoutes } from './control/state.ts'

export { serverRoutes }

/** The resources that the routes are about, as OpenAPI describes them. */
export const controlResources = {
  mock: 'A summary of the mock, and a new start.',
  clock: 'Virtual time.',
  db: 'The rows of every model.',
  faults: 'Requests that go wrong on purpose.',
  requests: 'The journal of requests and answers.',
  history: 'The steps of the mock, to undo and repeat.',
  state: 'The whole state, as a document.',
  simulator: 'The call simulator.',
  sandboxes: 'Separate data, by name.',
  server: 'The state of the server itself.',
} as const

/** Every route of the control API, by its id. Their paths follow `/__mock`. */
export const controlRoutes = {
  ...mockRoutes,
  ...clockRoutes,
  ...dbRoutes,
  ...faultRoutes,
  ...requestRoutes,
  ...historyRoutes,
  ...stateRoutes,
  ...simulatorRoutes,
  ...sandboxRoutes,
} as const

export type ControlRoutes = typeof controlRoutes
export type ControlId = keyof ControlRoutes
