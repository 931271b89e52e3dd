/** What every row has. */
export interface Identified {
  readonly uuid: string
}

/** A row as a table stores it. Both are immutable: a change creates another one. */
export class Stored<Row extends Identified> {
  readonly row: Row
  /** When the row was created. */
  readonly at: string
  /** Orders rows that were created in the same second. */
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

/** Orders rows by the second of their creation, and within a second by their insertion. */
export function byCreation<Row extends Identified>(a: Stored<Row>, b: Stored<Row>): number {
  if (a === b) return 0
  if (a.at === b.at) return a.sequence - b.sequence || (a.uuid === b.uuid ? 0 : a.uuid < b.uuid ? -1 : 1)
  return a.at < b.at ? -1 : 1
}
