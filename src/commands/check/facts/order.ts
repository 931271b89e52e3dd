import { isSame, textOf } from '../../values.ts'
import { type Fact, factsOf, Unknown, unless } from '../facts.ts'
import { askList, type ListOf } from '../lists.ts'

/** Tests the order of lists. Orders have no creation time, so only rows of the check itself can show theirs. */
export function orderFact(list: ListOf): Fact {
  return factsOf('order')(list.operation, 'the newest row comes first', async (questioner) => {
    const answer = await askList(questioner, list, { limit: 100 })
    const times = answer.rows.flatMap((row) => textOf(row, 'createdAt') ?? [])
    if (new Set(times).size < 2) throw new Unknown('it needs two rows that were made at different times')
    const sorted = times.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0))
    const received = isSame(times, sorted.toReversed()) ? 'the oldest first' : 'no order of createdAt'
    return unless(isSame(times, sorted), 'rows', 'the newest first', received, answer)
  })
}
