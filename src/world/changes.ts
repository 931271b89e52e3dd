import type { RowChange } from '../contract/history.ts'
import { modelNames } from '../contract/models.ts'
import type { Step } from './history.ts'
import type { Stored } from './stored.ts'
import { differences, inverse, mapTables, type TableBases, type Tables, toWrite, type Write } from './tables.ts'
import type { WorldState } from './state.ts'

/** What a step changed, row by row. `now` is the state of the world after all steps. */
export function changesOf(step: Step, later: readonly Step[], now: WorldState): RowChange[] {
  if (!step.replaced) return merge(step.writes)
  const next = later.find((one) => one.replaced)?.replaced ?? now
  if (next.base !== step.replaced.base)
    return merge([...removals(step.replaced.tables), ...creations(next.base.tables)])
  // The same start: what was changed before is taken back.
  return merge(differences(step.replaced.tables).map(inverse))
}

/** One change per row: as it was before the first write, and after the last. */
function merge(writes: readonly Write[]): RowChange[] {
  const rows = new Map<string, { readonly first: Write; last: Write }>()
  for (const write of writes) {
    const key = `${write.model} ${(write.after ?? write.before)?.uuid}`
    const known = rows.get(key)
    if (known) known.last = write
    else rows.set(key, { first: write, last: write })
  }
  return Array.from(rows.values(), ({ first, last }) => toChange(first, last)).filter(
    ({ before, after }) => before !== after,
  )
}

function toChange({ model, before }: Write, { after }: Write): RowChange {
  const uuid = (after ?? before)?.uuid ?? ''
  // The compiler cannot see that both are rows of one model.
  return Object.freeze({ model, uuid, before: before?.row ?? null, after: after?.row ?? null }) as RowChange
}

function removals(tables: Tables): Write[] {
  return mapTables(tables, (model, table) =>
    Array.from(table.list('all', '') ?? [], (one) => toWrite(model, table.current(one), undefined)),
  ).flat()
}

function creations(bases: TableBases): Write[] {
  return modelNames.flatMap((model) => {
    const rows: ReadonlyMap<string, Stored<never>> = bases[model].rows as never
    return Array.from(rows.values(), (after) => toWrite(model, undefined, after))
  })
}
