import { type Edition, wire } from '../contract/editions.ts'
import type { CampaignRow, Models } from '../contract/models.ts'
import type { CallRecord } from '../contract/records.ts'
import { Table, type TableBase, type TableShape } from './table.ts'

/** What each model is listed, looked up and searched by. */

/** Between the fields of a searched text, so that no word matches across two of them. */
const gap = '\uffff'

function campaignText(campaign: CampaignRow): string {
  return `${campaign.name}${gap}${campaign.description ?? ''}`.toLowerCase()
}

function recordText(edition: Edition): (record: CallRecord) => string {
  const { searched } = wire[edition]
  return (record) => {
    let text = ''
    for (const field of searched) text += `${record[field] ?? ''}${gap}`
    for (const key of Object.keys(record.parameters)) text += `${toText(record.parameters[key])}${gap}`
    return text.toLowerCase()
  }
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

export const statusKey = (campaignUuid: string, status: string) => `${campaignUuid} ${status}`

const at = (row: { readonly createdAt: string }) => row.createdAt

function shapes(edition: Edition) {
  return {
    recordType: { at, lists: {}, lookups: {} },
    assistant: { at, lists: {}, lookups: {} },
    phone: { at, lists: {}, lookups: {} },
    campaign: { at, lists: { status: (row) => row.status }, lookups: {}, text: campaignText },
    record: { at, lists: { recordType: (row) => row.recordTypeUuid }, lookups: {}, text: recordText(edition) },
    order: { at, lists: { campaign: (row) => row.campaignUuid, status: (row) => statusKey(row.campaignUuid, row.status) }, lookups: { record: (row) => row.recordUuid } },
    call: { at: (row) => row.startedAt, lists: { campaign: (row) => row.campaignUuid }, lookups: { order: (row) => row.orderUuid } },
  } satisfies { readonly [Name in keyof Models]: TableShape<Models[Name]> }
}

export type Tables = { readonly [Name in keyof Models]: Table<Models[Name]> }
export type TableBases = { readonly [Name in keyof Models]: TableBase<Models[Name]> }

export function createTables(edition: Edition, base?: TableBases): Tables {
  const shape = shapes(edition)
  return {
    recordType: new Table(shape.recordType, base?.recordType),
    assistant: new Table(shape.assistant, base?.assistant),
    phone: new Table(shape.phone, base?.phone),
    campaign: new Table(shape.campaign, base?.campaign),
    record: new Table(shape.record, base?.record),
    order: new Table(shape.order, base?.order),
    call: new Table(shape.call, base?.call),
  }
}

/** The rows of every model, oldest first within a second. */
export type Rows = { readonly [Name in keyof Models]: readonly Models[Name][] }

/** Fills tables that were just created. */
export function loadTables(tables: Tables, rows: Rows): void {
  tables.recordType.load(rows.recordType)
  tables.assistant.load(rows.assistant)
  tables.phone.load(rows.phone)
  tables.campaign.load(rows.campaign)
  tables.record.load(rows.record)
  tables.order.load(rows.order)
  tables.call.load(rows.call)
}

export function allRows(tables: Tables): Rows {
  return {
    recordType: tables.recordType.rows(),
    assistant: tables.assistant.rows(),
    phone: tables.phone.rows(),
    campaign: tables.campaign.rows(),
    record: tables.record.rows(),
    order: tables.order.rows(),
    call: tables.call.rows(),
  }
}

export function sealTables(tables: Tables): TableBases {
  return {
    recordType: tables.recordType.seal(),
    assistant: tables.assistant.seal(),
    phone: tables.phone.seal(),
    campaign: tables.campaign.seal(),
    record: tables.record.seal(),
    order: tables.order.seal(),
    call: tables.call.seal(),
  }
}
