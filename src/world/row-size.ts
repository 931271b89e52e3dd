/**
 * The length of all keys and texts in a row: names, custom fields and schedules can have any size.
 * It takes as long as there are values, however long they are.
 */
export function textLength(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  let length = 0
  for (const key in value) length += key.length + textLength(value[key as keyof typeof value])
  return length
}
