import { forbidsCalls } from '../contract/do-not-call.ts'
import type { Order } from '../contract/orders.ts'
import type { CallRecord } from '../contract/records.ts'
import { ListIndex, LookupIndex } from './indexes.ts'
import { type JoinBases, typeKey } from './joins-base.ts'
import type { Sorted } from './sorted.ts'
import type { Stored } from './stored.ts'
import type { Tables } from './tables.ts'

/** Indexes over two tables: the contacts of each campaign, and the numbers that must never be called. */
export class Joins {
  readonly #tables: Tables
  readonly #members: ListIndex<Stored<CallRecord>>
  readonly #membersOfType: ListIndex<Stored<CallRecord>>
  readonly #doNotCall: LookupIndex<Stored<Order>>

  constructor(tables: Tables, base: JoinBases) {
    this.#tables = tables
    this.#members = new ListIndex(base.members)
    this.#membersOfType = new ListIndex(base.membersOfType)
    this.#doNotCall = new LookupIndex(base.doNotCall)
  }

  /** The contacts of a campaign in order of creation; those of one record type where it is given. */
  recordsOf(campaignUuid: string, recordTypeUuid?: string): Sorted<Stored<CallRecord>> | undefined {
    return recordTypeUuid === undefined
      ? this.#members.of(campaignUuid)
      : this.#membersOfType.of(typeKey(campaignUuid, recordTypeUuid))
  }

  /** Whether someone at this number asked never to be called. */
  isDoNotCall(phoneNumber: string): boolean {
    return this.#doNotCall.has(phoneNumber)
  }

  /** The oldest order that says that this number is never to be called, leaving one order out of account. */
  doNotCallOrder(phoneNumber: string, except?: string): Order | undefined {
    const first = this.#doNotCall.of(phoneNumber).find(({ uuid }) => uuid !== except)
    return first && this.#tables.order.currentRow(first)
  }

  /** To be called when the order has been written. */
  orderWritten(before: Stored<Order> | undefined, after: Stored<Order> | undefined): void {
    const stays =
      before &&
      after &&
      before.row.campaignUuid === after.row.campaignUuid &&
      before.row.recordUuid === after.row.recordUuid
    const wasForbidden = before !== undefined && forbidsCalls(before.row)
    const isForbidden = after !== undefined && forbidsCalls(after.row)
    // The fast path of nearly all writes: only the status changes, so the contact is not needed.
    if (stays && !wasForbidden && !isForbidden) return
    const left = before && this.#tables.record.stored(before.row.recordUuid)
    const joined = after && this.#tables.record.stored(after.row.recordUuid)
    if (wasForbidden && left) this.#doNotCall.remove(left.row.phoneNumber, before)
    if (isForbidden && joined) this.#doNotCall.add(joined.row.phoneNumber, after)
    if (stays) return
    if (before && left && !this.#isIn(before.row.campaignUuid, left)) this.#leave(before.row.campaignUuid, left)
    if (after && joined && !this.#isIn(after.row.campaignUuid, joined, after.row.uuid))
      this.#join(after.row.campaignUuid, joined)
  }

  /** To be called when the record has been written. Its orders may have been written before it. */
  recordWritten(before: Stored<CallRecord> | undefined, after: Stored<CallRecord> | undefined): void {
    const isSame =
      before &&
      after &&
      before.createdAt === after.createdAt &&
      before.sequence === after.sequence &&
      before.row.recordTypeUuid === after.row.recordTypeUuid &&
      before.row.phoneNumber === after.row.phoneNumber
    if (isSame) return
    const orders = this.#tables.order.lookup('record', (after ?? before)?.uuid ?? '')
    for (const campaignUuid of new Set(orders.map((order) => order.campaignUuid))) {
      if (before) this.#leave(campaignUuid, before)
      if (after) this.#join(campaignUuid, after)
    }
    for (const placed of orders.filter(forbidsCalls)) {
      const order = this.#tables.order.stored(placed.uuid)
      if (order && before) this.#doNotCall.remove(before.row.phoneNumber, order)
      if (order && after) this.#doNotCall.add(after.row.phoneNumber, order)
    }
  }

  /** Whether a contact has an order in a campaign, other than the order `besides`. */
  #isIn(campaignUuid: string, record: Stored<CallRecord>, besides?: string): boolean {
    return this.#tables.order
      .lookup('record', record.uuid)
      .some((order) => order.campaignUuid === campaignUuid && order.uuid !== besides)
  }

  #join(campaignUuid: string, record: Stored<CallRecord>): void {
    this.#members.add(campaignUuid, record)
    const { recordTypeUuid } = record.row
    if (recordTypeUuid !== null) this.#membersOfType.add(typeKey(campaignUuid, recordTypeUuid), record)
  }

  #leave(campaignUuid: string, record: Stored<CallRecord>): void {
    this.#members.remove(campaignUuid, record)
    const { recordTypeUuid } = record.row
    if (recordTypeUuid !== null) this.#membersOfType.remove(typeKey(campaignUuid, recordTypeUuid), record)
  }
}
