import { z } from 'zod'
import { seed } from '../contract/formats.ts'
import { modelNames } from '../contract/models.ts'
import type { Scenario, Snapshot } from '../contract/scenarios.ts'
import { version } from '../contract/version.ts'
import { operationsOf } from '../operations/table.ts'
import { scenarioSummaries } from '../scenarios/catalog.ts'
import { clockOf } from './clock.ts'
import type { Controlled } from './controlled.ts'
import { after, type ControlRow, defineControl, refusing } from './row.ts'

/** What the mock is, what it holds, and how to begin anew. */

export function countsOf(mock: Controlled): Readonly<Record<string, number>> {
  return Object.fromEntries(modelNames.map((model) => [model, mock.db[model].count()]))
}

function healthOf(mock: Controlled, baseUrl: string) {
  mock.tick()
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
  }
}

/** A document is checked where it is loaded: all of it, with a line for each thing that is wrong. */
const inlineScenario = z.custom<Scenario>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  { error: 'must be the name of a scenario, or a scenario document' },
)
const snapshotDocument = z.custom<Snapshot>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  { error: 'must be a snapshot' },
)

const resetBody = z.strictObject({
  scenario: z.union([z.string().min(1), inlineScenario]).optional(),
  seed: seed.optional(),
})

export const overviewRows: readonly ControlRow[] = [
  defineControl({
    id: 'health',
    method: 'GET',
    path: '/health',
    summary: 'What the mock is and holds',
    handle: (mock, { baseUrl, settings }) => ({ ...healthOf(mock, baseUrl), ...(settings && { settings }) }),
  }),
  defineControl({
    id: 'reset',
    method: 'POST',
    path: '/reset',
    summary: 'Back to the start, or to another scenario or seed',
    body: resetBody.optional(),
    handle(mock, { body: { scenario, seed } = {}, baseUrl }) {
      const outcome = refusing('scenario', () =>
        scenario === undefined && seed === undefined ? mock.reset() : mock.load(scenario, { seed }),
      )
      return after(outcome, () => healthOf(mock, baseUrl))
    },
  }),
  defineControl({
    id: 'state.get',
    method: 'GET',
    path: '/state',
    summary: 'All there is, as a snapshot',
    handle: (mock) => mock.snapshot(),
  }),
  defineControl({
    id: 'state.put',
    method: 'PUT',
    path: '/state',
    summary: 'Back to a snapshot',
    body: snapshotDocument,
    handle: (mock, { body, baseUrl }) =>
      after(
        refusing('state', () => mock.restore(body)),
        () => healthOf(mock, baseUrl),
      ),
  }),
  defineControl({
    id: 'scenarios',
    method: 'GET',
    path: '/scenarios',
    summary: 'The scenarios there are',
    handle: (mock) => ({
      scenarios: scenarioSummaries.map(({ name, description }) => ({ name, description })),
      current: mock.info.scenario,
    }),
  }),
  defineControl({
    id: 'operations',
    method: 'GET',
    path: '/operations',
    summary: 'The operations of the API',
    handle: (mock) => ({
      operations: operationsOf(mock.info.edition).map(({ id, method, path, summary }) => ({
        id,
        method,
        path,
        summary,
      })),
    }),
  }),
]
