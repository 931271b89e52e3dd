import { show } from '../contract/problems.ts'
import { describeState } from '../runners/state.ts'
import { toPath } from './deviation.ts'
import { plainTest } from './plain-test.ts'
import type { Failure, Search } from './search.ts'
import { describeTransitions } from './transition-lists.ts'

/** What a search says to people. */

const runsDiffer =
  'was run twice, and the two runs differ. Most likely, the client keeps something between worlds; or it uses random numbers or real time.'

export function describeFailure({ outcome, after }: Failure, search: Search, seed: number): string {
  const { world, error, steps, mock } = outcome
  const path = toPath(world)
  return [
    `explore: the test fails in world ${after}: ${describeThrown(error)}`,
    '',
    ...(world.length === 0
      ? ['This is the plain world: nothing is different in it.']
      : ['What is different in it, as little as it takes:', ...world.map((deviation) => `  ${toPath([deviation])}`)]),
    '',
    steps.length === 0 ? 'The client sent no request.' : 'What happened:',
    ...steps.map(({ by, text }, index) => `  ${index + 1}. ${by}: ${text}`),
    '',
    ...(search.differing === undefined
      ? []
      : [`${search.differing} ${runsDiffer} It may take several attempts to see the failure again.`, '']),
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
    ...(search.differing === undefined
      ? []
      : [`${search.differing} ${runsDiffer} The same seed may find something else next time.`]),
    describeTransitions(search.transitions, search.isVaried),
  ].join('\n')
}

/** What a test has thrown, which may be anything: also an error of another realm, or an object that throws when it is read. */
function describeThrown(thrown: unknown): string {
  try {
    const message: unknown = typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, 'message') : thrown
    return typeof message === 'string' ? message : show(thrown)
  } catch {
    return 'an object that cannot be read'
  }
}
