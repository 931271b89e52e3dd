import type { References } from '../../contract/models.ts'
import type { Origin } from '../../contract/scenarios.ts'
import type { FaultRegistry } from '../../engine/fault-registry.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import type { ClockSettings } from '../../contract/clock-settings.ts'
import type { WorldBase } from '../../world/state.ts'
import type { World } from '../../world/world.ts'

/** The parts of a mock that are stored, and functions to restart it. */
export interface MockParts {
  readonly world: World
  readonly simulator: Simulator
  readonly faults: FaultRegistry
  readonly references: References
  /** The start and the clock settings of the mock's options. */
  readonly own: { readonly base: WorldBase; readonly clock: ClockSettings }
  /** The document of a base; null if it was made from the options of the mock. */
  readonly originOf: (base: WorldBase) => Origin | null
  /** Creates the base of a document; of null, that of the options. Throws if the document is invalid. */
  readonly startOf: (origin: Origin | null) => WorldBase
  /** Starts again, as another tab did. */
  readonly startAs: (call: string, base: WorldBase) => void
  /** Undoes a step and all later ones. */
  readonly back: (id: number) => void
}
