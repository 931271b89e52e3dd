import * as fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { answersOf, baseRows, loadedBase, plainAnswersOf, PlainTable, play, steps, tableOf } from './plain-table.ts'

describe('a table', () => {
  test('answers what an array of rows answers, whatever is written and undone', () => {
    fc.assert(
      fc.property(baseRows, steps, (rows, list) => {
        const { table, plain } = play(list, rows, loadedBase(rows))
        expect(answersOf(table)).toEqual(plainAnswersOf(plain))
      }),
      { numRuns: 300 },
    )
  })

  test('without a base answers the same', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { table, plain } = play(list, [], undefined)
        expect(answersOf(table)).toEqual(plainAnswersOf(plain))
      }),
      { numRuns: 100 },
    )
  })

  test('does not see what others over the same base write, undo or search', () => {
    fc.assert(
      fc.property(baseRows, fc.array(steps, { minLength: 3, maxLength: 3 }), (rows, lists) => {
        const base = loadedBase(rows)
        const pairs = lists.map((list) => play(list, rows, base))
        for (const { table, plain } of pairs) expect(answersOf(table)).toEqual(plainAnswersOf(plain))
        expect(answersOf(tableOf(base))).toEqual(plainAnswersOf(new PlainTable(rows)))
      }),
      { numRuns: 60 },
    )
  })

  test('is made again by its differences from the base, each row once', () => {
    fc.assert(
      fc.property(baseRows, steps, (rows, list) => {
        const base = loadedBase(rows)
        const { table } = play(list, rows, base)
        const differences = [...table.differences()]
        const again = tableOf(base)
        for (const [before, after] of differences) again.apply(before, after)
        expect(answersOf(again)).toEqual(answersOf(table))
        const written = differences.map(([before, after]) => (after ?? before)?.uuid)
        expect(new Set(written).size).toBe(written.length)
        for (const [before, after] of differences)
          expect([before?.row, after?.row]).not.toEqual([after?.row, after?.row])
      }),
      { numRuns: 100 },
    )
  })
})
