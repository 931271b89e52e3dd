import type { References } from '../../contract/models.ts'
import { messageOf, Problem } from '../../contract/problems.ts'
import { errorsOfRow } from '../../scenarios/row-checks.ts'
import type { Identified } from '../../world/stored.ts'
import type { Table } from '../../world/table.ts'
import { byRow, type Write } from '../../world/tables.ts'
import type { World } from '../../world/world.ts'
import type { Change } from './entries.ts'
import type { MockParts } from './mock-parts.ts'

/** Makes a change of this tab again, after changes of other tabs. Returns the reason if that is impossible. */
export function redo(parts: MockParts, change: Change): string | undefined {
  try {
    return attempt(parts, change)
  } catch (error) {
    return messageOf(error)
  }
}

function attempt(parts: MockParts, change: Change): string | undefined {
  if ('undone' in change) return 'the steps that it undid are not the newest ones any more'
  const { world, simulator, references, startAs } = parts
  const { step, after, base } = change
  const { cause } = step
  if (cause.type === 'start') startAs(cause.call, base)
  else if (cause.type === 'clock') {
    if (cause.call !== 'tick' || after.now > world.clock.now) simulator.advanceTo(after.now, cause.call)
  } else if (cause.type === 'simulator' && cause.call === 'simulator.step') simulator.step()
  else if (cause.type === 'simulator' && cause.call === 'simulator.runToEnd') simulator.runToEnd()
  else {
    const refusal = world.change(cause, () => {
      const conflict = rewrite(world, step.writes, references)
      if (conflict !== undefined) return new Problem(409, conflict)
      if (after.scripts !== step.before.scripts) world.scripts = after.scripts
      if (after.simulator !== step.before.simulator) world.simulator = after.simulator
      return undefined
    })
    return refusal?.message
  }
  return undefined
}

/** Writes rows again. Returns a message if they do not fit any more: then the caller takes the writes back. */
function rewrite(world: World, writes: readonly Write[], references: References): string | undefined {
  const rows = byRow(writes)
  for (const { first, last } of rows) {
    const { model, before } = first
    const uuid = (last.after ?? last.before)?.uuid ?? ''
    // The compiler cannot see that a row belongs to its model. The row is checked below.
    const table = world.tables[model] as unknown as Table<Identified>
    const current = table.stored(uuid)
    if (last.after === undefined) {
      if (current) world.remove(model, uuid)
    } else if (current !== before) return `another tab has changed the ${model} ${uuid}`
    else if (current) table.update(current, { ...last.after.row })
    else table.insert({ ...last.after.row })
  }
  for (const { first, last } of rows) {
    if (!last.after) continue
    const { uuid } = last.after
    const row = world.tables[first.model].get(uuid)
    const [error] = row ? errorsOfRow(world, references, first.model, row, first.before?.row) : []
    if (error) return `the ${first.model} ${uuid} does not fit any more: ${error.field} ${error.message}`
  }
  return undefined
}
