/**
 * The only importer of @mswjs/data, and of two of its modules only: its in-memory database (a Map of
 * entities per model) and its query language. The package's root would bring graphql, lodash, date-fns
 * and a second copy of msw along.
 */
import { Database } from '@mswjs/data/lib/db/Database.js'
import { ENTITY_TYPE, PRIMARY_KEY } from '@mswjs/data/lib/glossary.js'
import { compileQuery } from '@mswjs/data/lib/query/compileQuery.js'

/** What every row has. */
export interface Identified {
  readonly uuid: string
}

/** What the database holds: an immutable row, when it was created, and when it came among the rows of that second. */
export class Stored<Row extends Identified> {
  /** Replaced by its table only. */
  row: Row
  readonly at: string
  readonly sequence: number

  constructor(row: Row, at: string, sequence: number) {
    this.row = row
    this.at = at
    this.sequence = sequence
  }

  get uuid(): string {
    return this.row.uuid
  }
}

// The library reads these from every entity. On the prototype they cost a row nothing.
Object.defineProperties(Stored.prototype, { [ENTITY_TYPE]: { value: 'row' }, [PRIMARY_KEY]: { value: 'uuid' } })

const model = 'row'

/** A database of one model: rows by id, each operation O(1). */
export class RowDatabase<Row extends Identified> {
  readonly #database = new Database({ row: {} } as never)
  /** The library's own Map: for whoever reads many rows, or writes many that nobody listens for. */
  readonly entities = this.#database.getModel(model) as unknown as Map<string, Stored<Row>>

  get(uuid: string): Stored<Row> | undefined {
    return this.entities.get(uuid)
  }

  /**
   * Keeps a row, new or written over. Straight into the library's Map: its `create` and `update` do the same, and
   * beside it copy the row up to twice for an event that nobody hears, which costs more than all the rest of a write.
   */
  set(stored: Stored<Row>): void {
    this.entities.set(stored.uuid, stored)
  }

  delete(uuid: string): void {
    this.#database.delete(model, uuid)
  }
}

/** Whether a value fits comparators of the query language, such as `{ contains: 'a' }`. The value is a text, number or boolean. */
export function compileComparators(comparators: object): (value: string | number | boolean) => boolean {
  const matches = compileQuery({ where: { value: comparators } } as never)
  return (value) => matches({ value })
}
