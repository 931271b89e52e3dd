import type { RowChange } from '../contract/history.ts'
import { modelNames } from '../contract/models.ts'
import type { Step } from './history.ts'
import type { Stored } from './stored.ts'
import { byRow, inverse, toWrite, type Write } from './tables.ts'
import type { WorldBase } from './state.ts'

/** The rows that a step changed. `base` is the base of the world after all steps. */
export function changesOf(step: Step, later: readonly Step[], base: WorldBase): RowChange[] {
  const { replaced, writes } = step
  if (!replaced) return merge(writes)
  const next = later.find((one) => one.replaced)?.replaced?.base ?? base
  // The world was started from the same base again, which undid all changes.
  const undone = replaced.writes.map(inverse)
  return merge(isSameStart(next, replaced.base) ? undone : [...undone, ...removals(replaced.base), ...creations(next)])
}

/** Two bases with the same rows may differ in the settings of the simulator. */
function isSameStart(one: WorldBase, other: WorldBase): boolean {
  return one.tables === other.tables
}

/** Merges the writes to a row into one change: before the first write, and after the last. */
function merge(writes: readonly Write[]): RowChange[] {
  return byRow(writes)
    .map(({ first, last }) => toChange(first, last))
    .filter(({ before, after }) => before !== after)
}

function toChange({ model, before }: Write, { after }: Write): RowChange {
  const uuid = (after ?? before)?.uuid ?? ''
  // The compiler cannot see that both are rows of one model.
  return Object.freeze({ model, uuid, before: before?.row ?? null, after: after?.row ?? null }) as RowChange
}

function creations({ tables }: WorldBase): Write[] {
  return modelNames.flatMap((model) => {
    const rows: ReadonlyMap<string, Stored<never>> = tables[model].byId.value as never
    return Array.from(rows.values(), (after) => toWrite(model, undefined, after))
  })
}

function removals(base: WorldBase): Write[] {
  return creations(base).map(inverse)
}
