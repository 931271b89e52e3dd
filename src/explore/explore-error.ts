import type { ExploredStep } from './transcript.ts'

/** What a search that found a failure throws. `cause` is what the test threw. */
export class ExploreError extends Error {
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
