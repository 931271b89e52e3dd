/**
 * Real time, for what must really wait. Taken when the module loads: fake timers that a test installs
 * later neither hold answers back nor hurry them.
 */
const { setTimeout: start, clearTimeout: stop, setInterval: startEach, clearInterval: stopEach } = globalThis

/** Calls back later; the function it answers calls it off. A waiting call keeps no process alive. */
export function wait(ms: number, then: () => void): () => void {
  const timer = start(then, ms)
  if (typeof timer === 'object' && 'unref' in timer) timer.unref()
  return () => stop(timer)
}

/** The same for what somebody waits for: the process lives until then. */
export function waitAlive(ms: number, then: () => void): () => void {
  const timer = start(then, ms)
  return () => stop(timer)
}

/** Calls back again and again, until the function it answers is called. Keeps no process alive. */
export function every(ms: number, then: () => void): () => void {
  const timer = startEach(then, ms)
  if (typeof timer === 'object' && 'unref' in timer) timer.unref()
  return () => stopEach(timer)
}

/** Calls back when the browser has nothing better to do, within half a second; the function it answers calls it off. */
export function idle(then: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') return wait(50, then)
  const handle = requestIdleCallback(then, { timeout: 500 })
  return () => cancelIdleCallback(handle)
}

/** Resolves after some milliseconds; rejects as soon as the signal aborts. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      stop(timer)
      reject(signal?.reason)
    }
    if (signal?.aborted) return reject(signal.reason)
    const timer = start(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, ms)
    signal?.addEventListener('abort', abort, { once: true })
  })
}

/** Never resolves; rejects when the signal aborts. */
export function forever(signal?: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
