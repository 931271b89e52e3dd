import { z } from 'zod'
import {
  currencyCode,
  emailAddress,
  id,
  instant,
  jsonObject,
  moment,
  phoneNumber,
  reference,
  timestamp,
  timezone,
} from './formats.ts'
import { limit, page, search, totalPages, totals } from './lists.ts'
import { orderStatus, type OrderStatus } from './order-statuses.ts'
import type { Parameters } from './record-types.ts'
import { type ContactCreate, contactCreate } from './records.ts'

const scheduledTimeTimezone = timezone
  .nullable()
  .meta({ description: 'The time zone in which the scheduled time was chosen.' })
const scheduledDurationSeconds = z.int().min(1).nullable().meta({ description: 'How long the call takes, in seconds.' })
const price = z.number().min(0).nullable().meta({ description: 'What the call costs.' })
const instructions = z.string().nullable().meta({ description: 'What the assistant should keep in mind in this call.' })

const attempts = z
  .int()
  .min(0)
  .meta({ description: 'How many calls were made to the contact; calls that were cut off do not count.' })
const dueAt = instant
  .nullable()
  .meta({ description: 'When the next call may be made, in milliseconds since 1970; null where no moment is set.' })

const plan = {
  scheduledTimeTimezone,
  scheduledDurationSeconds,
  price,
  currencyCode: currencyCode.nullable(),
  instructions,
}

/** An order as the store keeps it. */
export const orderRow = z
  .object({
    uuid: id,
    campaignUuid: id,
    recordUuid: id,
    status: orderStatus,
    scheduledTime: timestamp.nullable(),
    ...plan,
    createdAt: timestamp,
    updatedAt: timestamp,
    attempts,
    dueAt,
  })
  .meta({ id: 'OrderRow', description: 'A place of a contact in a campaign.' })

export interface Order {
  readonly uuid: string
  readonly campaignUuid: string
  readonly recordUuid: string
  readonly status: OrderStatus
  readonly scheduledTime: string | null
  readonly scheduledTimeTimezone: string | null
  readonly scheduledDurationSeconds: number | null
  readonly price: number | null
  readonly currencyCode: string | null
  readonly instructions: string | null
  readonly createdAt: string
  readonly updatedAt: string
  /** How many calls were made to the contact; calls that were cut off do not count. Never on the wire. */
  readonly attempts: number
  /** When the next call may be made, in milliseconds since 1970; null where no moment is set. Never on the wire. */
  readonly dueAt: number | null
}

/** An order as the API answers it. */
export const campaignOrder = z
  .object({
    uuid: id,
    campaignUuid: id,
    status: orderStatus,
    scheduledTime: timestamp.nullable(),
    ...plan,
    record: z.object({ uuid: id, name: z.string(), phoneNumber }),
  })
  .meta({ id: 'CampaignOrder', description: 'A place of a contact in a campaign.' })

export interface CampaignOrder {
  readonly uuid: string
  readonly campaignUuid: string
  readonly status: OrderStatus
  readonly scheduledTime: string | null
  readonly scheduledTimeTimezone: string | null
  readonly scheduledDurationSeconds: number | null
  readonly price: number | null
  readonly currencyCode: string | null
  readonly instructions: string | null
  readonly record: { readonly uuid: string; readonly name: string; readonly phoneNumber: string }
}

/** The short form that creating an order answers. */
export const createdOrder = z
  .object({
    uuid: id,
    status: orderStatus,
    record: z.object({
      uuid: id,
      name: z.string(),
      email: emailAddress.nullable(),
      phoneNumber,
      parameters: jsonObject,
    }),
  })
  .meta({ id: 'CreatedOrder', description: 'The order and the contact that were made.' })
export interface CreatedOrder {
  readonly uuid: string
  readonly status: OrderStatus
  readonly record: {
    readonly uuid: string
    readonly name: string
    readonly email: string | null
    readonly phoneNumber: string
    readonly parameters: Parameters
  }
}

