import { internals } from '../engine/internals.ts'
import type { Mock } from '../mock.ts'

/** Throws the errors that listeners threw during a test. Such an error does not stop the code that emits the event. */
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
