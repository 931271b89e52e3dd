import type { Assistant, Phone } from '../contract/lines.ts'
import type { Call } from '../contract/calls.ts'
import type { CampaignRow } from '../contract/models.ts'
import type { Order } from '../contract/orders.ts'
import type { RecordType } from '../contract/record-types.ts'
import type { CallRecord } from '../contract/records.ts'

/** The test API as its users see it. The words are those of the data library of msw. */

/** Values of a new row; what is left out is made up. */
export type Values<Row> = { readonly [Field in keyof Row]?: Row[Field] | undefined }

/** Values of a new contact. A name that is given stays; without one it follows first and last name, or the phone number. */
export type RecordValues = Omit<Values<CallRecord>, 'name'> & { readonly name?: string | null | undefined }

/** New values, or functions that make them of the previous value and the row. */
type Changes<Row, New = Values<Row>> = {
  readonly [Field in keyof New]?:
    | New[Field]
    | ((previous: Field extends keyof Row ? Row[Field] : never, row: Row) => New[Field])
}

interface Comparators<Value> {
  /** `null` finds what has no value. */
  readonly equals?: Value
  readonly notEquals?: Value
  readonly in?: readonly Value[]
  readonly notIn?: readonly Value[]
}

interface OrderedComparators<Value> extends Comparators<Value> {
  readonly gt?: NonNullable<Value>
  readonly gte?: NonNullable<Value>
  readonly lt?: NonNullable<Value>
  readonly lte?: NonNullable<Value>
  /** From the first to the second, both included. */
  readonly between?: readonly [NonNullable<Value>, NonNullable<Value>]
  readonly notBetween?: readonly [NonNullable<Value>, NonNullable<Value>]
}

interface TextComparators<Value> extends OrderedComparators<Value> {
  readonly contains?: string
  readonly notContains?: string
}

/** Comparators of a value inside of a JSON field, or a query of what is in it. */
type JsonQuery = TextComparators<unknown> | { readonly [key: string]: JsonQuery | string | number | boolean | null }

type Condition<Value> = [NonNullable<Value>] extends [string]
  ? TextComparators<Value>
  : [NonNullable<Value>] extends [number]
    ? OrderedComparators<Value>
    : [NonNullable<Value>] extends [boolean]
      ? Comparators<Value>
      : JsonQuery

/** Conditions by field, or values that are equal: a row must fit all of them. `null` stands for no value. */
type Where<Row> = { readonly [Field in keyof Row]?: Condition<Row[Field]> | Bare<Row[Field]> | undefined }

type Bare<Value> = Extract<Value, string | number | boolean | null>

type Direction = 'asc' | 'desc'
type JsonOrder = { readonly [key: string]: Direction | JsonOrder }

/** One field and its direction, such as `{ createdAt: 'desc' }` or `{ parameters: { amount: 'asc' } }`. Rows without a value come last. */
type OrderBy<Row> = {
  readonly [Field in keyof Row]?: [NonNullable<Row[Field]>] extends [string | number | boolean] ? Direction : JsonOrder
}

export interface Query<Row> {
  readonly where?: Where<Row> | undefined
  /** Throws where nothing is found. */
  readonly strict?: boolean | undefined
}

export interface FirstQuery<Row> extends Query<Row> {
  readonly orderBy?: OrderBy<Row> | readonly OrderBy<Row>[] | undefined
}

export interface ManyQuery<Row> extends FirstQuery<Row> {
  /** How many rows at most. */
  readonly take?: number | undefined
  /** How many rows to leave out at the beginning. */
  readonly skip?: number | undefined
}

export interface UpdateQuery<Row, New> extends Query<Row> {
  readonly data: Changes<Row, New>
}

type Strict = { readonly strict: true }

/**
 * One model of the test API. Rows are handed out frozen; every change is checked as the API would, and a
 * change that does not fit throws a TypeError and changes nothing.
 */
export interface Model<Row, New = Values<Row>> {
  /**
   * Makes a row; faker fills what is not given.
   * @example
   * mock.db.record.create({ firstName: 'Ada' })
   */
  create(values?: New): Row
  /**
   * Makes many rows, all or none.
   * @example
   * mock.db.order.createMany(3, { campaignUuid: campaign.uuid, status: 'planned' })
   */
  createMany(values: readonly New[]): Row[]
  createMany(count: number, values?: New | ((index: number) => New)): Row[]
  /**
   * The row with this id; `null` where there is none.
   * @example
   * mock.db.record.get(order.recordUuid)
   */
  get(uuid: string): Row | null
  /**
   * The oldest row that fits, or the first by `orderBy`; `null` where none does.
   * @example
   * mock.db.order.findFirst({ where: { status: 'calling' } })
   */
  findFirst(query: FirstQuery<Row> & Strict): Row
  findFirst(query?: FirstQuery<Row>): Row | null
  /**
   * The rows that fit, oldest first, or by `orderBy`.
   * @example
   * mock.db.order.findMany({ where: { status: { in: ['busy', 'no-answer'] } }, orderBy: { updatedAt: 'desc' }, take: 10 })
   */
  findMany(query?: ManyQuery<Row>): Row[]
  count(query?: Query<Row>): number
  /** All rows, oldest first. */
  getAll(): Row[]
  /**
   * Changes the oldest row that fits. An object replaces the one before; a function gets the previous value, to merge.
   * @example
   * mock.db.record.update({ where: { uuid }, data: { parameters: (previous) => ({ ...previous, amount: 50 }) } })
   */
  update(query: UpdateQuery<Row, New> & Strict): Row
  update(query: UpdateQuery<Row, New>): Row | null
  /** Changes all rows that fit, all or none. */
  updateMany(query: UpdateQuery<Row, New>): Row[]
  /** Removes the oldest row that fits, and all that cannot be without it; answers the row as it was. */
  delete(query: Query<Row> & Strict): Row
  delete(query: Query<Row>): Row | null
  /** Removes all rows that fit. */
  deleteMany(query: Query<Row>): Row[]
}

/** The test API: reads and writes past the requests. */
export interface Db {
  readonly campaign: Model<CampaignRow>
  readonly record: Model<CallRecord, RecordValues>
  readonly order: Model<Order>
  readonly call: Model<Call>
  readonly recordType: Model<RecordType>
  readonly assistant: Model<Assistant>
  readonly phone: Model<Phone>
}
