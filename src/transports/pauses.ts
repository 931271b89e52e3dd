import { machineTime } from '../world/clock.ts'
import type { Pause } from '../world/slices.ts'

/** Short enough that nobody notices, and long enough for few pauses. */
const sliceMs = 10

/**
 * Lets other tasks run whenever ten milliseconds of work are done: what the page shows, what the user types.
 * @example
 * await mock[internals].prepare(createPause())
 */
export function createPause(wait = nextTask): Pause {
  let until = machineTime() + sliceMs
  return () => {
    if (machineTime() < until) return undefined
    return wait().then(() => void (until = machineTime() + sliceMs))
  }
}

/** This many requests may follow each other before other tasks run. */
const requestsInARow = 1_000

/**
 * Lets other tasks run after every thousandth call. Promises alone never do: with a listener that makes a request for
 * every request, no timer would run any more, and no test would time out.
 */
export function createTurns(): Pause {
  let left = requestsInARow
  return () => {
    left -= 1
    if (left > 0) return undefined
    left = requestsInARow
    return nextTask()
  }
}

/** Waits until the tasks that are due by now have run. A timer of zero takes four milliseconds in a browser. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const goOn = () => {
      port1.close()
      resolve()
    }
    port1.addEventListener('message', goOn, { once: true })
    port1.start()
    port2.postMessage(null)
  })
}

/** Waits until the page has nothing else to do. */
export function nextIdleTime(): Promise<void> {
  return typeof requestIdleCallback === 'function'
    ? new Promise((resolve) => void requestIdleCallback(() => resolve()))
    : nextTask()
}
