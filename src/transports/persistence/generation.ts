import type { Step } from '../../world/history.ts'
import { runInPauses, type Sliced } from '../../world/slices.ts'
import type { Registers, WorldBase } from '../../world/state.ts'
import { differences, inverse, rowKey, type Write } from '../../world/tables.ts'
import { createPause } from '../pauses.ts'
import { baseTexts, type Change, toTexts } from './entries.ts'
import type { MockParts } from './mock-parts.ts'

/** A world at one moment. */
interface Captured {
  readonly base: WorldBase
  readonly registers: Registers
  readonly steps: readonly Step[]
  /** The writes that lead from the base to the rows. */
  readonly writes: Iterable<Write>
}

/**
 * Makes the entries of a new generation, in slices: one for the world before its history, and one for each step of the
 * history. The world is captured at once, so that later changes do not affect the entries. Their texts are made when
 * they are read.
 */
export async function makeGeneration({ world, originOf }: MockParts): Promise<Iterable<string>[]> {
  const { base, registers, history, tables } = world
  const captured = { base, registers, steps: history.steps, writes: differences(tables) }
  return runInPauses(entriesOf(captured, originOf), createPause())
}

/** How many writes are looked at between two pauses. */
const writesPerSlice = 1_000

function* entriesOf(captured: Captured, originOf: MockParts['originOf']): Sliced<Iterable<string>[]> {
  let { base, registers: after, writes } = captured
  /** What undoes the writes of the steps, by row. */
  const undoing = new Map<string, Write>()
  const changes: Change[] = []
  let seen = 0
  for (const step of captured.steps.toReversed()) {
    changes.push({ step, after, base })
    after = step.before
    for (const write of step.writes.toReversed()) {
      undoing.set(rowKey(write), inverse(write))
      if (++seen % writesPerSlice === 0) yield
    }
    if (!step.replaced) continue
    base = step.replaced.base
    writes = step.replaced.writes
    undoing.clear()
  }
  const before: Write[] = []
  for (const write of writes) {
    const key = undoing.size > 0 ? rowKey(write) : ''
    const last = undoing.get(key) ?? write
    undoing.delete(key)
    if (last.after !== inBase(base, last)) before.push(last)
    if (++seen % writesPerSlice === 0) yield
  }
  for (const write of undoing.values()) if (write.after !== inBase(base, write)) before.push(write)
  return [baseTexts(originOf(base), after, before), ...changes.toReversed().map((change) => toTexts(change, originOf))]
}

function inBase({ tables }: WorldBase, { model, before, after }: Write): unknown {
  return tables[model].byId.value.get((after ?? before)?.uuid ?? '')
}
