import { internals } from '../engine/internals.ts'
import type { Mock } from '../mock.ts'

/** Throws what listeners have thrown during a test. The code that calls a listener goes on. */
export function throwFailures(mock: Mock): void {
  const { failures } = mock[internals]
  const [only, another] = failures
  if (another !== undefined)
    throw new AggregateError(
      failures,
      `${failures.length} calls of listeners failed:\n${failures.map((error) => `- ${String(error)}`).join('\n')}`,
    )
  if (only !== undefined) throw only
}
