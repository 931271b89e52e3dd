import { readTimestamp } from '../contract/timestamps.ts'
import { forbidsCalls } from '../contract/do-not-call.ts'
import type { CampaignRow } from '../contract/models.ts'
import type { Order } from '../contract/orders.ts'
import type { CallRecord } from '../contract/records.ts'
import type { Sliced } from '../world/slices.ts'
import type { GrowingRows } from './draft-rows.ts'

/** How many contacts are read between two pauses. */
const readAtOnce = 1_024

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
  #numbers = new Int32Array()
  /** Whether a number must not be called: 0 or 1. */
  #forbidden = new Uint8Array()
  /** The result of the last search, in place of a new array for each campaign. */
  #found = new Int32Array()
  readonly #typeOf = new Numbering<string | null>()
  readonly #numberOf = new Numbering<number>()
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
    return this.#forbidden[this.#numbers[position] ?? -1] === 1
  }

  forbidCalls(position: number): void {
    this.#readOn()
    this.#forbidden[this.#numbers[position] ?? -1] = 1
    this.#hasForbidden = true
  }

  /** Notes that contacts joined a campaign. */
  join(campaignUuid: string, positions: readonly number[]): void {
    const members = this.#members.get(campaignUuid)
    if (members) for (const position of positions) members.push(position)
    else this.#members.set(campaignUuid, [...positions])
  }

  /** The contacts that can join a campaign and were created by then. They are valid until the next call. */
  fitting({ uuid, recordTypeUuid }: Pick<CampaignRow, 'uuid' | 'recordTypeUuid'>, until: number): Int32Array {
    this.#readOn()
    const [size, created, types, found] = [this.#size, this.#created, this.#types, this.#found]
    const members = new Set(this.#members.get(uuid))
    const type = recordTypeUuid === null ? undefined : this.#typeOf.number(recordTypeUuid)
    let count = 0
    for (let position = 0; position < size; position += 1) {
      const isOfType = type === undefined || types[position] === type
      if (!isOfType || (created[position] ?? 0) > until || (members.size > 0 && members.has(position))) continue
      found[count] = position
      count += 1
    }
    return found.subarray(0, count)
  }

  /** Leaves out contacts with do-not-call numbers if at least `least` others remain. The given array is reused. */
  preferred(positions: Int32Array, least: number): Int32Array {
    if (!this.#hasForbidden) return positions
    const [numbers, forbidden] = [this.#numbers, this.#forbidden]
    const isForbidden = (position: number) => forbidden[numbers[position] ?? -1] === 1
    const { length } = positions
    let others = 0
    for (let place = 0; place < length; place += 1) if (!isForbidden(positions[place] ?? 0)) others += 1
    if (others < least) return positions
    let count = 0
    for (let place = 0; place < length; place += 1) {
      const position = positions[place] ?? 0
      if (isForbidden(position)) continue
      positions[count] = position
      count += 1
    }
    return positions.subarray(0, count)
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
      const { createdAt, recordTypeUuid, phoneNumber } = this.record(position)
      this.#created[position] = readTimestamp(createdAt)
      this.#types[position] = this.#typeOf.number(recordTypeUuid)
      // In a page, a number is found in half of the time that a text takes. It holds all 15 digits.
      this.#numbers[position] = this.#numberOf.number(Number(phoneNumber))
    }
    this.#size = length
  }

  #grow(capacity: number): void {
    const [created, types, numbers, forbidden] = [this.#created, this.#types, this.#numbers, this.#forbidden]
    this.#created = new Float64Array(capacity)
    this.#created.set(created)
    this.#types = new Int32Array(capacity)
    this.#types.set(types)
    this.#numbers = new Int32Array(capacity)
    this.#numbers.set(numbers)
    this.#forbidden = new Uint8Array(capacity)
    this.#forbidden.set(forbidden)
    this.#found = new Int32Array(capacity)
  }
}

/** Small numbers in place of values. */
class Numbering<Value> {
  readonly #numbers = new Map<Value, number>()

  number(value: Value): number {
    const known = this.#numbers.get(value)
    if (known !== undefined) return known
    const { size } = this.#numbers
    this.#numbers.set(value, size)
    return size
  }
}
