/** What every row has. */
export interface Identified {
  readonly uuid: string
}

/** A row as a table keeps it. Immutable, as its row is: a change makes another one. */
export class Stored<Row extends Identified> {
  readonly row: Row
  /** When the row was created. */
  readonly at: string
  /** The place of the row among those of the same second. */
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

/** Orders rows by creation: by second, and within a second as they came. */
export function byCreation<Row extends Identified>(a: Stored<Row>, b: Stored<Row>): number {
  if (a === b) return 0
  if (a.at === b.at) return a.sequence - b.sequence || (a.uuid === b.uuid ? 0 : a.uuid < b.uuid ? -1 : 1)
  return a.at < b.at ? -1 : 1
}
