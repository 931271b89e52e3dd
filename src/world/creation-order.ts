import { sortInSlices, type Sliced } from './slices.ts'
import { byCreation, type Identified, type Stored } from './stored.ts'

/** Up to this many numbers are sorted at once, which takes about ten milliseconds. */
const sortedAtOnce = 131_072

/**
 * Rows in order of creation, given in the order of their sequence numbers. To sort by numbers takes a tenth of the time
 * that it takes to compare timestamps.
 */
export function* inOrderOfCreation<Row extends Identified>(
  rows: readonly Stored<Row>[],
): Sliced<readonly Stored<Row>[]> {
  const moments = rows.map(({ at }) => toNumber(at))
  if (moments.every((moment, index) => index === 0 || moment >= (moments[index - 1] ?? 0))) return rows
  yield
  const first = moments.reduce((least, moment) => Math.min(least, moment), Infinity)
  // The position makes the order of rows that were created in the same second, and tells which row it is.
  const keys = Float64Array.from(moments, (moment, position) => (moment - first) * rows.length + position)
  if (!keys.every((key) => Number.isSafeInteger(key))) return yield* sortInSlices(rows, byCreation)
  yield
  const sorted = keys.length <= sortedAtOnce ? keys.toSorted() : yield* sortInSlices(Array.from(keys), (a, b) => a - b)
  yield
  return Array.from(sorted, (key) => rows[key % rows.length] as Stored<Row>)
}

/** A number that is larger for later timestamps; not a number for another text. */
function toNumber(timestamp: string): number {
  const digit = (at: number) => timestamp.charCodeAt(at) - 48
  const two = (at: number) => digit(at) * 10 + digit(at + 1)
  const day = ((two(0) * 100 + two(2)) * 12 + two(5)) * 31 + two(8)
  return ((day * 24 + two(11)) * 60 + two(14)) * 60 + two(17)
}
