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
