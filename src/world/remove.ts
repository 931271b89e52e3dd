import { type ModelName, modelNames, referencesOf, requiredReferencesOf } from '../contract/models.ts'
import { recordOf } from '../contract/record-of.ts'
import type { Identified } from './stored.ts'
import type { Table } from './table.ts'
import type { Tables } from './tables.ts'

/** The models whose rows a row of each model requires. */
const requiredModelsOf = recordOf(
  modelNames,
  (name) => new Set(Array.from(requiredReferencesOf[name], (field) => referencesOf[name][field])),
)

/** For each model, the fields of every other model that refer to it. */
const referrersOf = recordOf(modelNames, (model) => recordOf(modelNames, (name) => fieldsReferringTo(model, name)))

function fieldsReferringTo(model: ModelName, name: ModelName): readonly string[] {
  // A call requires its order, which requires the campaign: without the campaign, there is no order and no call left.
  const isRemovedBefore = modelNames.some((one) => requiredModelsOf[name].has(one) && requiredModelsOf[one].has(model))
  const fields = Object.keys(referencesOf[name]).filter((field) => referencesOf[name][field] === model)
  return isRemovedBefore ? [] : fields
}

/** Removes a row and the rows that require it. Optional references to it are set to null. */
export function removeRow(tables: Tables, model: ModelName, uuid: string): void {
  for (const name of modelNames) {
    const fields = referrersOf[model][name]
    if (fields.length === 0) continue
    // This code works with any model, so it reads and writes rows by field name.
    const table = tables[name] as unknown as Table<Identified>
    const refers = (row: Identified, field: string) => Reflect.get(row, field) === uuid
    const found = table.indexed(model, uuid) ?? table.rows().filter((row) => fields.some((one) => refers(row, one)))
    for (const row of found) {
      const referring = fields.filter((field) => refers(row, field))
      if (referring.some((field) => requiredReferencesOf[name].has(field))) removeRow(tables, name, row.uuid)
      else table.replace({ ...row, ...Object.fromEntries(referring.map((field) => [field, null])) })
    }
  }
  tables[model].remove(uuid)
}
