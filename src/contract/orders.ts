import { z } from 'zod'
import { defineModel } from './define-model.ts'
import { currencyCode, id, instant, phoneNumber, reference, timestamp, timezone, wallMoment } from './formats.ts'
import { toForm } from './forms.ts'
import type { Immutable } from './immutable.ts'
import { limit, page, search, totalPages, totals } from './lists.ts'
import { named, namedStrict } from './named.ts'
import { orderStatus } from './order-statuses.ts'
import { isRetried, type OrderStatus } from './statuses.ts'
import { type CallRecord, contactCreate, record } from './records.ts'

/**
 * Fields that clients write and that are stored unchanged. A field added here is also in the answers of lists and
 * updates.
 */
const plan = {
  scheduledTimeTimezone: timezone
    .nullable()
    .meta({ description: 'The time zone in which the scheduled time was chosen.' }),
  scheduledDurationSeconds: z.int().min(1).nullable().meta({ description: 'How long the call takes, in seconds.' }),
  price: z.number().min(0).nullable().meta({ description: 'What the call costs.' }),
  currencyCode: currencyCode.nullable(),
  instructions: z.string().nullable().meta({ description: 'What the assistant should keep in mind in this call.' }),
}

export const orderDefaults = { status: 'registered', attempts: 0 } as const

/** A key for the orders of a campaign in one status. The status comes first, as no status contains a space. */
export function statusKey(campaignUuid: string, status: OrderStatus): string {
  return `${status} ${campaignUuid}`
}

export const order = defineModel({
  id: 'Order',
  description: 'A place of a contact in a campaign.',
  title: 'order',
  collection: 'orders',
  idPrefix: 'order_',
  fields: {
    uuid: id,
    campaignUuid: id,
    recordUuid: id,
    status: orderStatus,
    scheduledTime: timestamp.nullable(),
    ...plan,
    createdAt: timestamp,
    updatedAt: timestamp,
  },
  hidden: {
    attempts: z
      .int()
      .min(0)
      .meta({ description: 'How many calls were made to the contact; calls that were cut off do not count.' }),
    dueAt: instant.nullable().meta({
      description: 'When the next call may be made, in milliseconds since 1970; null where no moment is set.',
    }),
  },
  needed: ['campaignUuid', 'recordUuid'],
  defaults: orderDefaults,
  refs: { campaignUuid: 'campaign', recordUuid: 'record' },
  lists: { campaign: (row) => row.campaignUuid, status: (row) => statusKey(row.campaignUuid, row.status) },
  queues: {
    /** Orders that are called at a time of their own. */
    scheduled: { key: (row) => (row.status === 'scheduled' ? row.campaignUuid : null), rank: (row) => row.dueAt ?? 0 },
    /** Orders that were not reached and will be called again. */
    retry: { key: (row) => (isRetried(row.status) ? row.campaignUuid : null), rank: (row) => row.dueAt ?? 0 },
  },
  lookups: { record: (row) => row.recordUuid },
})
/** An order to call a contact, as a row of the mock. */
export interface Order extends Immutable<z.infer<typeof order.row>> {}

/* The forms of an answer */

/** The fields of an order in answers, without those of its contact. */
const orderForm = order.wire.omit({ recordUuid: true, createdAt: true, updatedAt: true })

const { uuid, name, email, parameters } = record.fields
const contactForm = named('OrderContact', 'The contact of an order.', { uuid, name, phoneNumber })
const createdContactForm = z
  .object({ uuid, name, email, phoneNumber, parameters })
  .meta({ id: 'CreatedContact', description: 'The contact that was made with an order.' })

/** The schema of an order in the answers of lists and updates. */
export const campaignOrder = orderForm
  .extend({ record: contactForm })
  .meta({ id: 'CampaignOrder', description: 'A place of a contact in a campaign.' })
/** An order in the list of its campaign, with its contact. */
export interface CampaignOrder extends Immutable<z.infer<typeof campaignOrder>> {}

/** The schema of the short answer to creating an order. */
export const createdOrder = z
  .object({ uuid: id, status: orderStatus, record: createdContactForm })
  .meta({ id: 'CreatedOrder', description: 'The order and the contact that were made.' })
/** The answer to a request that creates an order. */
export interface CreatedOrder extends Immutable<z.infer<typeof createdOrder>> {}

export const orderList = z
  .object({ orders: z.array(campaignOrder), ...totals, totalPages })
  .meta({ id: 'OrderList', description: 'A page of orders.' })
/** A page of orders. */
export interface OrderList extends Immutable<z.infer<typeof orderList>> {}

const toOrderForm = toForm(orderForm)
const toContactForm = toForm(contactForm)
const toCreatedContactForm = toForm(createdContactForm)

/** Converts an order to the form that lists and updates return. */
export function toCampaignOrder(row: Order, contact: CallRecord): CampaignOrder {
  return Object.assign(toOrderForm(row), { record: toContactForm(contact) })
}

/** Converts an order to the form that creating returns. */
export function toCreatedOrder({ uuid, status }: Order, contact: CallRecord): CreatedOrder {
  return { uuid, status, record: toCreatedContactForm(contact) }
}

/* What a client sends */

/** The statuses of a new order: not `scheduled`, because only an update can set the scheduled time. */
const newOrderStatus = orderStatus
  .exclude(['scheduled'], {
    error: ({ input }) =>
      input === 'scheduled'
        ? `must not be scheduled: creating an order takes no scheduledTime, also where one is sent; create it as ${orderDefaults.status}, then update its status and scheduledTime together`
        : undefined,
  })
  .meta({
    id: 'NewOrderStatus',
    description: 'The statuses an order may begin with; scheduled needs a time, which an update sets.',
  })

export const orderCreate = namedStrict('OrderCreate', 'A new contact, and its place in the campaign.', {
  /** Default `'registered'`. Not `'scheduled'`: that needs a time, which an update sets. */
  status: newOrderStatus.default(orderDefaults.status),
  record: contactCreate,
})
/** The body of a request that creates an order, with its contact. */
export interface OrderCreate extends Immutable<z.input<typeof orderCreate>> {}

export const orderUpdate = z
  .strictObject({
    status: orderStatus,
    /** ISO 8601. Without an offset it is read in `scheduledTimeTimezone`, of the body or of the order. */
    scheduledTime: wallMoment.nullable(),
    ...plan,
  })
  .partial()
  .meta({ id: 'OrderUpdate', description: 'Any part of an order that may change.' })
/** The body of a request that changes an order. */
export interface OrderUpdate extends Immutable<z.input<typeof orderUpdate>> {}

export const orderAssociate = namedStrict('OrderAssociate', 'Contacts that join the campaign.', {
  recordUuids: z.array(reference).min(1).meta({ description: 'The contacts to add.' }),
})
/** The body of a request that gives an order to a contact that exists. */
export interface OrderAssociate extends Immutable<z.input<typeof orderAssociate>> {}

export const orderListQuery = z.strictObject({
  search: search('Finds contacts of the campaign by a part of their name or phone number, in any case.'),
  status: orderStatus.optional(),
  page,
  limit,
})
