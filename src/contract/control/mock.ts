import { z } from 'zod'
import { answering, type ControlRoute } from '../define-route.ts'
import { seed } from '../formats.ts'
import type { Immutable } from '../immutable.ts'
import { mockInfo } from '../mock-info.ts'
import { modelName, modelNames } from '../models.ts'
import { named, namedStrict } from '../named.ts'
import { operationId } from '../operation-ids.ts'
import { countsOf } from '../stats.ts'
import type { Scenario } from '../scenarios.ts'
import { clock } from './clock.ts'
import { formField } from './form-fields.ts'

/** What the mock is, what it contains, and how to start it again. */

export const rowCounts = named('RowCounts', 'How many rows of each model there are.', countsOf(modelNames))

export const health = named('Health', 'What the mock is and holds.', {
  version: z.string(),
  ...mockInfo.shape,
  counts: rowCounts,
  clock,
  simulator: z.boolean().meta({ description: 'Whether calls are made.' }),
  faults: z.int().min(0).meta({ description: 'How many faults are set.' }),
  settings: z.record(z.string(), z.unknown()).optional().meta({ description: 'How the server was started.' }),
})
export interface Health extends Immutable<z.infer<typeof health>> {}

/** A document is checked where it is loaded: all of it, with a line for each thing that is wrong. */
const inlineScenario = z
  .custom<Scenario>((value) => typeof value === 'object' && value !== null && !Array.isArray(value), {
    error: 'must be the name of a scenario, or a scenario document',
  })
  .meta({ type: 'object', additionalProperties: true, description: 'A scenario document, a snapshot or a state.' })

const reset = namedStrict('Reset', 'What to start from.', {
  scenario: z
    .union([z.string().min(1), inlineScenario])
    .optional()
    .meta({ description: 'The data to start with.' }),
  seed: seed.optional(),
})

const scenarioSummary = z
  .object({ name: z.string(), description: z.string() })
  .meta({ id: 'ScenarioSummary', description: 'A scenario in one sentence.' })
export interface ScenarioSummary extends Immutable<z.infer<typeof scenarioSummary>> {}

const operationSummary = z
  .object({ id: operationId, method: z.string(), path: z.string(), summary: z.string() })
  .meta({ id: 'OperationSummary', description: 'An operation of the API.' })
export interface OperationSummary extends Immutable<z.infer<typeof operationSummary>> {}

const scenarios = named('ScenarioList', 'The scenarios there are, and the one that is loaded.', {
  scenarios: z.array(scenarioSummary),
  current: z.string(),
})

const operations = named('OperationList', 'The operations of the API.', { operations: z.array(operationSummary) })

const fields = z.array(formField)
const modelSummary = named('ModelSummary', 'A model and the fields of its rows.', {
  name: modelName,
  title: z.string(),
  collection: z.string(),
  description: z.string(),
  needed: z.array(z.string()).meta({ description: 'The fields that a new row must be given.' }),
  references: z.record(z.string(), z.string()).meta({ description: 'The model that each reference names.' }),
  created: z.string().meta({ description: 'The field that says when a row was created.' }),
  hidden: z.array(z.string()).meta({ description: 'The fields that no answer of the API has.' }),
  fields,
})
export interface ModelSummary extends Immutable<z.infer<typeof modelSummary>> {}

const schemas = named('Schemas', 'The fields of the models, of faults and of the call simulator.', {
  models: z.array(modelSummary),
  fault: fields,
  hold: fields,
  simulator: fields,
  simulatorDefaults: z.record(z.string(), z.unknown()),
})
export interface Schemas extends Immutable<z.infer<typeof schemas>> {}

const batch = namedStrict('Batch', 'The paths to read, each with its query.', {
  paths: z.array(z.string().startsWith('/')).max(500),
})
const batchAnswer = named('BatchAnswer', 'The answers, in the order of the paths.', {
  answers: z.array(named('BatchedAnswer', 'One of the answers.', { status: z.int(), body: z.unknown() })),
})

const scenario = 'documented-orders'

export const mockRoutes = {
  'mock.health': {
    method: 'GET',
    path: '/health',
    summary: 'Returns a summary of the mock',
    description: 'version, scenario, seed, counts and clock',
    answer: answering(health),
    example: { scenario },
  },
  'mock.reset': {
    method: 'POST',
    path: '/reset',
    summary: 'Returns to the start, or starts with another scenario or seed',
    description: '`{ scenario?, seed? }`, with a name or a whole document',
    body: reset.optional(),
    answer: answering(health),
    example: { scenario, body: { scenario: 'demo', seed: 7 } },
  },
  'mock.scenarios': {
    method: 'GET',
    path: '/scenarios',
    summary: 'Lists the scenarios, with a sentence about each',
    answer: answering(scenarios),
    example: { scenario },
  },
  'mock.operations': {
    method: 'GET',
    path: '/operations',
    summary: 'Lists the operations of the API',
    answer: answering(operations),
    example: { scenario },
  },
  'mock.schemas': {
    method: 'GET',
    path: '/schemas',
    summary: 'Returns the fields of every model, of faults and of the call simulator',
    answer: answering(schemas),
    example: { scenario, answer: { models: [], fault: [], hold: [], simulatorDefaults: {}, simulator: [] } },
  },
  'mock.batch': {
    method: 'POST',
    path: '/batch',
    summary: 'Answers several GET requests of the control API at once',
    description: '`{ paths }`; 413 for more than 32 MiB of answers',
    body: batch,
    answer: answering(batchAnswer),
    example: { scenario, body: { paths: ['/clock', '/stats'] } },
  },
} as const satisfies Readonly<Record<string, ControlRoute>>
