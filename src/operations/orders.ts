import type { CampaignRow } from '../contract/models.ts'
import { forbidsCalls, joiningStatus, leadsToCall, whyForbidden } from '../contract/do-not-call.ts'
import type { OrderStatus } from '../contract/order-statuses.ts'
import { type Order, orderDefaults, statusKey, toCampaignOrder, toCreatedOrder } from '../contract/orders.ts'
import { isTimeZone, parseWallTime } from '../contract/formats.ts'
import { earliest, latest, outsideOfTime, toTimestamp } from '../contract/timestamps.ts'
import { foldCase } from '../contract/fold.ts'
import { type FieldError, maxListed, problems, show } from '../contract/problems.ts'
import { danglingReference, wayToExist } from '../contract/references.ts'
import type { CallRecord } from '../contract/records.ts'
import { campaignTable } from '../contract/statuses.ts'
import { fromWallTime } from '../simulator/wall-time.ts'
import type { World } from '../world/world.ts'
import { insertRecord, misfits } from './contacts.ts'
import type { HandlersOf, Representation, Scope } from './operation.ts'
import { insert, notFound, pageOfList, pageOfRows, part, toSearchWord } from './rows.ts'

/** Up to this number, a scan of a campaign's orders is faster than a search of all contacts. */
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

/** Creates the order of a contact in a campaign. With a do-not-call number, its status is `do-not-call`. */
function insertOrder(
  scope: Scope,
  campaign: CampaignRow,
  record: CallRecord,
  wanted: OrderStatus,
  told: string,
): Order {
  const { world, warn } = scope
  const { phoneNumber } = record
  const other = world.joins.doNotCallOrder(phoneNumber)
  const status = joiningStatus(wanted, other !== undefined)
  if (other && status !== wanted) warn(`${told} ${status} instead of ${wanted}: ${whyForbidden(other, phoneNumber)}`)
  warnOfNobody(scope, campaign, status)
  return insert(world, 'order', { campaignUuid: campaign.uuid, recordUuid: record.uuid, status })
}

/** Adds a warning about an order that will never be called. */
function warnOfNobody({ warn }: Scope, { name, status }: CampaignRow, wanted: OrderStatus): void {
  if (leadsToCall(wanted) && campaignTable[status].over)
    warn(`status ${wanted} leads to no call: the campaign ${show(name)} is ${status}`)
}

