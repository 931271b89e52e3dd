import { z } from 'zod'
import { defineModel } from './define-model.ts'
import type { Edition } from './edition.ts'
import { country, emailAddress, id, jsonObject, phoneNumber, reference, timestamp } from './formats.ts'
import type { Immutable } from './immutable.ts'
import { limit, page, search, totalPages, totals } from './lists.ts'
import { named } from './named.ts'
import { orderStatus } from './order-statuses.ts'

export const recordStatuses = ['active', 'inactive', 'archived'] as const
const recordStatus = z.enum(recordStatuses).meta({ id: 'RecordStatus', description: 'Whether a contact is in use.' })
/** Whether a contact may be called. */
export type RecordStatus = z.infer<typeof recordStatus>

const name = z
  .string()
  .min(1)
  .nullable()
  .meta({ description: 'The name to show. Made of first and last name, or the phone number, until one is set.' })
const person = z.string().nullable()
const firstName = person.meta({ description: 'The first name.' })
const lastName = person.meta({ description: 'The last name.' })
const email = emailAddress.nullable().meta({ description: 'An email address.' })
const parameters = jsonObject.meta({
  description: 'Custom field values by key, as the record type defines them. In an update, `null` removes a key.',
})
const recordTypeUuid = reference.meta({ description: 'The record type that defines the custom fields.' })

/** What `search` looks in, beside custom field values. */
const searched = {
  hosted: ['name', 'firstName', 'lastName', 'email', 'phoneNumber'],
  local: ['name', 'firstName', 'lastName', 'phoneNumber'],
} as const satisfies Readonly<Record<Edition, readonly string[]>>

const partsOfName: readonly string[] = ['firstName', 'lastName']
const searchedOfFollowing = {
  hosted: searched.hosted.filter((field) => !partsOfName.includes(field)),
  local: searched.local.filter((field) => !partsOfName.includes(field)),
}

export const recordDefaults = { status: 'active', parameters: {} } as const

/** A contact with the fields of both editions. Answers contain those of one edition. */
export const record = defineModel({
  id: 'Record',
  description: 'A contact.',
  title: 'record',
  collection: 'records',
  idPrefix: 'record_',
  fields: {
    uuid: id,
    recordTypeUuid: recordTypeUuid.nullable(),
    name: z.string(),
    /** True when the name was set; false while it follows first and last name, or the phone number. */
    customName: z.boolean(),
    firstName,
    lastName,
    email,
    phoneNumber,
    country: country.nullable(),
    status: recordStatus,
    parameters,
    createdAt: timestamp,
    updatedAt: timestamp,
  },
  hidden: {},
  needed: ['phoneNumber'],
  defaults: recordDefaults,
  follow: (row, given) => ({
    name: given.name ?? followingName(row),
    customName: given.customName ?? given.name !== undefined,
  }),
  refs: { recordTypeUuid: 'recordType' },
  lists: { recordType: (row) => row.recordTypeUuid },
  json: ['parameters'],
  text: (row, edition) => {
    // Only one array is created, as the first search reads the texts of all rows.
    // A derived name contains first and last name already.
    const fields = row.customName ? searched[edition] : searchedOfFollowing[edition]
    const parts: (string | null)[] = fields.map((field) => row[field])
    for (const key of Object.keys(row.parameters)) parts.push(toText(row.parameters[key]))
    return parts
  },
})
/** A contact as a row of the mock, with the fields of both editions. */
export interface CallRecord extends Immutable<z.infer<typeof record.row>> {}

/** The text of a custom field value for `search`. For a number, `String` gives the same text as JSON, and is faster. */
function toText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : JSON.stringify(value)
}

/** The derived name of a contact, while none was set. */
export function followingName(of: {
  readonly firstName: string | null
  readonly lastName: string | null
  readonly phoneNumber: string
}): string {
  const { firstName: first, lastName: last } = of
  if (first && last) return `${first} ${last}`
  return first || last || of.phoneNumber
}

/** The name of a changed contact: a new one, or one that was set before. Otherwise it follows from the other fields. */
export function nameAfter(
  changed: CallRecord,
  name: string | null | undefined,
  customName = name === undefined ? changed.customName : name !== null,
): Pick<CallRecord, 'customName' | 'name'> {
  return { customName, name: customName ? (name ?? changed.name) : followingName(changed) }
}

/** One line of a contact's history: a campaign it is in. */
const campaignHistory = named('CampaignHistory', 'A campaign that a contact is in, and what became of it there.', {
  campaignUuid: id,
  campaignName: z.string(),
  orderUuid: id,
  status: orderStatus,
  lastCallAt: timestamp.nullable(),
})
/** A campaign that a contact is in, and the result there. */
export interface CampaignHistory extends Immutable<z.infer<typeof campaignHistory>> {}