export const orderDefaults = { status: 'registered' } as const

/** The statuses an order may begin with: a time to call at is only set on one that is there. */
const newOrderStatus = orderStatus
  .exclude(['scheduled'], {
    error: ({ input }) =>
      input === 'scheduled'
        ? `must not be scheduled: a new order has no scheduled time; create it as ${orderDefaults.status}, then update it with a scheduledTime`
        : undefined,
  })
  .meta({ description: 'The statuses an order may begin with; scheduled needs a time, which an update sets.' })
type NewOrderStatus = z.infer<typeof newOrderStatus>

export const orderCreate = z
  .strictObject({ status: newOrderStatus.default(orderDefaults.status), record: contactCreate })
  .meta({ id: 'OrderCreate', description: 'A new contact, and its place in the campaign.' })
export interface OrderCreate {
  /** Default `'registered'`. Not `'scheduled'`: that needs a time, which an update sets. */
  readonly status?: NewOrderStatus | undefined
  readonly record: ContactCreate
}

export const orderUpdate = z
  .strictObject({
    status: orderStatus.optional(),
    scheduledTime: moment.nullable().optional(),
    scheduledTimeTimezone: scheduledTimeTimezone.optional(),
    scheduledDurationSeconds: scheduledDurationSeconds.optional(),
    price: price.optional(),
    currencyCode: currencyCode.nullable().optional(),
    instructions: instructions.optional(),
  })
  .meta({ id: 'OrderUpdate', description: 'Any part of an order that may change.' })
export interface OrderUpdate {
  readonly status?: OrderStatus | undefined
  /** ISO 8601 with an offset. */
  readonly scheduledTime?: string | null | undefined
  readonly scheduledTimeTimezone?: string | null | undefined
  readonly scheduledDurationSeconds?: number | null | undefined
  readonly price?: number | null | undefined
  readonly currencyCode?: string | null | undefined
  readonly instructions?: string | null | undefined
}

export const orderAssociate = z
  .strictObject({ recordUuids: z.array(reference).min(1).meta({ description: 'The contacts to add.' }) })
  .meta({ id: 'OrderAssociate', description: 'Contacts that join the campaign.' })
export interface OrderAssociate {
  readonly recordUuids: readonly string[]
}

export const orderListQuery = z.strictObject({
  search: search('Finds contacts of the campaign by a part of their name or phone number, in any case.'),
  status: orderStatus.optional(),
  page,
  limit,
})

export const orderList = z
  .object({ orders: z.array(campaignOrder), ...totals, totalPages })
  .meta({ id: 'OrderList', description: 'A page of orders.' })
export interface OrderList {
  readonly orders: readonly CampaignOrder[]
  readonly total: number
  readonly page: number
  readonly limit: number
  readonly totalPages: number
}

/** The contact of an order, as its forms need it. */
type Contact = CreatedOrder['record']

/** The form that lists and updates answer. */
export function toCampaignOrder(row: Order, contact: Pick<Contact, 'uuid' | 'name' | 'phoneNumber'>): CampaignOrder {
  const {
    uuid,
    campaignUuid,
    status,
    scheduledTime,
    scheduledTimeTimezone,
    scheduledDurationSeconds,
    price,
    currencyCode,
    instructions,
  } = row
  const record = { uuid: contact.uuid, name: contact.name, phoneNumber: contact.phoneNumber }
  return {
    uuid,
    campaignUuid,
    status,
    scheduledTime,
    scheduledTimeTimezone,
    scheduledDurationSeconds,
    price,
    currencyCode,
    instructions,
    record,
  }
}

/** The form that creating answers. */
export function toCreatedOrder(row: Order, contact: Contact): CreatedOrder {
  const { uuid, name, email, phoneNumber, parameters } = contact
  return { uuid: row.uuid, status: row.status, record: { uuid, name, email, phoneNumber, parameters } }
}