/** The orders of a campaign whose contact's name or number contains the word, oldest first. */
function searchOrders(world: World, campaignUuid: string, word: string): Order[] {
  const { order, record } = world.tables
  const list = order.list('campaign', campaignUuid)
  const fits = (contact: CallRecord | undefined) =>
    contact !== undefined && (foldCase(contact.name).includes(word) || contact.phoneNumber.includes(word))
  if (!list || list.size <= smallCampaign) {
    return Array.from(list ?? [], (stored) => order.currentRow(stored)).filter((row) =>
      fits(record.get(row.recordUuid)),
    )
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
    handle(scope, { params, body }) {
      const { world } = scope
      const campaign = world.tables.campaign.get(params.uuid)
      if (!campaign) return notFound('campaign', params.uuid)
      const record = insertRecord(world, campaign.recordTypeUuid, body.record)
      return insertOrder(scope, campaign, record, body.status, 'status becomes')
    },
    as: asCreatedOrder,
  },
  'orders.update': {
    check({ world }, { params, body }) {
      const before = orderIn(world, params.uuid, params.orderUuid)
      if (!before) return []
      const status = part(body, 'status') ?? before.status
      const time = scheduledTimeOf(before, body)
      if (typeof time === 'object' && time !== null) return [time]
      return status === 'scheduled' && time === null ? [needsTime] : []
    },
    handle(scope, { params, body }) {
      const { world } = scope
      const campaign = world.tables.campaign.get(params.uuid)
      if (!campaign) return notFound('campaign', params.uuid)
      const before = orderIn(world, params.uuid, params.orderUuid)
      if (!before) return notFound('order', params.orderUuid)
      const { status = before.status } = body
      if (body.status && leadsToCall(status)) {
        const reason = whyNeverCalled(world, before)
        if (reason !== undefined) return problems.forbidden(`The status can't become ${status}: ${reason}`)
      }
      if (status !== before.status) warnOfNobody(scope, campaign, status)
      const scheduledTime = scheduledTimeOf(before, body)
      return world.tables.order.replace({
        ...before,
        ...body,
        scheduledTime: typeof scheduledTime === 'string' ? scheduledTime : null,
        updatedAt: world.clock.timestamp,
      })
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
      const errors: FieldError[] = []
      for (const [index, uuid] of uuids.entries()) {
        const message = whyNotAssociable(world, campaign.recordTypeUuid, uuid, errors.length < maxListed)
        if (message !== undefined) errors.push({ field: `recordUuids[${index}]`, message })
      }
      return errors
    },
    handle(scope, { params, body }) {
      const { world, warn } = scope
      const campaign = world.tables.campaign.get(params.uuid)
      if (!campaign) return notFound('campaign', params.uuid)
      for (const [index, uuid] of body.recordUuids.entries()) {
        const record = world.tables.record.get(uuid)
        if (!record) continue
        const present = world.tables.order.lookup('record', uuid).find((one) => one.campaignUuid === params.uuid)
        if (present) warn(`recordUuids[${index}] is in the campaign already: its order ${present.uuid} stays as it is`)
        else insertOrder(scope, campaign, record, orderDefaults.status, `recordUuids[${index}] joins as`)
      }
      return { success: true }
    },
  },
}

/** Why a contact may never be called: because of the order itself, or of another one with the number. */
function whyNeverCalled(world: World, order: Order): string | undefined {
  const number = contactOf(world, order)?.phoneNumber ?? ''
  const other = world.joins.doNotCallOrder(number, order.uuid)
  if (other) return whyForbidden(other, number)
  return forbidsCalls(order) ? whyForbidden(order, number) : undefined
}

/** The scheduled time of an order after an update, or its error. */
function scheduledTimeOf(before: Order, body: unknown): string | null | FieldError {
  const time = part(body, 'scheduledTime')
  if (time === undefined) return before.scheduledTime
  if (typeof time !== 'string') return null
  const wall = parseWallTime(time)
  if (wall === undefined) return time
  const written = part(body, 'scheduledTimeTimezone')
  const zone = written === undefined ? before.scheduledTimeTimezone : written
  if (typeof zone === 'string' && !isTimeZone(zone)) return time
  if (typeof zone !== 'string') return withoutZone(time)
  const ms = fromWallTime(wall, zone)
  return ms < earliest || ms > latest ? { field: 'scheduledTime', message: outsideOfTime } : toTimestamp(ms)
}

function withoutZone(time: string): FieldError {
  return {
    field: 'scheduledTime',
    message: `must have an offset, such as 2026-05-10T14:30:00Z, as neither the body nor the order has a scheduledTimeTimezone to read it in; received ${show(time)}`,
  }
}

/** Why a contact cannot join a campaign with this record type. A reason that nobody sees is short. */
function whyNotAssociable(
  world: World,
  recordTypeUuid: string | null,
  uuid: unknown,
  isListed: boolean,
): string | undefined {
  if (typeof uuid !== 'string') return undefined
  const record = world.tables.record.get(uuid)
  if (record && (recordTypeUuid === null || record.recordTypeUuid === recordTypeUuid)) return undefined
  if (!isListed) return 'is no contact of the record type'
  return record
    ? `must be a record of the campaign's record type ${show(recordTypeUuid)}; ${show(uuid)} is of ${show(record.recordTypeUuid)}`
    : danglingReference('record', uuid) + wayToExist('order', 'record', uuid)
}
