import type { ModelName } from '../contract/models.ts'
import type { Tables } from './tables.ts'

/** Removes a row and all that cannot be without it. Campaigns and contacts let go of what they only refer to. */
export function removeRow(tables: Tables, model: ModelName, uuid: string): void {
  if (model === 'campaign')
    for (const order of tables.order.list('campaign', uuid) ?? []) removeRow(tables, 'order', order.uuid)
  if (model === 'record')
    for (const order of tables.order.lookup('record', uuid)) removeRow(tables, 'order', order.uuid)
  if (model === 'order') for (const call of tables.call.lookup('order', uuid)) removeRow(tables, 'call', call.uuid)
  if (model === 'recordType')
    for (const record of tables.record.list('recordType', uuid) ?? [])
      tables.record.replace({ ...tables.record.fresh(record), recordTypeUuid: null })
  if (model === 'recordType' || model === 'assistant' || model === 'phone') forget(tables, uuid)
  tables[model].remove(uuid)
}

const references = [
  'recordTypeUuid',
  'outboundAssistantUuid',
  'inboundAssistantUuid',
  'outboundPhoneUuid',
  'inboundPhoneUuid',
] as const

function forget(tables: Tables, uuid: string): void {
  for (const campaign of tables.campaign.rows()) {
    const fields = references.filter((field) => campaign[field] === uuid)
    if (fields.length === 0) continue
    tables.campaign.replace({ ...campaign, ...Object.fromEntries(fields.map((field) => [field, null])) })
  }
}
