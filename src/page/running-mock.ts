/** A page has one worker of msw, so that one mock runs on it at a time. */

/** Stops the mock that runs on this page. */
let stopRunning: (() => void) | undefined

/** Stops the mock that runs on this page, if any, in favour of the one that `stop` stops. */
export function takeOver(stop: () => void): void {
  if (stopRunning) {
    // oxlint-disable-next-line no-console
    console.info(
      'callcamp-mock: another mock answers on this page from here on, and the one before is stopped. Where both are wanted, let one answer for both: worker.use(...other.mock.handlers).',
    )
  }
  stopRunning?.()
  stopRunning = stop
}

/** Notes that the mock that `stop` stops does not run any more. */
export function release(stop: () => void): void {
  if (stopRunning === stop) stopRunning = undefined
}

/** Resolves when the last start is done. */
let lastStart: Promise<void> = Promise.resolve()

/** Runs a start when all starts before it are done, successful or not: msw cannot start twice at the same time. */
export function startInOrder(start: () => Promise<void>): Promise<void> {
  const mine = lastStart.then(start)
  lastStart = mine.catch(() => {})
  return mine
}
