import { isDeepStrictEqual } from 'node:util'
import { show } from '../contract/problems.ts'

/** Reads JSON of unknown shape. */

export type Row = Readonly<Record<string, unknown>>

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Returns a field of a JSON object, or undefined. */
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
    // Values that are nested too deeply to walk are compared as text.
    if (error instanceof RangeError) return show(one) === show(other)
    throw error
  }
}
