import type { Scenario } from '../contract/scenarios.ts'
import { checkScenario } from './load.ts'

/**
 * Checks a scenario document, and gives it its type. Use it for imported JSON, whose texts TypeScript widens to `string`.
 * A `ScenarioError` names every field that is wrong. Recipes under `generate` are carried out when a mock starts.
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
