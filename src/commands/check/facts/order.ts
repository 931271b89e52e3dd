import { isSame, textOf } from '../../values.ts'
import { type Fact, Unknown } from '../facts.ts'
import { askList, type ListOf } from '../lists.ts'

/** Tests the order of lists. Orders have no creation time, so only rows of the check itself can show theirs. */
export function orderFacts(list: ListOf): readonly Fact[] {
  return [
    {
      operation: list.operation,
      kind: 'order',
      name: 'the newest row comes first',
      async test(questioner) {
        const { rows, seen } = await askList(questioner, list, { limit: 100 })
        const times = rows.flatMap((row) => textOf(row, 'createdAt') ?? [])
        if (new Set(times).size < 2) throw new Unknown('it needs two rows that were made at different times')
        const sorted = times.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0))
        if (isSame(times, sorted)) return []
        const received = isSame(times, sorted.toReversed()) ? 'the oldest first' : 'no order of createdAt'
        return [{ at: 'rows', expected: 'the newest first', received, seen }]
      },
    },
  ]
}
