import demo from '../../fixtures/demo.json' with { type: 'json' }
import doNotCall from '../../fixtures/do-not-call.json' with { type: 'json' }
import documentedCampaigns from '../../fixtures/documented-campaigns.json' with { type: 'json' }
import documentedOrders from '../../fixtures/documented-orders.json' with { type: 'json' }
import documentedRecordsLocal from '../../fixtures/documented-records-local.json' with { type: 'json' }
import documentedRecords from '../../fixtures/documented-records.json' with { type: 'json' }
import edgeCases from '../../fixtures/edge-cases.json' with { type: 'json' }
import empty from '../../fixtures/empty.json' with { type: 'json' }
import inbound from '../../fixtures/inbound.json' with { type: 'json' }
import large from '../../fixtures/large.json' with { type: 'json' }
import midCampaign from '../../fixtures/mid-campaign.json' with { type: 'json' }
import retryStorm from '../../fixtures/retry-storm.json' with { type: 'json' }
import timezones from '../../fixtures/timezones.json' with { type: 'json' }
import { nearest } from '../contract/nearest.ts'
import type { Scenario } from '../contract/scenarios.ts'
import { show } from '../contract/problems.ts'

/** The scenarios that come with the package. The only importer of fixtures/. */

/**
 * The names of the scenarios that come with the package.
 * @example
 * test.each(scenarioNames)('the list renders with %s', (scenario) => {
 *   const mock = createMock({ scenario })
 * })
 */
export const scenarioNames = Object.freeze([
  'empty',
  'demo',
  'mid-campaign',
  'retry-storm',
  'do-not-call',
  'timezones',
  'inbound',
  'edge-cases',
  'large',
  'documented-campaigns',
  'documented-records',
  'documented-records-local',
  'documented-orders',
] as const)

/**
 * The name of a scenario that comes with the package.
 * @example
 * const scenario: ScenarioName = 'retry-storm'
 */
export type ScenarioName = (typeof scenarioNames)[number]

const documents: Readonly<Record<ScenarioName, { readonly name: string; readonly description: string }>> = {
  empty,
  demo,
  'mid-campaign': midCampaign,
  'retry-storm': retryStorm,
  'do-not-call': doNotCall,
  timezones,
  inbound,
  'edge-cases': edgeCases,
  large,
  'documented-campaigns': documentedCampaigns,
  'documented-records': documentedRecords,
  'documented-records-local': documentedRecordsLocal,
  'documented-orders': documentedOrders,
}

/**
 * A scenario in one sentence.
 * @example
 * const { name, description }: ScenarioSummary = scenarioSummaries[0]!
 */
export interface ScenarioSummary {
  readonly name: ScenarioName
  readonly description: string
}

/**
 * The scenarios that come with the package, each with a sentence: for menus.
 * @example
 * const items = scenarioSummaries.map(({ name, description }) => `${name}: ${description}`)
 */
export const scenarioSummaries: readonly ScenarioSummary[] = Object.freeze(
  scenarioNames.map((name) => Object.freeze({ name, description: documents[name].description })),
)

function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(documents, name)
}

/** The document of a scenario; an unknown name throws a TypeError with the names there are. */
export function findScenario(name: string): Scenario {
  // JSON has no literal types. A test parses every document, and finds it the same afterwards.
  if (isScenarioName(name)) return documents[name] as Scenario
  const guess = nearest(name, scenarioNames)
  throw new TypeError(
    `There is no scenario ${show(name)}${guess ? `; did you mean ${show(guess)}?` : '.'} The scenarios are ${scenarioNames.join(', ')}`,
  )
}
