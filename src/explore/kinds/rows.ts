import { dayMs, hourMs } from '../../contract/durations.ts'
import { campaignStatuses } from '../../contract/campaigns.ts'
import type { CampaignDraft, OrderDraft, RecordDraft, RecordTypeDraft } from '../../contract/scenarios.ts'
import { orderStatuses } from '../../contract/statuses.ts'
import { toTimestamp } from '../../contract/timestamps.ts'
import { texts } from './texts.ts'

/** What can be odd about rows. Each kind changes one row of the world, or all rows of a model. */

/** What an odd row can refer to: the rows before it was changed, and the present. */
interface RowContext<Row> {
  /** Another row of the same model, where there is one. */
  readonly other: Row | undefined
  readonly now: number
}

export type Odd<Row> = Partial<Row> | ((context: RowContext<Row>) => Partial<Row>)

export interface RowKinds {
  readonly campaign: Readonly<Record<string, Odd<CampaignDraft>>>
  readonly record: Readonly<Record<string, Odd<RecordDraft>>>
  readonly order: Readonly<Record<string, Odd<OrderDraft>>>
}

const day = { start: '09:00', end: '17:00' }
const officeHours = { mon: day, tue: day, wed: day, thu: day, fri: day }
const zones = [
  'Europe/Berlin',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
]
/** The id of a row that was deleted: nothing has it any more. */
const deleted = '00000000-0000-4000-8000-dddddddddddd'

const zoneName = (zone: string) => zone.toLowerCase().replaceAll(/[^a-z]+/g, '-')

function scheduledAt(scheduledTime: string, scheduledTimeTimezone = 'UTC'): Partial<OrderDraft> {
  return { status: 'scheduled', scheduledTime, scheduledTimeTimezone }
}

function each<Value extends string, Row>(
  values: readonly Value[],
  name: (value: Value) => string,
  row: (value: Value) => Row,
): Record<string, Row> {
  return Object.fromEntries(values.map((value) => [name(value), row(value)]))
}

export const rowKinds: RowKinds = {
  campaign: {
    ...each(
      Object.keys(texts) as (keyof typeof texts)[],
      (name) => `campaign-name-${name}`,
      (name) => ({ name: texts[name] }),
    ),
    // The API refuses spaces, and takes what only looks like nothing.
    'campaign-name-blank': { name: '\u200B' },
    'campaign-name-again': ({ other }) => (other ? { name: other.name } : {}),
    'campaign-with-description': { description: 'Call before noon, and only once.' },
    ...each(
      campaignStatuses,
      (status) => `campaign-${status}`,
      (status) => ({ status }),
    ),
    'campaign-inbound': { type: 'inbound' },
    'campaign-without-timezone': { timezone: null },
    'campaign-office-hours': { schedule: officeHours },
    ...each(
      zones,
      (zone) => `campaign-in-${zoneName(zone)}`,
      (timezone) => ({ timezone, schedule: officeHours }),
    ),
    'campaign-type-deleted': { recordTypeUuid: deleted },
    'campaign-assistant-deleted': { outboundAssistantUuid: deleted, inboundAssistantUuid: deleted },
    'campaign-phone-deleted': { outboundPhoneUuid: deleted, inboundPhoneUuid: deleted },
  },
  record: {
    ...each(
      Object.keys(texts) as (keyof typeof texts)[],
      (name) => `record-name-${name}`,
      (name) => ({ firstName: texts[name].slice(0, 500), lastName: null }),
    ),
    'record-without-first-name': { firstName: null },
    'record-without-last-name': { lastName: null },
    'record-without-name': { firstName: null, lastName: null },
    'record-without-email': { email: null },
    'record-without-country': { country: null },
    'record-name-again': ({ other }) => (other ? { firstName: other.firstName, lastName: other.lastName } : {}),
    'record-phone-again': ({ other }) => (other ? { phoneNumber: other.phoneNumber } : {}),
    'record-phone-abroad': { phoneNumber: '+442079460018', country: 'GB' },
    'record-inactive': { status: 'inactive' },
    'record-archived': { status: 'archived' },
    'record-with-fields': {
      recordTypeUuid: null,
      parameters: { amount: 50, plan: 'Basic', is_member: false, tags: ['new'] },
    },
    'record-type-deleted': { recordTypeUuid: deleted },
  },
  order: {
    ...each(
      orderStatuses,
      (status) => `order-${status}`,
      (status) =>
        status === 'scheduled'
          ? ({ now }: RowContext<OrderDraft>) => scheduledAt(toTimestamp(now + hourMs))
          : { status },
    ),
    'order-due-now': ({ now }) => scheduledAt(toTimestamp(now)),
    'order-at-clock-change': scheduledAt('2026-10-25T00:30:00Z', 'Europe/Berlin'),
    'order-at-second-hour': scheduledAt('2026-10-25T01:30:00Z', 'Europe/Berlin'),
    'order-late-at-night': ({ now }) =>
      scheduledAt(`${toTimestamp(now + dayMs).slice(0, 10)}T23:30:00Z`, 'Asia/Kolkata'),
    'order-with-instructions': { instructions: 'Ask for the <manager> & "be brief".' },
    'order-free': { price: 0, currencyCode: 'EUR' },
    'order-with-cents': { price: 0.1, currencyCode: 'EUR' },
    'order-in-yen': { price: 1_200, currencyCode: 'JPY' },
  },
}

/** Record types that contacts can be created with. The contacts of the world have none. */
export const recordTypeKinds = {
  'record-type': { uuid: '00000000-0000-4000-8000-000000000c01', name: 'Customer', fields: [] },
  'record-type-with-required-field': {
    uuid: '00000000-0000-4000-8000-000000000c02',
    name: 'Member',
    fields: [{ key: 'member_number', type: 'text', required: true }],
  },
} as const satisfies Readonly<Record<string, RecordTypeDraft>>

/** How many rows there are of each model. The last is more than a page of the largest size. */
export const sizes = [0, 1, 2, 9, 10, 11, 20, 99, 100, 101, 250]
export const sizeKinds = { campaigns: 'campaign', records: 'record', orders: 'order' } as const
export type SizeKind = keyof typeof sizeKinds
/** How many there are in the plain world. */
export const plainSize = 3

const anyRow = ['newest', 'oldest', 'middle'] as const
/** The choice of all rows, after those of one. */
export const allRows = anyRow.length
/** Which rows are odd. Most clients look at the newest one first. */
export const rowPicks = [...anyRow.keys(), allRows]

/** The places of the chosen rows among all, oldest first. */
export function rowsAt(pick: number, count: number): readonly number[] {
  if (pick === allRows) return [...Array(count).keys()]
  const index = rowAt(pick, count)
  return index === undefined ? [] : [index]
}

/** The place of one row among all, oldest first; undefined if there is none. */
export function rowAt(pick: number, count: number): number | undefined {
  if (count === 0) return undefined
  const row = anyRow[pick % anyRow.length]
  return row === 'newest' ? count - 1 : row === 'oldest' ? 0 : Math.floor(count / 2)
}

/** Whether rows of a kind refer to one that was deleted. A mock takes such rows where `references` are loose. */
export function isDangling(kind: string): boolean {
  const odd: object | undefined = rowKinds.campaign[kind] ?? rowKinds.record[kind]
  return odd !== undefined && Object.values(odd).includes(deleted)
}
