import { parseMoment, toTimestamp } from '../../contract/formats.ts'
import { rowSchemas } from '../../contract/models.ts'
import type { CampaignDraft, OrderDraft, RecordDraft, Scenario } from '../../contract/scenarios.ts'
import { followingName } from '../../contract/records.ts'
import { isRow, type Row, textOf } from '../values.ts'
import { inferFields } from './infer-fields.ts'
import type { AccountRows } from './read-account.ts'

/** All of a scenario that an account fills. */
export type AccountScenario = Scenario & {
  readonly [Part in 'assistants' | 'phones' | 'campaigns' | 'records' | 'orders']: NonNullable<Scenario[Part]>
}

/**
 * A scenario of what an account answered. What the API does not tell is put in its place: record types with the
 * fields that their contacts have, assistants and phones by number.
 */
export function toScenario({ campaigns, records, orders, members, date }: AccountRows, name: string): AccountScenario {
  const typeOf = new Map([...members].flatMap(([type, uuids]) => uuids.map((uuid) => [uuid, type] as const)))
  const contacts = new Map([...orders.values()].flat().map((row) => [row, isRow(row['record']) ? row['record'] : {}]))
  // Where records do not tell their names, orders do.
  const names = new Map(Array.from(contacts.values(), (contact) => [textOf(contact, 'uuid'), contact['name']]))
  const drafts = new Map(
    records.map((row) => [
      row.uuid,
      toRecord(names.has(row.uuid) ? { name: names.get(row.uuid), ...row } : row, typeOf),
    ]),
  )
  const orderDrafts: OrderDraft[] = []
  for (const [campaignUuid, rows] of orders) {
    for (const row of rows) {
      const contact = contacts.get(row) ?? {}
      const recordUuid = textOf(contact, 'uuid') ?? ''
      // A contact that was made while the pages were read.
      if (!drafts.has(recordUuid)) drafts.set(recordUuid, toRecord(contact, typeOf))
      orderDrafts.push({ ...(known(row, rowSchemas.order.shape) as Partial<OrderDraft>), campaignUuid, recordUuid })
    }
  }
  const types = new Set(
    [...drafts.values()].flatMap(({ recordTypeUuid }) => recordTypeUuid ?? []).concat([...members.keys()]),
  )
  const ofType = (type: string) =>
    [...drafts.values()].flatMap(({ recordTypeUuid, parameters }) =>
      recordTypeUuid === type && isRow(parameters) ? [parameters] : [],
    )
  const references = (...fields: string[]) => [
    ...new Set(campaigns.flatMap((campaign) => fields.flatMap((field) => textOf(campaign, field) ?? []))),
  ]
  return {
    version: 1,
    name,
    description: 'What an account answered.',
    now: toTimestamp(nowOf(date, [...campaigns, ...records])),
    seed: 1,
    recordTypes: Array.from(types, (uuid, index) => ({
      uuid,
      name: `Record type ${index + 1}`,
      fields: inferFields(ofType(uuid)),
    })),
    assistants: references('outboundAssistantUuid', 'inboundAssistantUuid').map((uuid, index) => ({
      uuid,
      name: `Assistant ${index + 1}`,
    })),
    phones: references('outboundPhoneUuid', 'inboundPhoneUuid').map((uuid, index) => ({
      uuid,
      name: `Phone ${index + 1}`,
      phoneNumber: `+1202555${String(1_000 + index).slice(-4)}`,
    })),
    campaigns: campaigns.map((row) => known(row, rowSchemas.campaign.shape) as CampaignDraft),
    records: [...drafts.values()],
    orders: orderDrafts,
  }
}

function toRecord(row: Row, typeOf: ReadonlyMap<string, string>): RecordDraft {
  const { phone, ...fields } = row
  const record = known(
    { ...fields, ...(phone !== undefined && { phoneNumber: phone }) },
    rowSchemas.record.shape,
  ) as RecordDraft
  const recordTypeUuid = record.recordTypeUuid ?? typeOf.get(record.uuid ?? '') ?? null
  const { firstName = null, lastName = null, phoneNumber } = record
  // A name that would follow by itself is left to follow.
  const { name, ...rest } = record
  return name === undefined || name === followingName({ firstName, lastName, phoneNumber })
    ? { ...rest, recordTypeUuid }
    : { ...rest, name, recordTypeUuid }
}

/** The fields that the mock knows, with times as it writes them. */
function known(row: Row, shape: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([key]) => Object.hasOwn(shape, key))
      .map(([key, value]) => [key, /(?:At|Time)$/.test(key) && typeof value === 'string' ? inSeconds(value) : value]),
  )
}

function inSeconds(text: string): string {
  const ms = parseMoment(text)
  return ms === undefined ? text : toTimestamp(ms)
}

/** The server's clock; where it does not tell, the latest that happened. */
function nowOf(date: string | null, rows: readonly Row[]): number {
  const told = Date.parse(date ?? '')
  if (!Number.isNaN(told)) return told
  return rows.reduce((latest, row) => Math.max(latest, parseMoment(textOf(row, 'updatedAt') ?? '') ?? 0), 0)
}
