import { longestTimerMs } from '../contract/durations.ts'

/**
 * Timers in real time. They are read when the module loads, before a test can install fake timers. Only the delays that
 * a client waits for, such as that of an answer, use the installed timers: a test that moves them moves the answer.
 */
const { setTimeout: start, clearTimeout: stop, setInterval: startEach, clearInterval: stopEach } = globalThis

/** Calls back after a delay. Returns a function that cancels this. The timer does not keep the process alive. */
export function wait(ms: number, then: () => void): () => void {
  const timer = start(then, ms)
  if (typeof timer === 'object' && 'unref' in timer) timer.unref()
  return () => stop(timer)
}

/** The same, but the timer keeps the process alive. */
export function waitAlive(ms: number, then: () => void): () => void {
  const timer = start(then, ms)
  return () => stop(timer)
}

/** Calls back at an interval, until the returned function is called. The timer does not keep the process alive. */
export function every(ms: number, then: () => void): () => void {
  const timer = startEach(then, ms)
  if (typeof timer === 'object' && 'unref' in timer) timer.unref()
  return () => stopEach(timer)
}

/** Keeps a value in memory until the returned function is called. */
export function keepAlive(value: object): () => void {
  return every(longestTimerMs, () => value)
}

/**
 * Calls back after the delay of an answer, by the installed timers, which may be fake. Returns a function that cancels
 * this.
 */
export function delay(ms: number, then: () => void): () => void {
  const { setTimeout, clearTimeout } = globalThis
  const timer = setTimeout(then, ms)
  return () => clearTimeout(timer)
}

/** Resolves after the delay of an answer. Rejects as soon as the signal aborts. */
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
