import * as fc from '../fast-check.ts'
import { expect, test } from 'vitest'
import { exceededLimit } from '../../src/engine/count-values.ts'

const hasMoreValues = (text: string, values: number) =>
  exceededLimit(text, { values, fields: Number.POSITIVE_INFINITY }) === 'values'
const hasMoreFields = (text: string, fields: number) =>
  exceededLimit(text, { values: Number.POSITIVE_INFINITY, fields }) === 'fields'

test.each([
  ['1', 0],
  ['"a,b,[c"', 0],
  ['[]', 0],
  ['[ ]', 0],
  ['{}', 0],
  ['[1]', 1],
  ['[[]]', 1],
  ['[[],[],{}]', 3],
  ['{"a":1,"b":[2,3]}', 4],
  [String.raw`["\"],[1,2,3", "\\", 1]`, 3],
])('%s has as many values as it has items and fields', (text, count) => {
  expect(hasMoreValues(text, count)).toBe(false)
  if (count > 0) expect(hasMoreValues(text, count - 1)).toBe(true)
})

test('a text has as many values and fields as what it encodes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, spaces) => {
      const text = JSON.stringify(value, null, spaces)
      const count = countItems(value)
      expect(hasMoreValues(text, count)).toBe(false)
      if (count > 0) expect(hasMoreValues(text, count - 1)).toBe(true)
      const fields = countFields(value)
      expect(hasMoreFields(text, fields)).toBe(false)
      if (fields > 0) expect(hasMoreFields(text, fields - 1)).toBe(true)
    }),
  )
})

test('what is not JSON is counted too', () => {
  for (const text of ['"', '["', '[,', '{"a', String.raw`["\\\"`]) expect(hasMoreValues(text, 1_000)).toBe(false)
  expect(hasMoreValues('['.repeat(3_000), 1_000)).toBe(true)
})

function countItems(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce((sum: number, item: unknown) => sum + 1 + countItems(item), 0)
}

function countFields(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = Array.isArray(value) ? 0 : Object.keys(value).length
  return Object.values(value).reduce((sum: number, item: unknown) => sum + countFields(item), own)
}
