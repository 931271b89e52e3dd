import { z } from 'zod'
import type { Edition } from './edition.ts'
import type { Immutable } from './immutable.ts'
import { named } from './named.ts'

type Shape = Readonly<Record<string, z.ZodType>>
type RowOf<Fields extends Shape> = Immutable<z.output<z.ZodObject<Fields>>>

/** The fields of a draft: all but the needed ones are optional. */
type DraftShape<Fields extends Shape, Needed extends string> = {
  readonly [Field in keyof Fields]: Field extends Needed ? Fields[Field] : z.ZodOptional<Fields[Field]>
}

/** Lists whose rows are in order of a number, such as a time. */
type Queues<Name extends string, Row> = {
  readonly [Each in Name]: { readonly key: (row: Row) => string | null; readonly rank: (row: Row) => number }
}

/** A key by which rows are listed or looked up; a row without one is in no list. */
type Keys<Name extends string, Row> = { readonly [Each in Name]: (row: Row) => string | null }

/**
 * Declares a model. What else there is to know of it (types, documents, new rows, tables) is derived: see `models.ts`.
 * @example
 * const phone = defineModel({
 *   id: 'Phone',
 *   description: 'A phone number that calls are made from or come in on.',
 *   title: 'phone',
 *   collection: 'phones',
 *   fields: { uuid: id, name, phoneNumber, createdAt: timestamp, updatedAt: timestamp },
 *   hidden: {},
 *   needed: ['name', 'phoneNumber'],
 * })
 */
export function defineModel<
  Fields extends Shape,
  Hidden extends Shape,
  const Needed extends keyof Fields & string,
  const Collection extends string,
  const Refs extends { readonly [Field in keyof Fields]?: string } = {},
  List extends string = never,
  Lookup extends string = never,
  Queue extends string = never,
>(declaration: {
  /** What the schema is called in OpenAPI and JSON Schema. */
  readonly id: string
  readonly description: string
  /** The model as messages name it. */
  readonly title: string
  /** What scenario documents call the rows. */
  readonly collection: Collection
  /** The prefix of new ids. Without it, ids are UUIDs. */
  readonly idPrefix?: string
  /** The public fields, in the order of answers. An answer may leave some of them out. */
  readonly fields: Fields
  /** The internal fields, which no answer contains. */
  readonly hidden: Hidden
  /** The fields that a new row must be given. The others have a default, or are null. */
  readonly needed: readonly Needed[]
  readonly defaults?: Partial<RowOf<Fields & Hidden>>
  /** Computes derived fields that were not given. */
  readonly follow?: (
    row: RowOf<Fields & Hidden>,
    given: Partial<RowOf<Fields & Hidden>>,
  ) => Partial<RowOf<Fields & Hidden>>
  /**
   * The model of each reference field. A row is deleted with the row that it refers to, unless the field is nullable:
   * then it becomes null.
   */
  readonly refs?: Refs
  /** The field that says when a row was created. Default `createdAt`. */
  readonly created?: keyof Fields & string
  /** Lists in order of creation, by a key of the row. The list with the name of a model is by the reference to it. */
  readonly lists?: Keys<List, RowOf<Fields & Hidden>>
  /** Lists by a key, in order of a number; rows of the same number are in order of creation. */
  readonly queues?: Queues<Queue, RowOf<Fields & Hidden>>
  /** Indexes by a key that only few rows share. The one with the name of a model is by the reference to it. */
  readonly lookups?: Keys<Lookup, RowOf<Fields & Hidden>>
  /** The fields that hold JSON. */
  readonly json?: readonly (keyof (Fields & Hidden) & string)[]
  /** The texts that `search` looks in. */
  readonly text?: (row: RowOf<Fields & Hidden>, edition: Edition) => readonly (string | null)[]
}) {
  const { id, description, fields, hidden, needed } = declaration
  const shape = { ...fields, ...hidden }
  const drafted = Object.entries(shape).map(([field, schema]) => [
    field,
    needed.some((one) => one === field) ? schema : schema.optional(),
  ])
  return {
    ...declaration,
    created: declaration.created ?? 'createdAt',
    /** A row as it goes over the wire. */
    wire: named(id, description, fields),
    /** A row as the store keeps it. */
    row: named(`${id}Row`, description, shape),
    /** A row as a scenario document writes it. */
    draft: z.strictObject(Object.fromEntries(drafted) as DraftShape<Fields & Hidden, Needed>),
  }
}
