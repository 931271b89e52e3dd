import type { Order } from '../contract/orders.ts'
import type { CallRecord } from '../contract/records.ts'
import type { Stored } from './database.ts'
import { type Few, ListIndex, LookupIndex } from './indexes.ts'
import type { Sorted } from './sorted.ts'
import { byCreation } from './table.ts'
import type { Tables } from './tables.ts'

/** What needs two tables to answer: the contacts of a campaign, and the numbers that are never to be called. */

export interface JoinsBase {
  readonly members: ReadonlyMap<string, Sorted<Stored<CallRecord>>>
  readonly membersOfType: ReadonlyMap<string, Sorted<Stored<CallRecord>>>
  readonly doNotCall: ReadonlyMap<string, Few<Stored<Order>>>
  /** The contact of each order, by the place of the order. */
  readonly contacts: readonly (Stored<CallRecord> | undefined)[]
}

const pair = (campaignUuid: string, other: string) => `${campaignUuid}\0${other}`

export class Joins {
  readonly #tables: Tables
  readonly #members: ListIndex<Stored<CallRecord>>
  readonly #membersOfType: ListIndex<Stored<CallRecord>>
  readonly #doNotCall: LookupIndex<Stored<Order>>
  #contacts: readonly (Stored<CallRecord> | undefined)[]

  constructor(tables: Tables, base?: JoinsBase) {
    this.#tables = tables
    this.#members = new ListIndex<Stored<CallRecord>>(byCreation, base?.members)
    this.#membersOfType = new ListIndex<Stored<CallRecord>>(byCreation, base?.membersOfType)
    this.#doNotCall = new LookupIndex<Stored<Order>>(byCreation, base?.doNotCall)
    this.#contacts = base?.contacts ?? []
  }

  /** Whom an order is about. Found by the place of the order, which costs a fraction of a look at an id. */
  contactOf(order: Stored<Order>): Stored<CallRecord> | undefined {
    const { record } = this.#tables
    const { recordUuid } = order.row
    const known = this.#contacts[order.sequence]
    return known?.row.uuid === recordUuid ? record.current(known) : record.stored(recordUuid)
  }

  /** The contacts of a campaign in order of creation; those of one record type where it is given. */
  recordsOf(campaignUuid: string, recordTypeUuid?: string): Sorted<Stored<CallRecord>> | undefined {
    return recordTypeUuid === undefined
      ? this.#members.of(campaignUuid)
      : this.#membersOfType.of(pair(campaignUuid, recordTypeUuid))
  }

  /** Whether someone at this number asked never to be called. */
  isDoNotCall(phoneNumber: string): boolean {
    return this.#doNotCall.has(phoneNumber)
  }

  /** Takes over all orders at once: for tables that were just loaded. */
  load(): void {
    const { order, record } = this.#tables
    const members: [string, Stored<CallRecord>][] = []
    const ofType: [string, Stored<CallRecord>][] = []
    const refused: [string, Stored<Order>][] = []
    const places = new Set<string>()
    const contacts: (Stored<CallRecord> | undefined)[] = []
    for (const one of order.list('all', '') ?? []) {
      const { campaignUuid, recordUuid, status } = one.row
      const contact = record.stored(recordUuid)
      contacts[one.sequence] = contact
      if (!contact) continue
      const { recordTypeUuid, phoneNumber } = contact.row
      if (status === 'do-not-call') refused.push([phoneNumber, one])
      // A contact with several orders in a campaign is in it once.
      const several = order.lookup('record', recordUuid).length > 1
      if (several && places.has(pair(campaignUuid, recordUuid))) continue
      if (several) places.add(pair(campaignUuid, recordUuid))
      members.push([campaignUuid, contact])
      if (recordTypeUuid !== null) ofType.push([pair(campaignUuid, recordTypeUuid), contact])
    }
    this.#members.load(members)
    this.#membersOfType.load(ofType)
    this.#doNotCall.load(refused)
    this.#contacts = contacts
  }

  /** To be called when the order has been written. */
  orderWritten(before: Stored<Order> | undefined, after: Stored<Order> | undefined): void {
    const stays =
      before &&
      after &&
      before.row.campaignUuid === after.row.campaignUuid &&
      before.row.recordUuid === after.row.recordUuid
    // Nearly all writes: an order goes on to its next status. Nobody's contact has to be looked up for that.
    if (
      stays &&
      (before.row.status === after.row.status ||
        (before.row.status !== 'do-not-call' && after.row.status !== 'do-not-call'))
    )
      return
    const left = before && this.#tables.record.stored(before.row.recordUuid)
    const joined = after && this.#tables.record.stored(after.row.recordUuid)
    if (before?.row.status === 'do-not-call' && left) this.#doNotCall.remove(left.row.phoneNumber, before)
    if (after?.row.status === 'do-not-call' && joined) this.#doNotCall.add(joined.row.phoneNumber, after)
    if (stays) return
    if (before && left && !this.#isIn(before.row.campaignUuid, left)) this.#leave(before.row.campaignUuid, left)
    if (after && joined && !this.#isIn(after.row.campaignUuid, joined, after.row.uuid))
      this.#join(after.row.campaignUuid, joined)
  }

  /** To be called when the record has been written. */
  recordWritten(before: Stored<CallRecord> | undefined, after: Stored<CallRecord> | undefined): void {
    if (!before || !after) return
    const moved = before.row.recordTypeUuid !== after.row.recordTypeUuid || before.at !== after.at
    const renumbered = before.row.phoneNumber !== after.row.phoneNumber
    if (!moved && !renumbered) return
    const orders = this.#tables.order.lookup('record', after.uuid)
    const campaigns = moved ? new Set(orders.map((order) => order.campaignUuid)) : []
    for (const campaignUuid of campaigns) {
      this.#leave(campaignUuid, before)
      this.#join(campaignUuid, after)
    }
    const refused = renumbered ? orders.filter((order) => order.status === 'do-not-call') : []
    for (const { uuid } of refused) {
      const order = this.#tables.order.stored(uuid)
      if (!order) continue
      this.#doNotCall.remove(before.row.phoneNumber, order)
      this.#doNotCall.add(after.row.phoneNumber, order)
    }
  }

  seal(): JoinsBase {
    return {
      members: this.#members.seal(),
      membersOfType: this.#membersOfType.seal(),
      doNotCall: this.#doNotCall.seal(),
      contacts: this.#contacts,
    }
  }

  reset(): void {
    this.#members.reset()
    this.#membersOfType.reset()
    this.#doNotCall.reset()
  }

  /** Whether a contact has a place in a campaign: one beside the order named, where it is. */
  #isIn(campaignUuid: string, record: Stored<CallRecord>, besides?: string): boolean {
    return this.#tables.order
      .lookup('record', record.uuid)
      .some((order) => order.campaignUuid === campaignUuid && order.uuid !== besides)
  }

  #join(campaignUuid: string, record: Stored<CallRecord>): void {
    this.#members.add(campaignUuid, record)
    if (record.row.recordTypeUuid !== null)
      this.#membersOfType.add(pair(campaignUuid, record.row.recordTypeUuid), record)
  }

  #leave(campaignUuid: string, record: Stored<CallRecord>): void {
    this.#members.remove(campaignUuid, record)
    if (record.row.recordTypeUuid !== null)
      this.#membersOfType.remove(pair(campaignUuid, record.row.recordTypeUuid), record)
  }
}
