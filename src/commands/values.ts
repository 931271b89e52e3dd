import { isDeepStrictEqual } from 'node:util'
import { show } from '../contract/problems.ts'

/** Looking into JSON of any shape. */

export type Row = Readonly<Record<string, unknown>>

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A field of a JSON object; undefined where there is none. */
export function fieldOf(value: unknown, key: string): unknown {
  return isRow(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

export function textOf(value: unknown, key: string): string | undefined {
  const text = fieldOf(value, key)
  return typeof text === 'string' ? text : undefined
}

export function uuidOf(row: unknown): string | undefined {
  return textOf(row, 'uuid')
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function isSame(one: unknown, other: unknown): boolean {
  try {
    return isDeepStrictEqual(one, other)
  } catch (error) {
    // Nested too deeply to be walked through: then the same only as a text.
    if (error instanceof RangeError) return show(one) === show(other)
    throw error
  }
}
