import type { Order } from '../contract/orders.ts'
import type { CallRecord } from '../contract/records.ts'
import type { Stored } from './database.ts'
import { ListIndex, LookupIndex } from './indexes.ts'
import type { Sorted } from './sorted.ts'
import { byCreation } from './table.ts'
import type { Tables } from './tables.ts'

/** What needs two tables to answer: the contacts of a campaign, and the numbers that are never to be called. */

export interface JoinsBase {
  readonly members: ReadonlyMap<string, Sorted<Stored<CallRecord>>>
  readonly doNotCall: ReadonlyMap<string, Stored<Order> | readonly Stored<Order>[]>
}

const ofType = (campaignUuid: string, recordTypeUuid: string) => `${campaignUuid} ${recordTypeUuid}`

export class Joins {
  readonly #tables: Tables
  readonly #members: ListIndex<Stored<CallRecord>>
  readonly #doNotCall: LookupIndex<Stored<Order>>

  constructor(tables: Tables, base?: JoinsBase) {
    this.#tables = tables
    this.#members = new ListIndex<Stored<CallRecord>>(byCreation, base?.members)
    this.#doNotCall = new LookupIndex<Stored<Order>>(base?.doNotCall)
  }

  /** The contacts of a campaign in order of creation; those of one record type where it is given. */
  recordsOf(campaignUuid: string, recordTypeUuid?: string): Sorted<Stored<CallRecord>> | undefined {
    return this.#members.of(recordTypeUuid === undefined ? campaignUuid : ofType(campaignUuid, recordTypeUuid))
  }

  /** Whether someone at this number asked never to be called. */
  isDoNotCall(phoneNumber: string): boolean {
    return this.#doNotCall.of(phoneNumber).length > 0
  }

  /** Takes over all orders at once: for tables that were just loaded. */
  load(): void {
    const members: [string, Stored<CallRecord>][] = []
    for (const order of this.#tables.order.rows()) {
      const record = this.#tables.record.stored(order.recordUuid)
      if (!record) continue
      members.push([order.campaignUuid, record])
      if (record.row.recordTypeUuid !== null) members.push([ofType(order.campaignUuid, record.row.recordTypeUuid), record])
      if (order.status === 'do-not-call') this.#refuse(record.row.phoneNumber, order.uuid)
    }
    this.#members.load(members)
  }

  orderWritten(before: Stored<Order> | undefined, after: Stored<Order> | undefined): void {
    if (before && after && before.row.campaignUuid === after.row.campaignUuid && before.row.recordUuid === after.row.recordUuid) {
      if (before.row.status === after.row.status) return
      if (before.row.status !== 'do-not-call' && after.row.status !== 'do-not-call') return
    }
    if (before) this.#unlink(before, this.#tables.record.stored(before.row.recordUuid))
    if (after) this.#link(after, this.#tables.record.stored(after.row.recordUuid))
  }

  recordWritten(before: Stored<CallRecord> | undefined, after: Stored<CallRecord> | undefined): void {
    if (!before || !after) return
    if (before.row.recordTypeUuid === after.row.recordTypeUuid && before.row.phoneNumber === after.row.phoneNumber && before.row.createdAt === after.row.createdAt) return
    for (const { uuid } of this.#tables.order.lookup('record', after.uuid)) {
      const order = this.#tables.order.stored(uuid)
      if (!order) continue
      this.#unlink(order, before)
      this.#link(order, after)
    }
  }

  seal(): JoinsBase {
    return { members: this.#members.seal(), doNotCall: this.#doNotCall.seal() }
  }

  reset(): void {
    this.#members.reset()
    this.#doNotCall.reset()
  }

  #link(order: Stored<Order>, record: Stored<CallRecord> | undefined): void {
    if (!record) return
    const { campaignUuid, status } = order.row
    this.#members.add(campaignUuid, record)
    if (record.row.recordTypeUuid !== null) this.#members.add(ofType(campaignUuid, record.row.recordTypeUuid), record)
    if (status === 'do-not-call') this.#doNotCall.add(record.row.phoneNumber, order)
  }

  #unlink(order: Stored<Order>, record: Stored<CallRecord> | undefined): void {
    if (!record) return
    const { campaignUuid, status } = order.row
    this.#members.remove(campaignUuid, record)
    if (record.row.recordTypeUuid !== null) this.#members.remove(ofType(campaignUuid, record.row.recordTypeUuid), record)
    if (status === 'do-not-call') this.#doNotCall.remove(record.row.phoneNumber, order)
  }

  #refuse(phoneNumber: string, orderUuid: string): void {
    const order = this.#tables.order.stored(orderUuid)
    if (order) this.#doNotCall.add(phoneNumber, order)
  }
}
