/**
 * Real time, for what must really wait. Taken when the module loads, before a test installs fake timers. What a client waits
 * for, as the delay of an answer, goes by the timers that are installed: a test that moves them moves the answer.
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

/** Calls back when an answer has been late enough, by the timers that are installed; the function it returns calls it off. */
export function delay(ms: number, then: () => void): () => void {
  const { setTimeout, clearTimeout } = globalThis
  const timer = setTimeout(then, ms)
  return () => clearTimeout(timer)
}

/** Resolves when an answer has been late enough; rejects as soon as the signal aborts. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  let callOff = () => {}
  try {
    await unlessAborted(new Promise<void>((resolve) => (callOff = delay(ms, resolve))), signal)
  } finally {
    callOff()
  }
}

/** Resolves as a promise does, and rejects as soon as the signal aborts. */
export async function unlessAborted<Value>(promise: Promise<Value>, signal?: AbortSignal): Promise<Value> {
  if (!signal) return promise
  const done = new AbortController()
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { signal: done.signal })
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    done.abort()
  }
}

/** Never resolves; rejects when the signal aborts. */
export function forever(signal?: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
