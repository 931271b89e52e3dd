import type { Health } from '../contract/control/mock.ts'
import { type ModelName, modelNames } from '../contract/models.ts'
import { Problem } from '../contract/problems.ts'
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

/** The most characters of all answers of a batch. They are made at once, while other requests wait. */
const longestBatch = 33_554_432

function tooLong(asked: number, fitting: number): Problem {
  return new Problem(
    413,
    `The answers are longer than ${longestBatch} characters together: ask for fewer paths at once; received ${asked}, of which the first ${fitting} fit`,
  )
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
  'mock.batch'(_, { body: { paths }, read }) {
    const answers = []
    let total = 0
    for (const path of paths) {
      const { answer, length } = read(path)
      total += length
      if (total > longestBatch) return tooLong(paths.length, answers.length)
      answers.push(answer)
    }
    return { answers }
  },
  'mock.operations': (mock) => ({
    operations: operationsOf(mock.info.edition).map(({ id, method, path, summary }) => ({ id, method, path, summary })),
  }),
}
