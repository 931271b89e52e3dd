import { z } from 'zod'
import { seed } from '../contract/formats.ts'
import { show } from '../contract/problems.ts'
import { aFunction, checkOptions, mockOptions } from '../contract/options.ts'
import type { Mock, MockOptions } from '../mock.ts'
import { addToCoverage } from './coverage.ts'
import { type Deviation, fromPath, toPath } from './deviation.ts'
import { ExploreError } from './explore-error.ts'
import { intercepted, ownServer } from './intercept.ts'
import { isKind, slotOf } from './kinds/catalog.ts'
import { isDangling } from './kinds/rows.ts'
import { type ExploredTest, WorldRunner } from './world-runner.ts'
import { describeFailure, describeSuccess } from './report.ts'
import { defaultSeed, defaultWorlds, differ, type Failure, runAgain, type Search, search } from './search.ts'
import { exploredTimers } from './timers.ts'
import { type Transition } from './transitions.ts'
import { Variations, vary } from './variations.ts'

function isAbortSignal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'aborted' in value && 'throwIfAborted' in value
}

const ownOptions = z.strictObject({
  /** How many worlds the test is run in. Default 100. */
  worlds: z.int().min(1).max(1_000_000).default(defaultWorlds),
  /** What the search draws from. The same seed tries the same worlds, on every machine. */
  seed: seed.default(defaultSeed),
  /** What worlds vary: data, time, calls, network and others. Default: everything. */
  vary: vary.optional(),
  /** Runs a single world, which the report of a failure has named. */
  path: z.string().optional(),
  /** Milliseconds after which no further world is begun. */
  within: z.int().min(1).optional(),
  /** Ends the search, with the error that is its reason: for tests that time out. The context of a test in vitest has one. */
  signal: z
    .custom<AbortSignal>(isAbortSignal, {
      error: 'must be an AbortSignal, such as `signal` in the context of a vitest test',
    })
    .optional(),
  /** Runs first in every world. The rows that it makes are left alone, and orders of the world join its campaign. */
  setup: aFunction<(mock: Mock) => unknown>().optional(),
  /** How to move fake timers that are not those of vitest or jest. */
  timers: exploredTimers.optional(),
  /** Your own server of msw, where one listens already. */
  server: ownServer.optional(),
  /** Prints the result of a search. Default: on the console; false prints nothing. */
  print: z.union([z.boolean(), aFunction<(text: string) => void>()]).optional(),
})
/** Options of `explore`: its own, and those of `createMock`, but for a clock that ticks. */
export interface ExploreOptions
  extends Omit<MockOptions, 'clock' | 'speed' | 'seed'>, Readonly<z.input<typeof ownOptions>> {}

const exploreOptions = mockOptions.omit({ clock: true, speed: true }).extend(ownOptions.shape)

/** What a search that found nothing has seen. */
export interface Exploration {
  readonly worlds: number
  readonly seed: number
  readonly transitions: readonly Transition[]
  /** False where two runs of one world differed. */
  readonly isRepeatable: boolean
}

export async function runExplore(options: ExploreOptions, test: ExploredTest): Promise<Exploration> {
  const { worlds, seed, path, within, signal } = checkOptions(exploreOptions, options, 'explore')
  if (typeof test !== 'function')
    throw new TypeError(`explore: the test must be a function, after the options; received ${show(test)}`)
  signal?.throwIfAborted()
  const { runner, variations } = toRunner(options)
  const only = path === undefined ? undefined : fromPath(path, isKind, slotOf)
  const found = await intercepted(runner.root([]), options.server, async () =>
    only
      ? runOne(runner, only, test)
      : search(await loadFastCheck(), runner, variations, test, { worlds, seed, within, signal }),
  )
  const { failure, transitions, differing } = found
  addToCoverage(transitions.values())
  if (failure) throw toError(failure, found, seed)
  tell(options.print, describeSuccess(found, seed))
  return { worlds: found.worlds, seed, transitions: [...transitions.values()], isRepeatable: differing === undefined }
}

function toRunner({
  worlds: _worlds,
  seed: _seed,
  vary = {},
  path: _path,
  within: _within,
  signal,
  setup,
  timers,
  server: _server,
  print: _print,
  ...options
}: ExploreOptions): { readonly runner: WorldRunner; readonly variations: Variations } {
  // What the test takes as given stays.
  const variations = new Variations(
    vary,
    ({ variety, name }) =>
      (options.now !== undefined && variety === 'time') || (options.references === 'strict' && isDangling(name)),
  )
  const isVaried = (kind: string, operation: string) => variations.covers(kind, operation)
  return { runner: new WorldRunner({ options, setup, timers, signal, isVaried }), variations }
}

function toError(failure: Failure, found: Search, seed: number): ExploreError {
  const { outcome, after } = failure
  return new ExploreError(describeFailure(failure, found, seed), {
    path: toPath(outcome.world),
    steps: outcome.steps,
    worlds: after,
    cause: outcome.error,
  })
}

/** A single world, twice: to see whether it shows the same both times. */
async function runOne(runner: WorldRunner, world: readonly Deviation[], test: ExploredTest): Promise<Search> {
  const first = await runner.run(world, test)
  const second = await runAgain(runner, first, test)
  const outcome = first.failed ? first : second
  return {
    worlds: 1,
    failure: outcome.failed ? { outcome, after: 1 } : undefined,
    transitions: new Map([...first.transitions, ...second.transitions]),
    // A single world varies nothing.
    isVaried: () => false,
    differing: differ(first, second) ? 'This world' : undefined,
  }
}

async function loadFastCheck() {
  return import('fast-check').catch((error: unknown) => {
    throw new Error('callcamp-mock/explore needs fast-check: npm install --save-dev fast-check', { cause: error })
  })
}

function tell(print: ExploreOptions['print'], text: string): void {
  if (typeof print === 'function') print(text)
  // oxlint-disable-next-line no-console
  else if (print !== false) console.log(text)
}
