import { callingStatuses, type OrderStatus } from '../contract/order-statuses.ts'
import { type Order, orderDefaults, toCampaignOrder, toCreatedOrder } from '../contract/orders.ts'
import { type FieldError, problems, show } from '../contract/problems.ts'
import type { CallRecord } from '../contract/records.ts'
import { statusKey } from '../contract/orders.ts'
import type { World } from '../world/world.ts'
import { insertRecord, misfits } from './contacts.ts'
import type { HandlersOf, Representation } from './operation.ts'
import { insert, notFound, pageOfList, pageOfRows, part, toSearchWord } from './rows.ts'

/** Up to this size, reading a campaign's orders is quicker than searching all contacts. */
const smallCampaign = 200

const contactOf = (world: World, order: Order) => world.tables.record.get(order.recordUuid)
const asOrder: Representation<Order> = {
  wire: (order, contact) => toCampaignOrder(order, contact as CallRecord),
  related: contactOf,
}
const asCreatedOrder: Representation<Order> = {
  wire: () => undefined,
  extras: (world, order) => toCreatedOrder(order, contactOf(world, order) as CallRecord),
}

function orderIn(world: World, campaignUuid: string, orderUuid: string): Order | undefined {
  const order = world.tables.order.get(orderUuid)
  return order?.campaignUuid === campaignUuid ? order : undefined
}

/** Contacts whose number is never to be called join a campaign as such, whatever status was asked for. */
function insertOrder(world: World, campaignUuid: string, record: CallRecord, status: OrderStatus): Order {
  return insert(world, 'order', {
    campaignUuid,
    recordUuid: record.uuid,
    status: world.joins.isDoNotCall(record.phoneNumber) ? 'do-not-call' : status,
  })
}

/** The orders of a campaign whose contact's name or number contains the word, oldest first. */
function searchOrders(world: World, campaignUuid: string, word: string): Order[] {
  const { order, record } = world.tables
  const list = order.list('campaign', campaignUuid)
  const fits = (contact: CallRecord | undefined) =>
    contact !== undefined && (contact.name.toLowerCase().includes(word) || contact.phoneNumber.includes(word))
  if (!list || list.size <= smallCampaign) {
    return Array.from(list ?? [], (stored) => order.fresh(stored)).filter((row) => fits(record.get(row.recordUuid)))
  }
  const uuids = new Set<string>()
  for (const { row } of record.search(word)) {
    if (fits(row))
      for (const one of order.lookup('record', row.uuid)) if (one.campaignUuid === campaignUuid) uuids.add(one.uuid)
  }
  return order.inOrder(uuids)
}

const needsTime: FieldError = {
  field: 'scheduledTime',
  message: 'is required for the status scheduled: an ISO 8601 date-time with an offset, such as 2026-05-10T14:30:00Z',
}

export const orderHandlers: HandlersOf<'orders'> = {
  'orders.list': {
    handle({ world }, { params, query }) {
      const { campaign, order } = world.tables
      if (!campaign.get(params.uuid)) return notFound('campaign', params.uuid)
      const word = toSearchWord(query.search)
      if (word === undefined) {
        return pageOfList(
          order,
          query.status
            ? order.list('status', statusKey(params.uuid, query.status))
            : order.list('campaign', params.uuid),
          query,
        )
      }
      const found = searchOrders(world, params.uuid, word)
      return pageOfRows(query.status ? found.filter((row) => row.status === query.status) : found, query)
    },
    as: asOrder,
  },
  'orders.create': {
    check({ world }, { params, body }) {
      const campaign = world.tables.campaign.get(params.uuid)
      const parameters = part(part(body, 'record'), 'parameters') ?? {}
      return misfits(world, campaign?.recordTypeUuid, parameters, 'record.parameters')
    },
    handle({ world }, { params, body }) {
      const campaign = world.tables.campaign.get(params.uuid)
      if (!campaign) return notFound('campaign', params.uuid)
      const record = insertRecord(world, campaign.recordTypeUuid, body.record)
      return insertOrder(world, params.uuid, record, body.status)
    },
    as: asCreatedOrder,
  },
  'orders.update': {
    check({ world }, { params, body }) {
      const before = orderIn(world, params.uuid, params.orderUuid)
      if (!before) return []
      const status = part(body, 'status') ?? before.status
      const time = part(body, 'scheduledTime') ?? (part(body, 'scheduledTime') === null ? null : before.scheduledTime)
      return status === 'scheduled' && time === null ? [needsTime] : []
    },
    handle({ world }, { params, body }) {
      if (!world.tables.campaign.get(params.uuid)) return notFound('campaign', params.uuid)
      const before = orderIn(world, params.uuid, params.orderUuid)
      if (!before) return notFound('order', params.orderUuid)
      if (body.status && callingStatuses.has(body.status) && isRefused(world, before)) {
        return problems.forbidden(`The contact asked never to be called: the status can't become ${body.status}`)
      }
      return world.tables.order.replace({ ...before, ...body, updatedAt: world.clock.timestamp })
    },
    as: asOrder,
  },
  'orders.delete': {
    handle({ world }, { params }) {
      if (!world.tables.campaign.get(params.uuid)) return notFound('campaign', params.uuid)
      if (!orderIn(world, params.uuid, params.orderUuid)) return notFound('order', params.orderUuid)
      world.remove('order', params.orderUuid)
      return { success: true, message: 'Record removed from campaign successfully' }
    },
  },
  'orders.associate': {
    check({ world }, { params, body }) {
      const campaign = world.tables.campaign.get(params.uuid)
      const uuids = part(body, 'recordUuids')
      if (!campaign || !Array.isArray(uuids)) return []
      return uuids.flatMap((uuid: unknown, index) =>
        notAssociable(world, campaign.recordTypeUuid, uuid, `recordUuids[${index}]`),
      )
    },
    handle({ world }, { params, body }) {
      if (!world.tables.campaign.get(params.uuid)) return notFound('campaign', params.uuid)
      for (const uuid of body.recordUuids) {
        const record = world.tables.record.get(uuid)
        if (record && !isIn(world, params.uuid, record)) insertOrder(world, params.uuid, record, orderDefaults.status)
      }
      return { success: true }
    },
  },
}

/** Whether the contact of an order asked never to be called, here or in another campaign. */
function isRefused(world: World, order: Order): boolean {
  return order.status === 'do-not-call' || world.joins.isDoNotCall(contactOf(world, order)?.phoneNumber ?? '')
}

/** Whether a contact has a place in the campaign already. */
function isIn(world: World, campaignUuid: string, record: CallRecord): boolean {
  return world.tables.order.lookup('record', record.uuid).some((order) => order.campaignUuid === campaignUuid)
}

/** Why a contact can't join a campaign of this record type. */
function notAssociable(world: World, recordTypeUuid: string | null, uuid: unknown, field: string): FieldError[] {
  if (typeof uuid !== 'string') return []
  const record = world.tables.record.get(uuid)
  if (!record) return [{ field, message: `must be the id of an existing record; received ${show(uuid)}` }]
  if (recordTypeUuid === null || record.recordTypeUuid === recordTypeUuid) return []
  return [
    {
      field,
      message: `must be a record of the campaign's record type ${show(recordTypeUuid)}; ${show(uuid)} is of ${show(record.recordTypeUuid)}`,
    },
  ]
}
