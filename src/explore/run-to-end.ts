import { dayMs, hourMs } from '../contract/durations.ts'
import type { HeldAnswers } from './held-answers.ts'
import { type ClientTimers, realTurn, realWait } from './timers.ts'

/** Lets a client run to its end: answers that are held back go, and its timers fire, when it has nothing else to do. */

interface RunSettings {
  readonly held: HeldAnswers
  /** The fake timers that the client runs with; undefined where it waits in real time. */
  readonly timers: ClientTimers | undefined
  /** A number that changes when a request arrives. */
  readonly activity: () => number
  /** Whether the client sends requests without end. */
  readonly isEndless: () => boolean
  /** Lets virtual time pass with the client's timers. */
  readonly pass: (ms: number) => void
  /** Runs what calls back into the client. */
  readonly inScope: (run: () => unknown) => unknown
  /** Gives up on the client. */
  readonly signal: AbortSignal | undefined
}

/** So many turns of the event loop without a request mean that a client waits for something. */
const quietTurns = 12
/** A client that is not done after this much time of its own counts as endless. */
const longestMs = dayMs
/** How long a client may send no request, in real time, before the search gives up on it. Runners have timeouts of five seconds. */
const longestRealMs = 2_000
/** The first step of time if it is not known when the next timer fires. It doubles while nothing happens. */
const firstBlindStepMs = 50
const maxBlindStepMs = 5_000
/** The real time that all such steps take: the client may wait for something outside of this process, as a page that opens. */
const blindRealMs = 10_000
/** How long an answer is held at most where the client waits in real time. */
const realHoldMs = 20

/** Why a client did not come to its end. */
export class EndlessClientError extends Error {}

export async function runToEnd(run: () => Promise<unknown>, settings: RunSettings): Promise<void> {
  const { held, timers, activity, isEndless, pass, inScope, signal } = settings
  const client = { isDone: false }
  const ending = run().finally(() => (client.isDone = true))
  // A failure is thrown at the end. Until then, this handler prevents an unhandled rejection.
  ending.catch(() => {})
  let passedMs = 0
  let waitedMs = 0
  let blindStepMs = firstBlindStepMs
  let blindWaitedMs = 0
  let seen = activity()
  while (!client.isDone) {
    await quiet(() => client.isDone, activity, timers)
    if (client.isDone) break
    signal?.throwIfAborted()
    if (activity() !== seen) {
      waitedMs = 0
      blindStepMs = firstBlindStepMs
      seen = activity()
    }
    if (isEndless()) throw new EndlessClientError('The client sends requests without end')
    if (held.next === 0) {
      held.releaseNext()
      continue
    }
    const timer = timers?.next()
    const step = timers && stepOf(held.next, timer, blindStepMs)
    if (timers && step !== undefined) {
      passedMs += step
      if (passedMs > longestMs)
        throw new EndlessClientError(`The client is not done after ${longestMs / hourMs} hours of its timers`)
      held.pass(step)
      pass(step)
      await inScope(() => timers.advance(step))
      if (timer === undefined && blindWaitedMs < (passedMs / longestMs) * blindRealMs) {
        await realWait(1)
        blindWaitedMs += 1
      }
      blindStepMs = Math.min(2 * blindStepMs, maxBlindStepMs)
      continue
    }
    if (waitedMs >= longestRealMs)
      throw new EndlessClientError(
        `The client is not done after ${longestRealMs / 1_000} seconds, and has sent no further request`,
      )
    // What comes soon is noticed soon. After that, looking again and again would keep a busy machine from its work.
    const waitMs = waitedMs < realHoldMs ? 1 : realHoldMs
    await realWait(waitMs)
    waitedMs += waitMs
    if (waitedMs % realHoldMs === 0) held.pass(Number.POSITIVE_INFINITY)
  }
  held.releaseAll()
  await ending
}

/** How far to move time: to the next timer or held answer, whichever is first; undefined if there is none. */
function stepOf(answer: number | undefined, timer: number | null | undefined, blindStepMs: number): number | undefined {
  if (timer === undefined) return Math.min(answer ?? blindStepMs, blindStepMs)
  if (timer === null) return answer
  return Math.min(answer ?? timer, timer)
}

async function quiet(isDone: () => boolean, activity: () => number, timers: ClientTimers | undefined): Promise<void> {
  let seen = activity()
  for (let turns = 0; turns < quietTurns && !isDone(); turns += 1) {
    await realTurn()
    timers?.flush()
    if (activity() === seen) continue
    seen = activity()
    turns = -1
  }
}
