import { describe, expect, test } from 'vitest'
import * as fc from '../fast-check.ts'
import { diffLines } from '../../src/inspector/diff.ts'

const text = fc.array(fc.constantFrom('a', 'b', 'c', '{', '}'), { maxLength: 12 }).map((lines) => lines.join('\n'))

describe('two texts beside each other', () => {
  test('have the same lines beside each other, and what was changed between them', () => {
    expect(diffLines('{\n "a": 1,\n "b": 2\n}', '{\n "a": 1,\n "b": 3,\n "c": 4\n}')).toEqual([
      { before: '{', after: '{' },
      { before: ' "a": 1,', after: ' "a": 1,' },
      { before: ' "b": 2', after: ' "b": 3,' },
      { before: null, after: ' "c": 4' },
      { before: '}', after: '}' },
    ])
  })

  test('have all their lines, each in its column and in order', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after)
        const column = (side: 'before' | 'after') => lines.map((line) => line[side]).filter((line) => line !== null)
        expect(column('before').join('\n')).toBe(before)
        expect(column('after').join('\n')).toBe(after)
        // No row is empty on both sides.
        expect(lines.every((line) => line.before !== null || line.after !== null)).toBe(true)
      }),
    )
  })

  test('of which one is the other have no changes', () => {
    fc.assert(
      fc.property(text, (same) => {
        expect(diffLines(same, same).every(({ before, after }) => before === after)).toBe(true)
      }),
    )
  })

  test('are shown at once, however long they are', () => {
    const many = (word: string) => Array.from({ length: 5_000 }, (_, index) => `${word} ${index}`).join('\n')
    expect(diffLines(many('before'), many('after'))).toHaveLength(5_000)
  })
})
