import { collectCoverage, type Coverage, type CoverageOptions } from './explore/coverage.ts'
import { type Exploration, type ExploreOptions, runExplore } from './explore/explore.ts'
import type { ExploredTest } from './explore/world-runner.ts'

/** `callcamp-mock/explore`: runs a test in many worlds, until it breaks. */

export type { Coverage, CoverageOptions } from './explore/coverage.ts'
export type { OperationCoverage } from './explore/transition-lists.ts'
export type { Exploration, ExploreOptions } from './explore/explore.ts'
export { ExploreError } from './explore/explore-error.ts'
export type { ExploredStep } from './explore/transcript.ts'
export type { ExploredTest, ExploredWorld } from './explore/world-runner.ts'
export type { ExploredTimers } from './explore/timers.ts'
export type { Transition } from './explore/transitions.ts'
export type { Selection, Vary } from './explore/variations.ts'

/**
 * Runs a test in many worlds, each with data of its own, and throws when it fails in one. The error says what was different
 * in that world, as little as it takes, what the client did there, and how to run it again. The first world is the plain one.
 * @example
 * test('the dashboard counts what the API counts', () =>
 *   explore({ worlds: 300 }, async ({ mock }) => {
 *     const view = await loadDashboard()
 *     expect(view.total).toBe(mock.db.campaign.count())
 *   }))
 */
export function explore(options: ExploreOptions, test: ExploredTest): Promise<Exploration> {
  return runExplore(options, test)
}

/**
 * Collects what tests reach from its first call on, searches and ordinary tests alike, and returns what was reached so far. In
 * one of vitest's `setupFiles`, and with a folder, it does so for a whole run.
 * @example
 * explore.coverage({ folder: 'coverage/callcamp-mock' })
 */
explore.coverage = (options?: CoverageOptions): Coverage => collectCoverage(options)
