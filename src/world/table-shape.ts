import type { Identified } from './stored.ts'
import type { Searched } from './texts.ts'

export type KeyOf<Row> = (row: Row) => string | null

/** A list of rows by a key. A row without a key is in no list. */
export interface ListShape<Row> {
  readonly key: KeyOf<Row>
  /** The sort key of a list. Rows with equal keys, and all rows without this function, are in order of creation. */
  readonly rank?: ((row: Row) => number) | undefined
}

/** What a table keeps beside its rows, each maintained with every write. */
export interface TableShape<Row extends Identified> {
  readonly createdAt: (row: Row) => string
  readonly lists: Readonly<Record<string, ListShape<Row>>>
  /** A few rows by a key. */
  readonly lookups: Readonly<Record<string, KeyOf<Row>>>
  /** What `search` looks in. */
  readonly text?: Searched<Row> | undefined
  /** The fields that hold JSON, which are frozen with their row. */
  readonly json?: readonly (keyof Row)[] | undefined
}
