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

/** The length of the texts that two versions of a row do not share. */
export function changedLength<Row extends object>(before: Row, after: Row): number {
  let length = 0
  for (const key in after)
    if (before[key] !== after[key]) length += key.length + textLength(before[key]) + textLength(after[key])
  return length
}
