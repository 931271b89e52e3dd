import { type ModelName, modelNames, onDelete, referencesOf } from '../contract/models.ts'
import type { Identified } from './stored.ts'
import type { Table } from './table.ts'
import type { Tables } from './tables.ts'

/** The lists and lookups whose key is a reference. */
const indexes: Partial<
  Record<ModelName, Readonly<Record<string, { readonly list?: string; readonly lookup?: string }>>>
> = {
  record: { recordTypeUuid: { list: 'recordType' } },
  order: { campaignUuid: { list: 'campaign' }, recordUuid: { lookup: 'record' } },
  call: { orderUuid: { lookup: 'order' } },
}

/** Removes a row and the rows that it owns. Optional references to it are set to null. */
export function removeRow(tables: Tables, model: ModelName, uuid: string): void {
  for (const name of modelNames) {
    // This code works with any model, so it reads and writes rows by field name.
    const table = tables[name] as unknown as Table<Identified>
    const fields = Object.keys(referencesOf[name]).filter((field) => referencesOf[name][field] === model)
    const loose = fields.filter((field) => onDelete(name, field) === 'set-null')
    // A call is removed with its order, and an order with its campaign or its contact.
    const owning = fields.filter((field) => !loose.includes(field) && indexes[name]?.[field])
    for (const row of referring(table, name, owning, uuid)) removeRow(tables, name, row.uuid)
    for (const row of referring(table, name, loose, uuid)) {
      const cleared = loose.filter((field) => Reflect.get(row, field) === uuid).map((field) => [field, null])
      table.replace({ ...row, ...Object.fromEntries(cleared) })
    }
  }
  tables[model].remove(uuid)
}

/** The rows that refer to a row by any of these fields: found by an index if the table has one, otherwise by a scan. */
function referring(table: Table<Identified>, name: ModelName, fields: readonly string[], uuid: string): Identified[] {
  const [field = ''] = fields
  const { list, lookup } = (fields.length === 1 && indexes[name]?.[field]) || {}
  if (list !== undefined) return Array.from(table.list(list, uuid) ?? [], (one) => table.currentRow(one))
  if (lookup !== undefined) return table.lookup(lookup, uuid)
  if (fields.length === 0) return []
  return table.rows().filter((row) => fields.some((one) => Reflect.get(row, one) === uuid))
}
