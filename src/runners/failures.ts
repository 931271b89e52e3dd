import { internals } from '../engine/internals.ts'
import type { Mock } from '../mock.ts'
import { describeRequests } from './requests.ts'
import { describeState } from './state.ts'

/** Throws the errors that listeners threw during a test. Such an error does not stop the code that emits the event. */
export function throwFailures(mock: Mock): void {
  const { failures } = mock[internals]
  const [only, another] = failures
  if (another !== undefined)
    throw new AggregateError(
      failures,
      `Listeners failed with ${failures.length} errors:\n${failures.map((error) => `- ${String(error)}`).join('\n')}`,
    )
  if (only !== undefined) throw only
}

/** Prints the last requests of a failed test, and how to look at its state. */
export function printRequests(test: string, mock: Mock): void {
  const exchanges = mock.requests.all()
  if (exchanges.length === 0) return
  const requests = `callcamp-mock: the last requests of "${test}":\n${describeRequests(exchanges)}`
  // oxlint-disable-next-line no-console
  console.error(`${requests}\nIts state, to look at:\n${describeState(mock)}`)
}
