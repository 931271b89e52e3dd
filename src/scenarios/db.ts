import type { Assistant, Phone } from '../contract/lines.ts'
import type { Call } from '../contract/calls.ts'
import type { CampaignRow } from '../contract/models.ts'
import type { RowValues } from '../contract/new-row.ts'
import type { Order } from '../contract/orders.ts'
import type { RecordType } from '../contract/record-types.ts'
import type { CallRecord } from '../contract/records.ts'

/** The types of the test API. Its terms are those of the data library of msw. */

/** Values of a new contact. Without a `name`, it follows from the first and last name, or the phone number. */
export type RecordValues = Omit<RowValues<CallRecord>, 'name'> & { readonly name?: string | null | undefined }

/** New values, or functions that return them from the previous value and the row. */
type Changes<Row, New = RowValues<Row>> = {
  readonly [Field in keyof New]?:
    | New[Field]
    | ((previous: Field extends keyof Row ? Row[Field] : never, row: Row) => New[Field])
}

interface Comparators<Value> {
  /** `null` finds rows without a value. */
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
  /** From the first to the second value, both included. */
  readonly between?: readonly [NonNullable<Value>, NonNullable<Value>]
  readonly notBetween?: readonly [NonNullable<Value>, NonNullable<Value>]
}

interface TextComparators<Value> extends OrderedComparators<Value> {
  readonly contains?: string
  readonly notContains?: string
}

/** Comparators of a value in a JSON field, or conditions of its content. */
type JsonQuery = TextComparators<unknown> | { readonly [key: string]: JsonQuery | string | number | boolean | null }

type Condition<Value> = [NonNullable<Value>] extends [string]
  ? TextComparators<Value>
  : [NonNullable<Value>] extends [number]
    ? OrderedComparators<Value>
    : [NonNullable<Value>] extends [boolean]
      ? Comparators<Value>
      : JsonQuery

/** Conditions or values by field. A row must fit all of them. `null` finds rows without a value. */
type Where<Row> = { readonly [Field in keyof Row]?: Condition<Row[Field]> | Bare<Row[Field]> }

type Bare<Value> = Extract<Value, string | number | boolean | null>

type Direction = 'asc' | 'desc'
type JsonOrder = { readonly [key: string]: Direction | JsonOrder }

/**
 * One field and its direction, such as `{ createdAt: 'desc' }` or `{ parameters: { amount: 'asc' } }`. Rows without a
 * value come last.
 */
type OrderBy<Row> = {
  readonly [Field in keyof Row]?: [NonNullable<Row[Field]>] extends [string | number | boolean] ? Direction : JsonOrder
}

export interface Query<Row> {
  readonly where?: Where<Row> | undefined
  /** Throws if nothing is found. */
  readonly strict?: boolean | undefined
}

export interface FirstQuery<Row> extends Query<Row> {
  readonly orderBy?: OrderBy<Row> | readonly OrderBy<Row>[] | undefined
}

export interface ManyQuery<Row> extends FirstQuery<Row> {
  /** The maximum number of rows. */
  readonly take?: number | undefined
  /** How many rows to skip. */
  readonly skip?: number | undefined
}

export interface UpdateQuery<Row, New> extends Query<Row> {
  readonly data: Changes<Row, New>
}

type Strict = { readonly strict: true }

/**
 * One model of the test API. Rows are frozen. Every change is checked as in the API, and an invalid one throws a
 * TypeError and changes nothing.
 */
export interface Model<Row, New = RowValues<Row>> {
  /**
   * Creates a row. Fields that are not given are made up.
   * @example
   * mock.db.record.create({ firstName: 'Ada' })
   */
  create(values?: New): Row
  /**
   * Creates many rows, all or none.
   * @example
   * mock.db.order.createMany(3, { campaignUuid: campaign.uuid, status: 'planned' })
   */
  createMany(values: readonly New[]): Row[]
  createMany(count: number, values?: New | ((index: number) => New)): Row[]
  /**
   * The row with this id, or `null`.
   * @example
   * mock.db.record.get(order.recordUuid)
   */
  get(uuid: string): Row | null
  /**
   * The oldest row that fits, or the first by `orderBy`; `null` if there is none.
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
  /** Removes the oldest row that fits and the rows that it owns. Returns the removed row, or `null`. */
  delete(query: Query<Row> & Strict): Row
  delete(query: Query<Row>): Row | null
  /** Removes all rows that fit. */
  deleteMany(query: Query<Row>): Row[]
}

/** The test API: it reads and writes rows without requests. */
export interface Db {
  readonly campaign: Model<CampaignRow>
  readonly record: Model<CallRecord, RecordValues>
  readonly order: Model<Order>
  readonly call: Model<Call>
  readonly recordType: Model<RecordType>
  readonly assistant: Model<Assistant>
  readonly phone: Model<Phone>
}
