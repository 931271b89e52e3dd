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

/** Where the control API is found. */
export const controlPath = '/__mock'

/** The resources that the routes are about, as OpenAPI describes them. */
export const controlResources = {
  mock: 'What the mock is and holds, and a new start.',
  clock: 'Virtual time.',
  db: 'The rows of every model.',
  faults: 'Requests that go wrong on purpose.',
  requests: 'What was asked and answered.',
  history: 'The steps of the mock, and ways back.',
  state: 'The whole state, as a document.',
  simulator: 'The call simulator.',
  sandboxes: 'Data of their own, by name.',
  server: 'What the server itself answers.',
} as const

/** Every route of the control API, by its id. Their paths stand behind `/__mock`. */
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
