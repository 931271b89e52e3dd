import { describe, expect, test } from 'vitest'
import { hasParts } from '../../src/engine/parts.ts'

describe('a value has the parts that are expected', () => {
  test.each<[value: unknown, expected: unknown]>([
    [{ a: 1, b: { c: [1, { d: 2, e: 3 }] } }, { b: { c: [1, { d: 2 }] } }],
    ['text', 'text'],
    [null, null],
    [{ a: undefined }, { a: undefined }],
    [{ a: 1 }, {}],
    [{ a: 'ada' }, { a: expect.stringContaining('da') }],
    [{ a: 1, b: 2 }, expect.objectContaining({ a: 1 })],
  ])('in %j: %j', (value, expected) => {
    expect(hasParts(value, expected)).toBe(true)
  })

  test.each<[value: unknown, expected: unknown]>([
    [{ a: 1 }, { a: '1' }],
    [{}, { a: undefined }],
    [{ a: [1, 2] }, { a: [1] }],
    [{ a: { 0: 1 } }, { a: [1] }],
    [[1], { 0: 1 }],
    [null, {}],
    ['text', { length: 4 }],
    [undefined, { a: 1 }],
    [{ a: 1 }, { a: expect.any(String) }],
    [{}, { toString: expect.anything() }],
  ])('and not in %j: %j', (value, expected) => {
    expect(hasParts(value, expected)).toBe(false)
  })
})
