import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { every } from '../transports/timers.ts'

/**
 * Bounds the garbage of the server. By default V8 lets a heap grow to several times what is in use before it collects,
 * so that large bodies and answers would take far more than the budget.
 */

/** The size of the heap before the first request. */
const idleHeapBytes = 25_165_824
/** The share of the budget that the heap may grow to. The rest is for buffers: bodies, answers and events on their way. */
const heapShare = 0.35
/** V8 collects more often than this only at a high cost. */
const minPercent = 25
/** Beyond this, V8 decides by itself. It never lets a heap grow by more. */
const maxPercent = 300
/** V8 lets the space for new objects grow to 48 MiB. With a smaller budget than this, that space does not grow. */
const smallBudgetBytes = 268_435_456
const checkMs = 250

/** By how many percent a heap may grow until the next collection. 0 means that V8 decides. */
export function heapGrowthPercent(usedBytes: number, budgetBytes: number): number {
  const limit = idleHeapBytes + heapShare * budgetBytes
  const percent = Math.floor((limit / usedBytes - 1) * 100)
  return percent >= maxPercent ? 0 : Math.max(minPercent, percent)
}

/** Adapts how often V8 collects garbage to the memory in use. Returns a function that ends this. */
export function boundHeapGrowth(budgetBytes: number): () => void {
  if (budgetBytes < smallBudgetBytes) setFlagsFromString('--semi-space-growth-factor=1')
  return every(checkMs, () => {
    const percent = heapGrowthPercent(getHeapStatistics().used_heap_size, budgetBytes)
    // V8 reads this flag after each collection.
    setFlagsFromString(`--heap-growing-percent=${percent}`)
  })
}
