import type { Identified, Stored } from './stored.ts'

/** A row of a base and the same row now: the first is undefined for a new row, the second for a removed one. */
export type Difference<Row extends Identified> = readonly [
  before: Stored<Row> | undefined,
  after: Stored<Row> | undefined,
]

/** The differences from the rows of a base: removed rows, then new and changed ones in the order in which they came. */
export function* differencesOf<Row extends Identified>(
  base: ReadonlyMap<string, Stored<Row>>,
  gone: readonly string[],
  rows: readonly Stored<Row>[],
): Generator<Difference<Row>> {
  for (const uuid of gone) yield [base.get(uuid), undefined]
  for (const after of rows.toSorted((a, b) => a.sequence - b.sequence)) {
    const before = base.get(after.uuid)
    if (before !== after) yield [before, after]
  }
}
