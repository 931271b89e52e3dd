import type { Health } from '../contract/control/mock.ts'
import { type ModelName, modelNames } from '../contract/models.ts'
import { recordOf } from '../contract/record-of.ts'
import { version } from '../contract/version.ts'
import { operationsOf } from '../operations/table.ts'
import { scenarioSummaries } from '../scenarios/catalog.ts'
import { internals } from '../engine/internals.ts'
import { clockOf } from './clock.ts'
import type { Controlled } from './controlled.ts'
import { after, type HandlersOf, refusing, type ServerFacts } from './handlers.ts'
import { schemasOf } from './schemas.ts'

/** Routes of the mock itself: health, reset and the like. */

export function countsOf(mock: Controlled): Readonly<Record<ModelName, number>> {
  return recordOf(modelNames, (model) => mock.db[model].count())
}

export function healthOf(mock: Controlled, { baseUrl, settings }: ServerFacts): Health {
  mock[internals].tick()
  const { edition, scenario, seed, sandbox } = mock.info
  return {
    version,
    edition,
    scenario,
    seed,
    baseUrl,
    sandbox,
    counts: countsOf(mock),
    clock: clockOf(mock),
    simulator: mock.simulator.enabled,
    faults: mock.faults.all().length,
    ...(settings && { settings: { ...settings } }),
  }
}

export const mockHandlers: HandlersOf<'mock'> = {
  'mock.health': healthOf,
  'mock.reset'(mock, { body: { scenario, seed } = {}, baseUrl }) {
    const outcome = refusing('scenario', () =>
      scenario === undefined && seed === undefined ? mock.reset() : mock.load(scenario, { seed }),
    )
    return after(outcome, () => healthOf(mock, { baseUrl }))
  },
  'mock.scenarios': (mock) => ({
    scenarios: scenarioSummaries.map(({ name, description }) => ({ name, description })),
    current: mock.info.scenario,
  }),
  'mock.schemas': schemasOf,
  'mock.batch': (_, { body: { paths }, read }) => ({ answers: paths.map(read) }),
  'mock.operations': (mock) => ({
    operations: operationsOf(mock.info.edition).map(({ id, method, path, summary }) => ({ id, method, path, summary })),
  }),
}
