import type { Snapshot } from '../../src/contract/scenarios.ts'
import { findScenario } from '../../src/scenarios/catalog.ts'
import { type LoadOptions, loadScenario } from '../../src/scenarios/load.ts'
import { CountryFakers } from '../../src/scenarios/country-fakers.ts'
import { createDb, type Db } from '../../src/scenarios/create-db.ts'
import { toSnapshot } from '../../src/scenarios/snapshot.ts'
import { createBase } from '../../src/world/base.ts'
import { World } from '../../src/world/world.ts'

/** A world of a scenario, by name or as a document. */
export function worldOf(scenario: unknown, options: Partial<LoadOptions> = {}): World {
  const edition = options.edition ?? 'hosted'
  const document = typeof scenario === 'string' ? findScenario(scenario) : scenario
  const base = createBase(loadScenario(document, { ...options, edition }))
  const report = (error: unknown) => {
    throw error
  }
  const history = { maxSteps: 1_000, maxBytes: 67_108_864 }
  return new World({ edition, clock: { mode: 'frozen', speed: 1 }, sandbox: null, history, report }, base)
}

/** The test API of a world. */
export function dbOfWorld(world: World): Db {
  return createDb(world, 'strict', new CountryFakers())
}

/** The test API over a scenario. */
export function dbOf(scenario: unknown) {
  const world = worldOf(scenario)
  return { world, db: dbOfWorld(world) }
}

export function snapshotOf(scenario: unknown, options?: Partial<LoadOptions>): Snapshot {
  return toSnapshot(worldOf(scenario, options))
}

/** The least that a document needs. */
export const bare = { name: 'test', now: '2026-05-04T08:00:00Z', seed: 1 }

/** Everything a snapshot says of the rows, as one text. */
export function rowsAsText({ recordTypes, assistants, phones, campaigns, records, orders, calls }: Snapshot): string {
  return JSON.stringify({ recordTypes, assistants, phones, campaigns, records, orders, calls })
}
