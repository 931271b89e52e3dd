/**
 * The length of all keys and texts in a row: names, custom fields and schedules can have any size.
 * It takes as long as there are values, however long they are.
 */
export function textLength(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  let length = 0
  for (const [key, item] of Object.entries(value)) length += key.length + textLength(item)
  return length
}

/** The length of the texts of a row that another version of it does not share. */
export function unsharedLength<Row extends object>(row: Row, other: Row): number {
  let length = 0
  for (const key in row) if (row[key] !== other[key]) length += key.length + textLength(row[key])
  return length
}

/** How many rows of a table are measured. The others are estimated by their average. */
const measuredRows = 32
/** The memory of a row besides its texts, and of its places in the lists of its table. */
const bytesPerRow = 400

/** An estimate of the memory of all rows of a table. */
export function sizeOfRows(rows: readonly object[]): number {
  const measured = rows.slice(0, measuredRows)
  const texts = measured.reduce((sum, row) => sum + textLength(row), 0)
  return Math.round(rows.length * (bytesPerRow + texts / Math.max(1, measured.length)))
}
