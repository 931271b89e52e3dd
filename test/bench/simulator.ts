/**
 * What a call costs in a world of 100,000 orders that is run to its end, against a push and a pop on a
 * binary heap of that size. Run it bundled, with --expose-gc.
 */
import { simulatorDefaults } from '../../src/contract/simulator.ts'
import { campaign, createWorld, order } from '../simulator/worlds.ts'

const count = Number(process.argv[2] ?? 100_000)
const rounds = Number(process.argv[3] ?? 3)

/** CPU time in microseconds: on a machine that others use too, time on the wall says little. */
function cpu(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

function heap(): number {
  globalThis.gc?.()
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1_048_576
}

interface Item {
  at: number
  value: number
}

/** A textbook heap of objects. */
function push(items: Item[], item: Item): void {
  let slot = items.push(item) - 1
  while (slot > 0) {
    const above = (slot - 1) >> 1
    const parent = items[above]!
    if (parent.at <= item.at) break
    items[slot] = parent
    slot = above
  }
  items[slot] = item
}

function pop(items: Item[]): Item | undefined {
  const top = items[0]
  const last = items.pop()
  if (!last || items.length === 0) return top
  let slot = 0
  for (;;) {
    let below = 2 * slot + 1
    if (below >= items.length) break
    if (below + 1 < items.length && items[below + 1]!.at < items[below]!.at) below += 1
    if (items[below]!.at >= last.at) break
    items[slot] = items[below]!
    slot = below
  }
  items[slot] = last
  return top
}

function heapCost(size: number): number {
  const items: Item[] = []
  let state = 1
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0)
  for (let index = 0; index < size; index += 1) push(items, { at: next(), value: index })
  const times = 500_000
  const before = cpu()
  for (let index = 0; index < times; index += 1) {
    const item = pop(items)!
    push(items, { at: item.at + next(), value: index })
  }
  return (cpu() - before) / times
}

function world(lines: number) {
  const orders = Array.from({ length: count }, (_, index) => order(`order_${String(index).padStart(20, '0')}`))
  return createWorld({ campaigns: [campaign('c1', { simulator: { concurrency: lines } })], orders })
}

for (const lines of [simulatorDefaults.concurrency, ...(process.argv[4] ? [Number(process.argv[4])] : [])]) {
  for (let round = 0; round < rounds; round += 1) {
    const limit = heapCost(count)
    const { world: made, simulator } = world(lines)
    const heapBefore = heap()
    const before = cpu()
    simulator.runToEnd()
    const took = cpu() - before
    const heapAfter = heap()
    const calls = made.tables.call.size
    const cost = took / calls
    console.log(
      `${count} orders, ${lines} lines: ${calls} calls, ${cost.toFixed(2)} µs a call; push and pop ${limit.toFixed(2)} µs; ratio ${(cost / limit).toFixed(1)}; ` +
        `heap ${heapBefore.toFixed(0)} → ${heapAfter.toFixed(0)} MB (${(((heapAfter - heapBefore) * 1_048_576) / calls).toFixed(0)} bytes a call row)`,
    )
  }
}
