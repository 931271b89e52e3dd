/** What every row has. */
export interface Identified {
  readonly uuid: string
}

/** A row as a table stores it. Both are immutable: a change creates another one. */
export class Stored<Row extends Identified> {
  readonly row: Row
  readonly createdAt: string
  /** Orders rows that were created in the same second. */
  readonly sequence: number

  constructor(row: Row, createdAt: string, sequence: number) {
    this.row = row
    this.createdAt = createdAt
    this.sequence = sequence
  }

  get uuid(): string {
    return this.row.uuid
  }
}

/** Orders rows by the second of their creation, and within a second by their insertion. */
export function byCreation<Row extends Identified>(a: Stored<Row>, b: Stored<Row>): number {
  if (a === b) return 0
  if (a.createdAt === b.createdAt) return a.sequence - b.sequence || (a.uuid === b.uuid ? 0 : a.uuid < b.uuid ? -1 : 1)
  return a.createdAt < b.createdAt ? -1 : 1
}

/** Orders rows by a number, and those with equal numbers by their creation. Without a function, by creation alone. */
export function byRank<Row extends Identified>(rank: ((row: Row) => number) | undefined) {
  if (!rank) return byCreation<Row>
  return (a: Stored<Row>, b: Stored<Row>) => rank(a.row) - rank(b.row) || byCreation(a, b)
}
