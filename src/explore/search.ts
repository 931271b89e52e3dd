import type * as FastCheck from 'fast-check'
import type { Deviation } from './deviation.ts'
import { LearnedWorlds } from './learned-worlds.ts'
import type { ExploredTest, WorldRunner, WorldOutcome } from './world-runner.ts'
import { EndlessClientError } from './run-to-end.ts'
import { realLimit } from './timers.ts'
import type { Transition } from './transitions.ts'
import type { Variations } from './variations.ts'
import { worldsOf } from './worlds.ts'

/** One world after another, until a test breaks. */

export const defaultWorlds = 100
export const defaultSeed = 1

export interface SearchSettings {
  readonly worlds: number
  readonly seed: number
  /** Milliseconds after which no further world is begun; undefined for no limit. */
  readonly within: number | undefined
  /** Ends the search with an error. */
  readonly signal: AbortSignal | undefined
}

export interface Search {
  /** How many worlds were run, without those that made a failure simpler. */
  readonly worlds: number
  /** The simplest world in which the test fails; undefined where none was found. */
  readonly failure: Failure | undefined
  readonly transitions: ReadonlyMap<string, Transition>
  /** Whether the search may let a kind happen to requests of an operation. */
  readonly isVaried: (kind: string, operation: string) => boolean
  /** A world of which two runs differ, as the report names it; undefined where none is known. */
  readonly differing: 'This world' | 'The plain world' | undefined
}

export interface Failure {
  readonly outcome: WorldOutcome
  /** How many worlds were run until the first failed. */
  readonly after: number
}

export async function search(
  fc: typeof FastCheck,
  runner: WorldRunner,
  variations: Variations,
  test: ExploredTest,
  { worlds, seed, within, signal }: SearchSettings,
): Promise<Search> {
  const learned = new LearnedWorlds(variations.kinds)
  let count = 0
  let found: WorldOutcome | undefined
  let after = 0
  let first: WorldOutcome | undefined
  const limit = realLimit(within)
  const property = fc.asyncProperty(worldsOf(fc, learned), async (world) => {
    // The limit of fast-check itself would count the time of fake timers.
    if (limit.isOver() || signal?.aborted === true) throw new fc.PreconditionFailure(true)
    if (!found) count += 1
    const outcome = await runner.run(world, test)
    first ??= outcome
    if (outcome.failed) {
      learned.see(outcome)
      if (!found) after = count
      found = outcome
      return false
    }
    if (found) learned.hold(outcome)
    else learned.learn(outcome)
    return true
  })
  const plain: readonly Deviation[] = []
  const { errorInstance } = await fc.check(property, {
    seed,
    // Where nothing varies, there is one world.
    numRuns: variations.kinds.length === 0 ? 1 : worlds,
    examples: [[plain]],
    // What is thrown while worlds are drawn is a defect of the search, and no answer about the test.
    includeErrorInReport: false,
  })
  limit.end()
  signal?.throwIfAborted()
  if (errorInstance !== null && errorInstance !== undefined && !found) throw errorInstance
  const again = found && (await runAgain(runner, found, test))
  // In the plain world, the test held at first. It may fail now if the client keeps something between worlds.
  const plainAgain = first && first !== found ? await runner.run(first.world, test) : undefined
  return {
    worlds: count,
    failure: found && { outcome: again?.failed ? again : found, after },
    transitions: learned.transitions,
    isVaried: (kind, operation) => variations.isVaried(kind, operation),
    differing: differ(found, again) ? 'This world' : differ(first, plainAgain) ? 'The plain world' : undefined,
  }
}

/** Runs a world again. One with an endless client would take as long again, and runners have timeouts. */
export async function runAgain(runner: WorldRunner, outcome: WorldOutcome, test: ExploredTest): Promise<WorldOutcome> {
  return outcome.error instanceof EndlessClientError ? outcome : runner.run(outcome.world, test)
}

/** Whether two runs of a world showed something else. */
export function differ(one: WorldOutcome | undefined, other: WorldOutcome | undefined): boolean {
  return one !== undefined && other !== undefined && (one.failed !== other.failed || one.trace !== other.trace)
}
