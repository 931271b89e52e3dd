import { withArticle } from '../contract/field-errors.ts'
import { type FieldError, show } from '../contract/problems.ts'

/** Finds rows by an id or a name. */

/** The row with an id or a name, or an error that lists the existing ones. */
export function byName<Row extends { readonly uuid: string; readonly name: string }>(
  rows: readonly Row[],
  wanted: string,
  what: string,
  where: string,
  errors: FieldError[],
): Row | undefined {
  const found = rows.find((row) => row.uuid === wanted) ?? rows.find((row) => row.name === wanted)
  if (!found) {
    const names = rows.slice(0, 10).map((row) => show(row.name))
    errors.push({
      field: where,
      message: `must be the id or name of ${withArticle(what)} of the scenario (${names.join(', ') || 'it has none'}); received ${show(wanted)}`,
    })
  }
  return found
}
