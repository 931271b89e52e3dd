import { readTimestamp } from '../contract/timestamps.ts'
import { sortInSlices, type Sliced } from './slices.ts'
import { byCreation, type Identified, type Stored } from './stored.ts'

/** Up to this many numbers are sorted at once, which takes about ten milliseconds. */
const numbersSortedAtOnce = 131_072

/**
 * Rows in order of creation, given in the order of their sequence numbers. To sort by numbers takes a tenth of the time
 * that it takes to compare timestamps.
 */
export function* inOrderOfCreation<Row extends Identified>(
  rows: readonly Stored<Row>[],
): Sliced<readonly Stored<Row>[]> {
  const { length } = rows
  if (isInOrder(rows)) return rows
  yield
  // Loops instead of callbacks: an iterator over numbers makes an object for each.
  const keys = new Float64Array(length)
  let first = Infinity
  for (let position = 0; position < length; position += 1) {
    const moment = readTimestamp((rows[position] as Stored<Row>).createdAt) / 1_000
    keys[position] = moment
    first = Math.min(first, moment)
  }
  yield
  let isExact = true
  // The position makes the order of rows that were created in the same second, and tells which row it is.
  for (let position = 0; position < length; position += 1) {
    const key = ((keys[position] ?? 0) - first) * length + position
    isExact &&= Number.isSafeInteger(key)
    keys[position] = key
  }
  if (!isExact) return yield* sortInSlices(rows, byCreation)
  yield
  const sorted =
    length <= numbersSortedAtOnce ? keys.toSorted() : yield* sortInSlices(Array.from(keys), (a, b) => a - b)
  yield
  const inOrder: Stored<Row>[] = []
  for (let place = 0; place < length; place += 1) inOrder.push(rows[(sorted[place] ?? 0) % length] as Stored<Row>)
  return inOrder
}

/** Timestamps compare as texts, and to compare them takes less time than to read them. */
function isInOrder<Row extends Identified>(rows: readonly Stored<Row>[]): boolean {
  let last = ''
  for (const { createdAt } of rows) {
    if (createdAt < last) return false
    last = createdAt
  }
  return true
}
