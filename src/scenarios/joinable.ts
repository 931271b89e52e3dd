import type { Order } from '../contract/orders.ts'
import type { CallRecord } from '../contract/records.ts'
import type { GrowingRows } from './draft-rows.ts'

/**
 * The contacts that campaigns choose from, by their position among the rows. Each campaign looks at all contacts, so
 * that what it asks of them is kept in columns: reading the rows themselves takes ten times as long.
 */
export class Joinable {
  readonly #records: readonly CallRecord[]
  /** When each contact was created, in milliseconds since 1970. */
  readonly #created: number[] = []
  readonly #types: number[] = []
  readonly #numbers: number[] = []
  /** Whether a number must not be called: 0 or 1. */
  readonly #refused: number[] = []
  readonly #typeOf = new Numbering<string | null>()
  readonly #numberOf = new Numbering<string>()
  /** The positions of the contacts of each campaign. */
  readonly #members = new Map<string, number[]>()
  #hasRefused = false

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
  isRefused(position: number): boolean {
    this.#readOn()
    return this.#refused[this.#numbers[position] ?? -1] === 1
  }

  refuse(position: number): void {
    this.#readOn()
    const number = this.#numbers[position]
    if (number !== undefined) this.#refused[number] = 1
    this.#hasRefused = true
  }

  /** Notes that contacts joined a campaign. */
  join(campaignUuid: string, positions: readonly number[]): void {
    const members = this.#members.get(campaignUuid)
    if (members) for (const position of positions) members.push(position)
    else this.#members.set(campaignUuid, [...positions])
  }

  /** The contacts that can join a campaign and were created by then. */
  fitting({ uuid, recordTypeUuid }: { uuid: string; recordTypeUuid: string | null }, until: number): number[] {
    this.#readOn()
    const members = new Set(this.#members.get(uuid))
    const type = recordTypeUuid === null ? undefined : this.#typeOf.number(recordTypeUuid)
    const found: number[] = []
    for (let position = 0; position < this.#created.length; position += 1) {
      const isOfType = type === undefined || this.#types[position] === type
      if (isOfType && (this.#created[position] ?? 0) <= until && !(members.size > 0 && members.has(position)))
        found.push(position)
    }
    return found
  }

  /** Leaves out contacts with do-not-call numbers, if the others are enough. */
  preferred(positions: readonly number[], count: number): readonly number[] {
    if (!this.#hasRefused) return positions
    const others: number[] = []
    for (const position of positions) if (!this.isRefused(position)) others.push(position)
    return others.length < count ? positions : others
  }

  #addMembers(orders: readonly Order[]): void {
    const positions = new Map(this.#records.map(({ uuid }, position) => [uuid, position]))
    for (const { campaignUuid, recordUuid, status } of orders) {
      const position = positions.get(recordUuid)
      if (position === undefined) continue
      this.join(campaignUuid, [position])
      if (status === 'do-not-call') this.refuse(position)
    }
  }

  /** Adds the contacts that were made since. */
  #readOn(): void {
    for (let position = this.#created.length; position < this.#records.length; position += 1) {
      const { createdAt, recordTypeUuid, phoneNumber } = this.record(position)
      this.#created.push(Date.parse(createdAt))
      this.#types.push(this.#typeOf.number(recordTypeUuid))
      const number = this.#numberOf.number(phoneNumber)
      this.#numbers.push(number)
      this.#refused[number] ??= 0
    }
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
