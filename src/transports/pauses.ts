import { machineTime } from '../world/clock.ts'
import type { Pause } from '../world/slices.ts'

/** Short enough that nobody notices, and long enough for few pauses. */
const sliceMs = 10

/**
 * Lets other tasks run whenever ten milliseconds of work are done: what the page shows, what the user types.
 * @example
 * await mock[internals].prepare(createPause())
 */
export function createPause(): Pause {
  let until = machineTime() + sliceMs
  return () => {
    if (machineTime() < until) return undefined
    return new Promise((resolve) => {
      // A timer of zero takes four milliseconds in a browser.
      const { port1, port2 } = new MessageChannel()
      const goOn = () => {
        port1.close()
        until = machineTime() + sliceMs
        resolve()
      }
      port1.addEventListener('message', goOn, { once: true })
      port1.start()
      port2.postMessage(null)
    })
  }
}
