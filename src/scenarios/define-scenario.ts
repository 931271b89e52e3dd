import type { Scenario } from '../contract/scenarios.ts'
import { checkScenario } from './load.ts'

/**
 * Checks a scenario document and types it. Use it for imported JSON, whose literals TypeScript widens to `string`.
 * Throws a `ScenarioError` that names every wrong field. Recipes under `generate` run when a mock starts.
 * @example
 * import json from './ours.json' with { type: 'json' }
 *
 * const mock = createMock({ scenario: defineScenario(json) })
 */
export function defineScenario(document: Scenario): Scenario
export function defineScenario(document: object): Scenario
export function defineScenario(document: object): Scenario {
  return checkScenario(document)
}
