import type { ModelName } from '../contract/models.ts'
import type { Tables } from './tables.ts'

const unprefixed = ['campaign', 'recordType', 'assistant', 'phone', 'call'] as const satisfies readonly ModelName[]

/** Whether a row has an id already. Contacts, orders and calls have a prefix; all others, and calls of documents, have UUIDs. */
export function isTaken(tables: Tables, id: string): boolean {
  if (id.startsWith('record_')) return tables.record.get(id) !== undefined
  if (id.startsWith('order_')) return tables.order.get(id) !== undefined
  if (id.startsWith('call_')) return tables.call.get(id) !== undefined
  return unprefixed.some((model) => tables[model].get(id) !== undefined)
}
