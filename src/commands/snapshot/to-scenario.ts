import { parseMoment } from '../../contract/formats.ts'
import { toTimestamp } from '../../contract/timestamps.ts'
import { rowSchemas } from '../../contract/models.ts'
import type { CampaignDraft, OrderDraft, RecordDraft, Scenario } from '../../contract/scenarios.ts'
import { followingName } from '../../contract/records.ts'
import { isRow, type Row, textOf } from '../values.ts'
import { inferFields } from './infer-fields.ts'
import type { AccountRows } from './read-account.ts'

/** The parts of a scenario that come from an account. */
export type AccountScenario = Scenario & {
  readonly [Part in 'assistants' | 'phones' | 'campaigns' | 'records' | 'orders']: NonNullable<Scenario[Part]>
}

/**
 * Makes a scenario from the rows of an account. It adds what the API does not return: record types with the
 * fields of their contacts, and numbered assistants and phones.
 */
export function toScenario(
  { campaigns, records, orders, members, date }: AccountRows,
  { name, seed }: { readonly name: string; readonly seed: number },
): AccountScenario {
  const typeOf = new Map([...members].flatMap(([type, uuids]) => uuids.map((uuid) => [uuid, type] as const)))
  const contacts = new Map([...orders.values()].flat().map((row) => [row, isRow(row['record']) ? row['record'] : {}]))
  // If records have no names, orders have them.
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
      // A contact that was created while the pages were read.
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
    seed,
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
  // A derived name is left out, so that it stays derived.
  const { name, ...rest } = record
  return name === undefined || name === followingName({ firstName, lastName, phoneNumber })
    ? { ...rest, recordTypeUuid }
    : { ...rest, name, recordTypeUuid }
}

/** Returns the fields that the mock knows, with times in its format. */
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

/** Returns the clock of the server, or else the latest time in the rows. */
function nowOf(date: string | null, rows: readonly Row[]): number {
  const told = Date.parse(date ?? '')
  if (!Number.isNaN(told)) return told
  return rows.reduce((latest, row) => Math.max(latest, parseMoment(textOf(row, 'updatedAt') ?? '') ?? 0), 0)
}
