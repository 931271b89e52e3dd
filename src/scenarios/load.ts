import type { Edition } from '../contract/editions.ts'
import { type Scenario, scenarioDocument } from '../contract/scenarios.ts'
import type { PendingEvent, SimulatorSettings } from '../contract/simulator.ts'
import { toInstant } from '../world/clock.ts'
import { Random } from '../world/random.ts'
import { createBase, type WorldBase } from '../world/world.ts'

export interface LoadedScenario {
  readonly base: WorldBase
  readonly simulator: SimulatorSettings | undefined
  readonly events: readonly PendingEvent[]
}

export function loadScenario(input: unknown, options: { readonly edition: Edition; readonly seed?: number | undefined; readonly now?: number | undefined; readonly file?: string | undefined }): LoadedScenario {
  const document = scenarioDocument.parse(input) as Scenario
  const seed = options.seed ?? document.seed
  const rows = { recordType: [], assistant: [], phone: [], campaign: [], record: [], order: [], call: [] }
  const base = createBase({ scenario: document.name, seed, now: options.now ?? toInstant(document.now), edition: options.edition, random: document.random ?? new Random(seed).state, rows })
  return { base, simulator: document.simulator, events: document.events ?? [] }
}
