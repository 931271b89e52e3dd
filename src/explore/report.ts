import { collections } from '../contract/models.ts'
import { type ExploredModel, modelsOf } from './kinds/meanwhile.ts'
import { messageOf } from '../contract/problems.ts'
import { internals } from '../engine/internals.ts'
import { describeState } from '../runners/state.ts'
import { type Deviation, toPath } from './deviation.ts'
import type { WorldOutcome } from './world-runner.ts'
import type { Failure, Search } from './search.ts'
import { isDangling } from './kinds/rows.ts'
import { callsEndAs, momentOf, startRows } from './start.ts'
import { describeTransitions } from './transition-lists.ts'

/** What a search says to people. */

/** More rows than this are not written out: the state link has them. */
const maxWrittenRows = 12

const runsDiffer =
  'was run twice, and the two runs differ: the client uses random numbers, real time, or something that it keeps between tests.'

export function describeFailure({ outcome, after }: Failure, search: Search, seed: number): string {
  const { world, error, steps, mock } = outcome
  const path = toPath(world)
  return [
    `explore: the test fails in world ${after}: ${messageOf(error)}`,
    '',
    ...(world.length === 0
      ? ['This is the plain world: nothing is different in it.']
      : ['What is different in it, as little as it takes:', ...world.map((deviation) => `  ${toPath([deviation])}`)]),
    '',
    steps.length === 0 ? 'The client sent no request.' : 'What happened:',
    ...steps.map(({ by, text }, index) => `  ${index + 1}. ${by}: ${text}`),
    '',
    ...(search.isRepeatable
      ? []
      : [`This world ${runsDiffer} It may take several attempts to see the failure again.`, '']),
    `Once more: explore({ path: '${path}', … }). The whole search: explore({ seed: ${seed}, … }).`,
    '',
    'The same as a plain test:',
    ...plainTest(outcome).map((line) => `  ${line}`.trimEnd()),
    '',
    'The state at the end, to look at:',
    describeState(mock),
    '',
    describeTransitions(search.transitions, search.isVaried),
  ].join('\n')
}

export function describeSuccess(search: Search, seed: number): string {
  return [
    `explore: the test holds in ${search.worlds} ${search.worlds === 1 ? 'world' : 'worlds'} (seed ${seed}).`,
    ...(search.isRepeatable ? [] : [`The plain world ${runsDiffer} The same seed may find something else next time.`]),
    describeTransitions(search.transitions, search.isVaried),
  ].join('\n')
}

/** The failing world, written out as a test that needs no search. */
function plainTest({ world, code, mock, operations }: WorldOutcome): string[] {
  const moment = momentOf(world)
  const models = new Set(operations.flatMap((operation) => (operation === null ? [] : modelsOf(operation))))
  return [
    "import { test } from 'callcamp-mock/vitest'",
    '',
    ...(world.some(({ kind }) => isDangling(kind)) ? ["test.override({ references: 'loose' })", ''] : []),
    "test('what the search found', async ({ mock }) => {",
    ...[
      ...(moment === undefined ? [] : [`mock.clock.set('${moment}')`]),
      ...rowLines(world, models, moment === undefined ? mock[internals].world.base.now : Date.parse(moment)),
      ...outcomeLines(world),
      ...code.flatMap((lines) => lines.split('\n')),
      '// what the test of the search does',
    ].map((line) => `  ${line}`),
    '})',
  ]
}

/** The rows of the models that the client asks for. */
function rowLines(world: readonly Deviation[], models: ReadonlySet<ExploredModel>, now: number): string[] {
  const rows = startRows(world, now, undefined)
  const lines = rows.recordTypes.map((draft) => `mock.db.recordType.create(${JSON.stringify(draft)})`)
  for (const model of ['campaign', 'record', 'order'] as const) {
    const drafts: readonly object[] = rows[collections[model]]
    if (drafts.length === 0 || !models.has(model)) continue
    if (drafts.length <= maxWrittenRows) {
      lines.push(`mock.db.${model}.createMany([`, ...drafts.map((draft) => `  ${JSON.stringify(draft)},`), '])')
    } else {
      const plain = JSON.stringify(drafts[0])
      lines.push(
        `mock.db.${model}.createMany(${drafts.length}, (index) => ({ ...${plain}, uuid: \`${model}-\${index}\` }))`,
      )
    }
  }
  return lines
}

function outcomeLines(world: readonly Deviation[]): string[] {
  const outcome = callsEndAs(world)
  return outcome === undefined ? [] : [`mock.simulator.configure({ outcomes: { '${outcome}': 1 } })`]
}
