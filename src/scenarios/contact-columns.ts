import { readTimestamp } from '../contract/timestamps.ts'
import { forbidsCalls } from '../contract/do-not-call.ts'
import type { CampaignRow } from '../contract/models.ts'
import type { Order } from '../contract/orders.ts'
import type { CallRecord } from '../contract/records.ts'
import type { Sliced } from '../world/slices.ts'
import type { GrowingRows } from './draft-rows.ts'
import { SameNumbers } from './same-numbers.ts'

/** How many contacts are read between two pauses. */
const readAtOnce = 1_024

/** Contacts by their position among the rows. */
export interface FittingContacts {
  readonly positions: Int32Array
  /** How many of them have a number that may be called. */
  readonly callable: number
}

/**
 * The contacts that campaigns choose from, by their position among the rows. Each campaign looks at all contacts, so
 * that what it asks of them is kept in columns: reading the rows themselves takes ten times as long.
 */
export class ContactColumns {
  readonly #records: readonly CallRecord[]
  /** How many contacts are in the columns. */
  #size = 0
  /** When each contact was created, in milliseconds since 1970. */
  #created = new Float64Array()
  #types = new Int32Array()
  /** Whether the number of a contact must not be called: 0 or 1. */
  #forbidden = new Uint8Array()
  /** The result of the last search, in place of a new array for each campaign. */
  #found = new Int32Array()
  /** Small numbers in place of the ids of record types. */
  readonly #typeOf = new Map<string | null, number>()
  readonly #sameNumbers = new SameNumbers((position) => this.record(position).phoneNumber)
  /** The positions of the contacts of each campaign. */
  readonly #members = new Map<string, number[]>()
  #hasForbidden = false

  constructor({ record, order }: GrowingRows) {
    this.#records = record
    if (order.length > 0) this.#addMembers(order)
  }

  record(position: number): CallRecord {
    // Positions are those of contacts that were found here.
    return this.#records[position] as CallRecord
  }

  created(position: number): number {
    this.#readOn()
    return this.#created[position] ?? 0
  }

  /** Whether the number of a contact must not be called. */
  isForbidden(position: number): boolean {
    this.#readOn()
    return this.#forbidden[position] === 1
  }

  /** Forbids calls to the number of a contact. */
  forbidCalls(position: number): void {
    if (this.isForbidden(position)) return
    for (const one of this.#sameNumbers.with(position)) this.#forbidden[one] = 1
    this.#hasForbidden = true
  }

  /** Notes that contacts joined a campaign. */
  join(campaignUuid: string, positions: readonly number[]): void {
    const members = this.#members.get(campaignUuid)
    if (members) for (const position of positions) members.push(position)
    else this.#members.set(campaignUuid, [...positions])
  }

  /** The contacts that can join a campaign and were created by then. They are valid until the next call. */
  fitting({ uuid, recordTypeUuid }: Pick<CampaignRow, 'uuid' | 'recordTypeUuid'>, until: number): FittingContacts {
    this.#readOn()
    const [size, created, types, forbidden] = [this.#size, this.#created, this.#types, this.#forbidden]
    const found = this.#found
    const members = new Set(this.#members.get(uuid))
    const hasMembers = members.size > 0
    const type = recordTypeUuid === null ? undefined : (this.#typeOf.get(recordTypeUuid) ?? -1)
    let count = 0
    let callable = 0
    for (let position = 0; position < size; position += 1) {
      const isOfType = type === undefined || types[position] === type
      if (!isOfType || (created[position] ?? 0) > until || (hasMembers && members.has(position))) continue
      found[count] = position
      count += 1
      callable += 1 - (forbidden[position] ?? 0)
    }
    return { positions: found.subarray(0, count), callable }
  }

  #addMembers(orders: readonly Order[]): void {
    const positions = new Map(this.#records.map(({ uuid }, position) => [uuid, position]))
    for (const order of orders) {
      const position = positions.get(order.recordUuid)
      if (position === undefined) continue
      this.join(order.campaignUuid, [position])
      if (forbidsCalls(order)) this.forbidCalls(position)
    }
  }

  /** Reads the contacts that there are. Without it, the first question about them does so at once. */
  *prepare(): Sliced<void> {
    while (this.#size < this.#records.length) {
      this.#readOn(Math.min(this.#size + readAtOnce, this.#records.length))
      yield
    }
  }

  /** Adds the contacts that were made since, up to a number of all. */
  #readOn(length = this.#records.length): void {
    if (this.#size === length) return
    if (length > this.#created.length) this.#grow(Math.max(this.#records.length, 2 * this.#created.length))
    for (let position = this.#size; position < length; position += 1) {
      const { createdAt, recordTypeUuid } = this.record(position)
      this.#created[position] = readTimestamp(createdAt)
      this.#types[position] = this.#typeNumber(recordTypeUuid)
      this.#sameNumbers.add()
      if (this.#hasForbidden) this.#forbidden[position] = this.#sharesForbidden(position) ? 1 : 0
    }
    this.#size = length
  }

  #typeNumber(uuid: string | null): number {
    const known = this.#typeOf.get(uuid)
    if (known !== undefined) return known
    const { size } = this.#typeOf
    this.#typeOf.set(uuid, size)
    return size
  }

  #sharesForbidden(position: number): boolean {
    for (const one of this.#sameNumbers.with(position)) if (this.#forbidden[one] === 1) return true
    return false
  }

  #grow(capacity: number): void {
    const [created, types, forbidden] = [this.#created, this.#types, this.#forbidden]
    this.#created = new Float64Array(capacity)
    this.#created.set(created)
    this.#types = new Int32Array(capacity)
    this.#types.set(types)
    this.#forbidden = new Uint8Array(capacity)
    this.#forbidden.set(forbidden)
    this.#found = new Int32Array(capacity)
    this.#sameNumbers.grow(capacity)
  }
}
