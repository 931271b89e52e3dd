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
