import type { Registers, WorldBase } from '../../world/state.ts'
import { differences, inverse, rowKey, type Write } from '../../world/tables.ts'
import { baseTexts, type Change, toTexts } from './entries.ts'
import type { MockParts } from './parts.ts'

/**
 * The entries of a new generation: one for the world before its history, and one for each step of the history. The
 * texts are made later, and do not change if the world does.
 */
export function toGeneration({ world, originOf }: MockParts): Iterable<string>[] {
  const { steps } = world.history
  let { base } = world
  let rows = keyed(differences(world.tables))
  const changes: Change[] = []
  let after: Registers = world.registers
  for (const step of steps.toReversed()) {
    changes.unshift({ step, after, base })
    after = step.before
    for (const write of step.writes.toReversed()) rows.set(rowKey(write), inverse(write))
    if (!step.replaced) continue
    base = step.replaced.base
    rows = keyed(step.replaced.writes)
  }
  const writes = Array.from(rows.values()).filter((write) => write.after !== inBase(base, write))
  return [baseTexts(originOf(base), after, writes), ...changes.map((change) => toTexts(change, originOf))]
}

/** Writes with no more than one to each row. */
function keyed(writes: readonly Write[]): Map<string, Write> {
  return new Map(writes.map((write) => [rowKey(write), write]))
}

function inBase({ tables }: WorldBase, { model, before, after }: Write): unknown {
  return tables[model].rows.get((after ?? before)?.uuid ?? '')
}