const history = z
  .array(campaignHistory)
  .optional()
  .meta({ description: 'The campaigns the contact is in; missing when there are none.' })

/* The hosted edition */

const { fields } = record

export const hostedRecord = record.wire
  .omit({ recordTypeUuid: true, customName: true })
  .meta({ id: 'ContactRecord', description: 'A contact.' })
export const hostedRecordDetails = hostedRecord
  .extend({
    /** Only in the answer of a get, and only when the contact is in a campaign. */
    campaigns: history,
  })
  .meta({ id: 'RecordDetails', description: 'A contact and its campaigns.' })
/** A contact as the hosted API returns it. */
export interface HostedRecord extends Immutable<z.infer<typeof hostedRecordDetails>> {}

/** What a client may write and may leave out. */
const hostedFields = z.strictObject({ name, firstName, lastName, email, parameters }).partial().shape

export const contactCreate = z.strictObject({ ...hostedFields, phoneNumber, country: fields.country.optional() }).meta({
  id: 'ContactCreate',
  description: 'What makes a contact in a campaign; its record type comes from the campaign.',
})
/** A contact in the body of a request that creates an order. */
export interface ContactCreate extends Immutable<z.input<typeof contactCreate>> {}

export const hostedRecordCreate = z
  .strictObject({ recordTypeUuid, ...contactCreate.shape })
  .meta({ id: 'RecordCreate', description: 'What makes a contact.' })
/** The body of a request that creates a contact in the hosted API. */
export interface HostedRecordCreate extends Immutable<z.input<typeof hostedRecordCreate>> {}

export const hostedRecordUpdate = z
  .strictObject({ ...hostedFields, phoneNumber: phoneNumber.optional(), status: recordStatus.optional() })
  .meta({ id: 'RecordUpdate', description: 'Any part of a contact that may change.' })
/** The body of a request that changes a contact in the hosted API. */
export interface HostedRecordUpdate extends Immutable<z.input<typeof hostedRecordUpdate>> {}

export const hostedRecordList = z
  .object({ records: z.array(hostedRecord), ...totals, totalPages })
  .meta({ id: 'RecordList', description: 'A page of contacts.' })
/** A page of contacts of the hosted API. */
export interface HostedRecordList extends Immutable<z.infer<typeof hostedRecordList>> {}

/* The local edition */

export const localRecord = named('ContactRecord', 'A contact.', {
  uuid: fields.uuid,
  recordTypeUuid: id.nullable(),
  firstName,
  lastName,
  phone: phoneNumber,
  parameters,
  status: recordStatus,
  createdAt: fields.createdAt,
  updatedAt: fields.updatedAt,
})
export const localRecordDetails = localRecord
  .extend({
    /** Only in the answer of a get, and only when the contact is in a campaign. */
    campaigns: history,
  })
  .meta({ id: 'RecordDetails', description: 'A contact and its campaigns.' })
/** A contact as the local API returns it. */
export interface LocalRecord extends Immutable<z.infer<typeof localRecordDetails>> {}

const localFields = z.strictObject({ firstName, lastName, parameters }).partial().shape

export const localRecordCreate = z
  .strictObject({ recordTypeUuid, ...localFields, phone: phoneNumber })
  .meta({ id: 'RecordCreate', description: 'What makes a contact.' })
/** The body of a request that creates a contact in the local API. */
export interface LocalRecordCreate extends Immutable<z.input<typeof localRecordCreate>> {}

export const localRecordUpdate = z
  .strictObject({ ...localFields, phone: phoneNumber.optional() })
  .meta({ id: 'RecordUpdate', description: 'Any part of a contact that may change.' })
/** The body of a request that changes a contact in the local API. */
export interface LocalRecordUpdate extends Immutable<z.input<typeof localRecordUpdate>> {}

export const localRecordList = named('RecordList', 'A page of contacts.', { records: z.array(localRecord), ...totals })
/** A page of contacts of the local API. */
export interface LocalRecordList extends Immutable<z.infer<typeof localRecordList>> {}

/** What both editions filter a list of contacts by. */
export const recordListQuery = z.strictObject({
  recordTypeUuid: reference.optional().meta({ description: 'Only contacts of this record type.' }),
  campaignUuid: reference.optional().meta({ description: 'Only contacts in this campaign.' }),
  search: search('Finds contacts by a part of what is known of them, in any case.'),
  page,
  limit,
})
