import type { Edition } from './contract/editions.ts'
import type { References } from './contract/models.ts'
import type { MockOptions as Options } from './contract/options.ts'
import { show } from './contract/problems.ts'
import type { Scenario, Snapshot, StateDocument } from './contract/scenarios.ts'
import type { SimulatorSettings } from './contract/simulator.ts'
import type { ScenarioName } from './scenarios/catalog.ts'
import { loadScenarioInSlices, loadShippedInSlices } from './scenarios/load.ts'
import type { CountryFakers } from './scenarios/country-fakers.ts'
import { isStateDocument, loadStateDocument } from './scenarios/state-document.ts'
import { isStateLink, fromStateLink } from './scenarios/state-link.ts'
import { parseSettings } from './simulator/campaign-settings.ts'
import { withFuture } from './simulator/future.ts'
import { type BaseInput, createBaseInSlices } from './world/base.ts'
import type { Sliced } from './world/slices.ts'
import type { WorldBase } from './world/state.ts'

/**
 * What a mock can start with: the name of a shipped scenario, a scenario object, a snapshot, or a state as an object or
 * a link. The names are written out so that editors offer them.
 */
export type Start = ScenarioName | (string & {}) | Scenario | Snapshot | StateDocument

/**
 * The options of `createMock`, `setupMockServer` and `setupMockWorker`.
 * @example
 * const options: MockOptions = { scenario: 'demo', seed: 7, clock: 'ticking' }
 */
export type MockOptions = Options<Start>

/** The settings of a single start. */
interface StartOptions {
  readonly seed?: number | undefined
  readonly now?: number | undefined
  /** Whether a state is brought back, settings of the call simulator included. */
  readonly restores?: boolean
}

/** What the starts of a mock have in common. */
export interface StartSettings {
  readonly edition: Edition
  readonly engine: { readonly references: References }
  readonly simulator: false | SimulatorSettings
  readonly countryFakers: CountryFakers
  /** The snapshots that these mocks made. They are frozen, and other documents may change. */
  readonly snapshots: WeakSet<object>
  /** The bases that were made from these snapshots. */
  readonly starts: WeakMap<object, WorldBase>
}

/**
 * Makes the base of a world, in slices. The base of a snapshot of this mock is cached; other documents may have
 * changed.
 */
export function* createStart(
  settings: StartSettings,
  document: Start,
  { seed, now, restores = false }: StartOptions = {},
): Sliced<WorldBase> {
  const isOwn =
    typeof document === 'object' && seed === undefined && now === undefined && settings.snapshots.has(document)
  const known = isOwn ? settings.starts.get(document) : undefined
  const input = known ?? (yield* readDocument(settings, document, seed, now))
  const simulator = Object.freeze(settingsOf(settings, input.simulator, restores))
  if (!('rows' in input)) return { ...input, simulator }
  const rows = settings.simulator === false ? input.rows : yield* withFuture(input.rows, input.seed, simulator)
  const base = yield* createBaseInSlices({ ...input, rows })
  if (isOwn) settings.starts.set(document, base)
  return { ...base, simulator }
}

/** Options of the mock override the settings of a scenario. A restored state keeps its own settings. */
function settingsOf({ simulator }: StartSettings, given: SimulatorSettings, restores: boolean): SimulatorSettings {
  if (simulator === false || (restores && Object.keys(given).length > 0)) return given
  // Parsed, so that their order is always that of the schema.
  return parseSettings({ ...given, ...simulator })
}

function* readDocument(
  { edition, engine, countryFakers }: StartSettings,
  document: Start,
  seed: number | undefined,
  now: number | undefined,
): Sliced<BaseInput> {
  const options = { edition, references: engine.references, seed, now, countryFakers }
  const given: unknown = isStateLink(document) ? fromStateLink(document) : document
  if (isStateDocument(given)) return yield* loadStateDocument(given, options, withFuture)
  if (typeof given === 'string') {
    return { ...(yield* loadShippedInSlices(given, options)), shipped: given }
  }
  if (typeof given === 'object' && given !== null) return yield* loadScenarioInSlices(given, options)
  throw new TypeError(
    `scenario must be the name of a shipped scenario, a scenario object, a snapshot or a state; received ${show(given)}`,
  )
}
