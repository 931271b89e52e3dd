import { type Edition, wire } from '../contract/editions.ts'
import type { CampaignRow, ModelName, Models } from '../contract/models.ts'
import type { CallRecord } from '../contract/records.ts'
import type { Identified, Stored } from './database.ts'
import { Table, type TableBase, type TableShape } from './table.ts'
import { gap } from './texts.ts'

/** What each model is listed, looked up and searched by. */

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

/** Keys that were asked for, by status and campaign: a text that is put together anew must be hashed anew. */
const statusKeys = new Map<string, Map<string, string>>()
const mostStatusKeys = 10_000
let keptStatusKeys = 0

/** What the orders of a campaign in one status are listed by. */
export function statusKey(campaignUuid: string, status: string): string {
  return statusKeys.get(status)?.get(campaignUuid) ?? keepStatusKey(campaignUuid, status)
}

function keepStatusKey(campaignUuid: string, status: string): string {
  if (keptStatusKeys >= mostStatusKeys) {
    statusKeys.clear()
    keptStatusKeys = 0
  }
  const key = `${campaignUuid}\0${status}`
  const keys = statusKeys.get(status) ?? new Map<string, string>()
  statusKeys.set(status, keys.set(campaignUuid, key))
  keptStatusKeys += 1
  return key
}

const at = (row: { readonly createdAt: string }) => row.createdAt

function shapesOf(edition: Edition) {
  return {
    recordType: { at, lists: {}, lookups: {} },
    assistant: { at, lists: {}, lookups: {} },
    phone: { at, lists: {}, lookups: {} },
    campaign: { at, lists: { status: (row) => row.status }, lookups: {}, text: campaignText },
    record: { at, lists: { recordType: (row) => row.recordTypeUuid }, lookups: {}, text: recordText(edition) },
    order: {
      at,
      lists: { campaign: (row) => row.campaignUuid, status: (row) => statusKey(row.campaignUuid, row.status) },
      lookups: { record: (row) => row.recordUuid },
    },
    call: {
      at: (row) => row.startedAt,
      lists: { campaign: (row) => row.campaignUuid },
      lookups: { order: (row) => row.orderUuid },
    },
  } satisfies { readonly [Name in keyof Models]: TableShape<Models[Name]> }
}

const shapes = { hosted: shapesOf('hosted'), local: shapesOf('local') }

export type TableBases = { readonly [Name in ModelName]: TableBase<Models[Name]> }

/** One write to one of the tables. */
export type WriteOf<Name extends ModelName> = {
  readonly [Each in Name]: {
    readonly model: Each
    readonly table: Table<Models[Each]>
    readonly before: Stored<Models[Each]> | undefined
    readonly after: Stored<Models[Each]> | undefined
  }
}[Name]
export type Write = WriteOf<ModelName>

export type Tables = { readonly [Name in ModelName]: Table<Models[Name]> }

/** The tables of a world. Each is made when it is first asked for: most worlds touch a few of them. */
export class WorldTables implements Tables {
  readonly #edition: Edition
  readonly #base: TableBases | undefined
  readonly #onWrite: ((write: Write) => void) | undefined
  #recordType: Table<Models['recordType']> | undefined
  #assistant: Table<Models['assistant']> | undefined
  #phone: Table<Models['phone']> | undefined
  #campaign: Table<Models['campaign']> | undefined
  #record: Table<Models['record']> | undefined
  #order: Table<Models['order']> | undefined
  #call: Table<Models['call']> | undefined

  constructor(edition: Edition, base?: TableBases, onWrite?: (write: Write) => void) {
    this.#edition = edition
    this.#base = base
    this.#onWrite = onWrite
  }

  get recordType() {
    return (this.#recordType ??= this.#watched(
      new Table(shapes[this.#edition].recordType, this.#base?.recordType),
      (table, before, after) => ({ model: 'recordType', table, before, after }),
    ))
  }

  get assistant() {
    return (this.#assistant ??= this.#watched(
      new Table(shapes[this.#edition].assistant, this.#base?.assistant),
      (table, before, after) => ({ model: 'assistant', table, before, after }),
    ))
  }

  get phone() {
    return (this.#phone ??= this.#watched(
      new Table(shapes[this.#edition].phone, this.#base?.phone),
      (table, before, after) => ({ model: 'phone', table, before, after }),
    ))
  }

  get campaign() {
    return (this.#campaign ??= this.#watched(
      new Table(shapes[this.#edition].campaign, this.#base?.campaign),
      (table, before, after) => ({ model: 'campaign', table, before, after }),
    ))
  }

  get record() {
    return (this.#record ??= this.#watched(
      new Table(shapes[this.#edition].record, this.#base?.record),
      (table, before, after) => ({ model: 'record', table, before, after }),
    ))
  }

  get order() {
    return (this.#order ??= this.#watched(
      new Table(shapes[this.#edition].order, this.#base?.order),
      (table, before, after) => ({ model: 'order', table, before, after }),
    ))
  }

  get call() {
    return (this.#call ??= this.#watched(
      new Table(shapes[this.#edition].call, this.#base?.call),
      (table, before, after) => ({ model: 'call', table, before, after }),
    ))
  }

  /** Back to the base. Costs what has changed since. */
  reset(): void {
    for (const table of [
      this.#recordType,
      this.#assistant,
      this.#phone,
      this.#campaign,
      this.#record,
      this.#order,
      this.#call,
    ])
      table?.reset()
  }

  #watched<Row extends Identified>(
    table: Table<Row>,
    toWrite: (table: Table<Row>, before: Stored<Row> | undefined, after: Stored<Row> | undefined) => Write,
  ): Table<Row> {
    const listener = this.#onWrite
    if (listener) table.onWrite((before, after) => listener(toWrite(table, before, after)))
    return table
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
