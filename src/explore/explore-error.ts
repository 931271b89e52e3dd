import type { ExploredStep } from './transcript.ts'

/**
 * What a search that found a failure throws. `cause` is what the test threw.
 * @example
 * const error = await explore({}, test).catch((thrown: unknown) => thrown)
 * if (error instanceof ExploreError) console.log(error.path, error.steps)
 */
export class ExploreError extends Error {
  /** Tells it from other errors. */
  override readonly name = 'ExploreError'
  /** The simplest world in which the test fails, as the option `path` takes it. */
  readonly path: string
  /** What the client and the world did there, in order. */
  readonly steps: readonly ExploredStep[]
  /** How many worlds were run until one failed. */
  readonly worlds: number

  constructor(
    message: string,
    { path, steps, worlds, cause }: Pick<ExploreError, 'path' | 'steps' | 'worlds'> & { readonly cause: unknown },
  ) {
    super(message, { cause })
    this.path = path
    this.steps = steps
    this.worlds = worlds
  }
}
