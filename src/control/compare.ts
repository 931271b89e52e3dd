import type { ControlRoutes } from '../contract/control-routes.ts'
import type { ControlAnswer } from '../contract/define-route.ts'
import type { RowDifference } from '../contract/history.ts'
import { modelNames } from '../contract/models.ts'
import { Problem, show } from '../contract/problems.ts'
import type { Controlled } from './controlled.ts'
import { type QueryOf, refusing } from './handlers.ts'

/** Compares two states row by row: two points of the history, or a mock and one of its sandboxes. */

/** The merged changes of a range of steps. */
function betweenSteps(mock: Controlled, from: number, to: number | undefined): RowDifference[] {
  const rows = new Map<string, RowDifference>()
  mock.history.changes(from)
  for (const { id } of mock.history.all()) {
    if (id < from || (to !== undefined && id > to)) continue
    for (const change of mock.history.changes(id)) {
      const key = `${change.model} ${change.uuid}`
      rows.set(key, { ...change, before: (rows.get(key) ?? change).before })
    }
  }
  return [...rows.values()].filter(({ before, after }) => !isSame(before, after))
}

function betweenMocks(mock: Controlled, other: Controlled): RowDifference[] {
  return modelNames.flatMap((model) => {
    const [rows, others] = [mock, other].map((one) => byUuid(one.db[model].getAll()))
    return [...new Set([...(rows?.keys() ?? []), ...(others?.keys() ?? [])])].flatMap((uuid) => {
      const [before, after] = [rows?.get(uuid) ?? null, others?.get(uuid) ?? null]
      return isSame(before, after) ? [] : [{ model, uuid, before, after }]
    })
  })
}

function byUuid(rows: readonly object[]): ReadonlyMap<string, object> {
  return new Map(rows.flatMap((row) => ('uuid' in row && typeof row.uuid === 'string' ? [[row.uuid, row]] : [])))
}

/** Unchanged rows are the same object, and the fields of a row always have the same order. */
function isSame(before: object | null, after: object | null): boolean {
  return before === after || JSON.stringify(before) === JSON.stringify(after)
}

/** The rows that differ. */
export function compare(
  mock: Controlled,
  { from, to, sandbox, limit }: QueryOf<'history.compare'>,
): ControlAnswer<ControlRoutes['history.compare']> | Problem {
  const other = sandbox === undefined ? undefined : mock.sandboxes.get(sandbox)
  if (sandbox !== undefined && !other) return new Problem(404, `There is no sandbox ${show(sandbox)}`)
  return refusing('from', () => {
    const changes = other ? betweenMocks(mock, other) : betweenSteps(mock, from ?? 1, to)
    return { changes: changes.slice(0, limit), total: changes.length }
  })
}
