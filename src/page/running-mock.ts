import { holdRequests } from './held-requests.ts'

/** A page has one worker of msw, so that one mock runs on it at a time. */

/** A mock that can run on this page. */
export interface PageMock {
  readonly stop: () => void
  /** Starts it again as it was started before. */
  readonly resume: () => Promise<void>
  /** Whether it answers requests to this address while it runs. */
  readonly answers: (url: string) => boolean
}

let running: PageMock | undefined

/** Whether a mock runs on this page. */
export function isAnyRunning(): boolean {
  return running !== undefined
}

/** Whether another mock runs on this page. */
export function isReplacing(mock: PageMock): boolean {
  return running !== undefined && running !== mock
}

/**
 * Stops the mock that runs on this page, if any, and starts another one, unless that is stopped meanwhile. If it does
 * not run in the end, the mock before is started again. Requests of the page that begin meanwhile wait.
 */
export async function takeOver(mock: PageMock, start: () => Promise<boolean>): Promise<void> {
  const before = running
  const goOn = before && holdRequests((url) => before.answers(url) || mock.answers(url))
  before?.stop()
  running = mock
  let isRunning = false
  try {
    isRunning = await start()
  } finally {
    if (!isRunning) {
      release(mock)
      await before?.resume().catch(tellOfLoss)
    }
    goOn?.(isAnyRunning())
  }
  if (before && isRunning) {
    // oxlint-disable-next-line no-console
    console.info(
      'callcamp-mock: another mock answers on this page now, the one before is stopped. For both: worker.use(...other.mock.handlers).',
    )
  }
}

/** Notes that a mock does not run any more. */
export function release(mock: PageMock): void {
  if (running === mock) running = undefined
}

export function tellOfLoss(reason: unknown): void {
  // oxlint-disable-next-line no-console
  console.error('callcamp-mock: no mock answers on this page any more: it could not start again.', reason)
}

/** Resolves when the last start is done. */
let lastStart: Promise<void> = Promise.resolve()

/** Runs a start when all starts before it are done, successful or not: msw cannot start twice at the same time. */
export function startInOrder(start: () => Promise<void>): Promise<void> {
  const mine = lastStart.then(start)
  lastStart = mine.catch(() => {})
  return mine
}
