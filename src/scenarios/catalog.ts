import type { Scenario } from '../contract/scenarios.ts'

const empty: Scenario = { name: 'empty', now: '2026-05-04T08:00:00Z', seed: 1 }

export const scenarioSummaries = [{ name: empty.name, description: '' }]

export function findScenario(name: string): Scenario {
  if (name === 'empty') return empty
  throw new TypeError(`There is no scenario ${JSON.stringify(name)}`)
}
