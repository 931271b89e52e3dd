import { z } from 'zod'
import { country, emailAddress, id, jsonObject, phoneNumber, reference, timestamp } from './formats.ts'
import { limit, page, search, totalPages, totals } from './lists.ts'
import { orderStatus, type OrderStatus } from './order-statuses.ts'
import type { Parameters } from './record-types.ts'

export const recordStatuses = ['active', 'inactive', 'archived'] as const
const recordStatus = z.enum(recordStatuses).meta({ id: 'RecordStatus', description: 'Whether a contact is in use.' })
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

/** A contact as the store keeps it, whatever the edition. `customName` tells a name that was set from one that follows. */
export const recordRow = z
  .object({
    uuid: id,
    recordTypeUuid: recordTypeUuid.nullable(),
    name: z.string(),
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
  })
  .meta({ id: 'RecordRow', description: 'A contact.' })

export interface CallRecord {
  readonly uuid: string
  readonly recordTypeUuid: string | null
  readonly name: string
  /** True when the name was set; false while it follows first and last name, or the phone number. */
  readonly customName: boolean
  readonly firstName: string | null
  readonly lastName: string | null
  readonly email: string | null
  readonly phoneNumber: string
  readonly country: string | null
  readonly status: RecordStatus
  readonly parameters: Parameters
  readonly createdAt: string
  readonly updatedAt: string
}

/** The name a contact shows while none is set. */
export function followingName(of: Pick<CallRecord, 'firstName' | 'lastName' | 'phoneNumber'>): string {
  const { firstName: first, lastName: last } = of
  if (first && last) return `${first} ${last}`
  return first || last || of.phoneNumber
}

/** One line of a contact's history: a campaign it is in. */
const campaignHistory = z
  .object({
    campaignUuid: id,
    campaignName: z.string(),
    orderUuid: id,
    status: orderStatus,
    lastCallAt: timestamp.nullable(),
  })
  .meta({ id: 'CampaignHistory', description: 'A campaign that a contact is in, and what became of it there.' })
export interface CampaignHistory {
  readonly campaignUuid: string
  readonly campaignName: string
  readonly orderUuid: string
  readonly status: OrderStatus
  readonly lastCallAt: string | null
}

const history = z
  .array(campaignHistory)
  .optional()
  .meta({ description: 'The campaigns the contact is in; missing when there are none.' })

/* The hosted edition */

export const hostedRecord = z
  .object({
    uuid: id,
    name: z.string(),
    firstName,
    lastName,
    email,
    phoneNumber,
    country: country.nullable(),
    status: recordStatus,
    parameters,
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Record', description: 'A contact.' })
export interface HostedRecord {
  readonly uuid: string
  readonly name: string
  readonly firstName: string | null
  readonly lastName: string | null
  readonly email: string | null
  readonly phoneNumber: string
  readonly country: string | null
  readonly status: RecordStatus
  readonly parameters: Parameters
  readonly createdAt: string
  readonly updatedAt: string
  /** Only in the answer of a get, and only when the contact is in a campaign. */
  readonly campaigns?: readonly CampaignHistory[]
}
export const hostedRecordDetails = hostedRecord
  .extend({ campaigns: history })
  .meta({ id: 'RecordDetails', description: 'A contact and its campaigns.' })

const hostedFields = {
  name: name.optional(),
  firstName: firstName.optional(),
  lastName: lastName.optional(),
  email: email.optional(),
  parameters: parameters.optional(),
}

export const contactCreate = z
  .strictObject({ ...hostedFields, phoneNumber, country: country.nullable().optional() })
  .meta({
    id: 'ContactCreate',
    description: 'What makes a contact in a campaign; its record type comes from the campaign.',
  })
export interface ContactCreate {
  readonly name?: string | null | undefined
  readonly firstName?: string | null | undefined
  readonly lastName?: string | null | undefined
  readonly email?: string | null | undefined
  readonly phoneNumber: string
  readonly country?: string | null | undefined
  readonly parameters?: Parameters | undefined
}

export const hostedRecordCreate = z
  .strictObject({ recordTypeUuid, ...contactCreate.shape })
  .meta({ id: 'RecordCreate', description: 'What makes a contact.' })
export interface HostedRecordCreate extends ContactCreate {
  readonly recordTypeUuid: string
}

export const hostedRecordUpdate = z
  .strictObject({ ...hostedFields, phoneNumber: phoneNumber.optional(), status: recordStatus.optional() })
  .meta({ id: 'RecordUpdate', description: 'Any part of a contact that may change.' })
export interface HostedRecordUpdate extends Omit<ContactCreate, 'phoneNumber' | 'country'> {
  readonly phoneNumber?: string | undefined
  readonly status?: RecordStatus | undefined
}

export const hostedRecordList = z
  .object({ records: z.array(hostedRecord), ...totals, totalPages })
  .meta({ id: 'RecordList', description: 'A page of contacts.' })
export interface HostedRecordList {
  readonly records: readonly HostedRecord[]
  readonly total: number
  readonly page: number
  readonly limit: number
  readonly totalPages: number
}

/* The local edition */

export const localRecord = z
  .object({
    uuid: id,
    recordTypeUuid: id.nullable(),
    firstName,
    lastName,
    phone: phoneNumber,
    parameters,
    status: recordStatus,
    createdAt: timestamp,
    updatedAt: timestamp,
  })
  .meta({ id: 'Record', description: 'A contact.' })
export interface LocalRecord {
  readonly uuid: string
  readonly recordTypeUuid: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly phone: string
  readonly parameters: Parameters
  readonly status: RecordStatus
  readonly createdAt: string
  readonly updatedAt: string
  /** Only in the answer of a get, and only when the contact is in a campaign. */
  readonly campaigns?: readonly CampaignHistory[]
}
export const localRecordDetails = localRecord
  .extend({ campaigns: history })
  .meta({ id: 'RecordDetails', description: 'A contact and its campaigns.' })

const localFields = {
  firstName: firstName.optional(),
  lastName: lastName.optional(),
  parameters: parameters.optional(),
}

export const localRecordCreate = z
  .strictObject({ recordTypeUuid, ...localFields, phone: phoneNumber })
  .meta({ id: 'RecordCreate', description: 'What makes a contact.' })
export interface LocalRecordCreate extends Omit<LocalRecordUpdate, 'phone'> {
  readonly recordTypeUuid: string
  readonly phone: string
}

export const localRecordUpdate = z
  .strictObject({ ...localFields, phone: phoneNumber.optional() })
  .meta({ id: 'RecordUpdate', description: 'Any part of a contact that may change.' })
export interface LocalRecordUpdate {
  readonly firstName?: string | null | undefined
  readonly lastName?: string | null | undefined
  readonly phone?: string | undefined
  readonly parameters?: Parameters | undefined
}

export const localRecordList = z
  .object({ records: z.array(localRecord), ...totals })
  .meta({ id: 'RecordList', description: 'A page of contacts.' })
export interface LocalRecordList {
  readonly records: readonly LocalRecord[]
  readonly total: number
  readonly page: number
  readonly limit: number
}

/** What both editions filter a list of contacts by. */
export const recordListQuery = z.strictObject({
  recordTypeUuid: reference.optional().meta({ description: 'Only contacts of this record type.' }),
  campaignUuid: reference.optional().meta({ description: 'Only contacts in this campaign.' }),
  search: search('Finds contacts by a part of what is known of them, in any case.'),
  page,
  limit,
})
