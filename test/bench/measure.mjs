// How things are measured: in turns, so that what disturbs the machine disturbs both sides, and by the median.

/**
 * Milliseconds of the processor that this process has used, its garbage collection included. What is done in process
 * waits for nothing but its turn: on a machine that is shared, the clock on the wall would measure the others.
 */
export function processorTime() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/**
 * Microseconds of the processor a call of each side, the median of rounds in which the sides take turns. Many short turns are better
 * than a few long ones: on a busy machine, most of them are not interrupted.
 * A side is `{ call, before?, after? }`; `before` and `after` enclose its turn and are not timed.
 */
export async function inTurns(sides, { rounds, calls, warmUp = calls }) {
  const names = Object.keys(sides)
  const times = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = -1; round < rounds; round += 1) {
    const count = round < 0 ? warmUp : calls
    // Each begins as often as the other.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const { call, before, after } = sides[name]
      await before?.(count)
      const started = processorTime()
      for (let index = 0; index < count; index += 1) await call(index)
      const spent = processorTime() - started
      await after?.()
      if (round >= 0) times[name].push((spent * 1_000) / count)
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])]))
}

/** Bytes on the heap once the garbage is gone. Needs `--expose-gc`. */
export function heapUsed() {
  for (let round = 0; round < 4; round += 1) globalThis.gc()
  return process.memoryUsage().heapUsed
}
