import type { Mock } from '../mock.ts'

/** Fails a test of what its listeners have thrown: they are called in the middle of something else, which goes on. */
export function throwFailures({ failures }: Mock): void {
  const [only, another] = failures
  if (another !== undefined)
    throw new AggregateError(
      failures,
      `${failures.length} calls of listeners failed:\n${failures.map((error) => `- ${String(error)}`).join('\n')}`,
    )
  if (only !== undefined) throw only
}
