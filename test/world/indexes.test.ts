import * as fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { ListIndex, LookupIndex } from '../../src/world/indexes.ts'
import { Prepared } from '../../src/world/slices.ts'
import { Sorted } from '../../src/world/sorted.ts'

interface Item {
  readonly uuid: string
  readonly rank: number
}

const byRank = (a: Item, b: Item) => a.rank - b.rank
const item = (rank: number): Item => ({ uuid: `item-${rank}`, rank })
const keys = ['a', 'b', 'c', '__proto__', 'constructor', ''] as const

type Step = { readonly kind: 'add' | 'remove'; readonly key: (typeof keys)[number]; readonly rank: number }

const start = fc
  .uniqueArray(fc.nat(40), { maxLength: 30 })
  .map((ranks) => ranks.map((rank) => [keys[rank % keys.length]!, item(rank)] as const))
const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('add', 'add', 'add', 'remove', 'remove'),
    key: fc.constantFrom(...keys),
    rank: fc.nat(60),
  }),
  { maxLength: 120 },
)

interface Index {
  add(key: string, item: Item): void
  remove(key: string, item: Item): void
}

/** Writes the same to an index and to plain arrays by key. */
function play(
  index: Index,
  base: ReadonlyMap<string, readonly Item[]>,
  list: readonly Step[],
): Map<string, readonly Item[]> {
  const plain = new Map(base)
  for (const { kind, key, rank } of list) {
    const items = plain.get(key) ?? []
    const there = items.some((one) => one.rank === rank)
    if (kind === 'add' && !there) {
      index.add(key, item(rank))
      plain.set(key, [...items, item(rank)].toSorted(byRank))
    } else if (kind === 'remove' && there) {
      index.remove(key, item(rank))
      plain.set(
        key,
        items.filter((one) => one.rank !== rank),
      )
    }
  }
  return plain
}

function grouped(entries: readonly (readonly [string, Item])[]): Map<string, readonly Item[]> {
  const plain = new Map<string, readonly Item[]>()
  for (const [key, one] of entries) plain.set(key, [...(plain.get(key) ?? []), one].toSorted(byRank))
  return plain
}

type Entries = readonly (readonly [string, Item])[]

const listsOf = (entries: Entries) => {
  const lists = Array.from(grouped(entries), ([key, items]) => [key, new Sorted(byRank, items)] as const)
  return { compare: byRank, entries: Prepared.done(new Map(lists)) }
}

const lookupsOf = (entries: Entries) => {
  const lookups = Array.from(grouped(entries), ([key, items]) => [key, items.length === 1 ? items[0]! : items] as const)
  return { compare: byRank, entries: Prepared.done(new Map(lookups)) }
}

const contents = (of: (key: string) => Iterable<Item> | undefined) => keys.map((key) => [...(of(key) ?? [])])
const expected = (plain: ReadonlyMap<string, readonly Item[]>) => keys.map((key) => plain.get(key) ?? [])

describe('a list index', () => {
  test('holds what plain arrays hold, over a base that several share and none changes', () => {
    fc.assert(
      fc.property(start, steps, steps, (entries, first, second) => {
        const base = listsOf(entries)
        const [one, other] = [new ListIndex(base), new ListIndex(base)]
        const plainOne = play(one, grouped(entries), first)
        const plainOther = play(other, grouped(entries), second)
        expect(contents((key) => one.of(key))).toEqual(expected(plainOne))
        expect(contents((key) => other.of(key))).toEqual(expected(plainOther))
        expect(contents((key) => base.entries.value.get(key))).toEqual(expected(grouped(entries)))
      }),
      { numRuns: 100 },
    )
  })

  test('forgets a key that has no items left', () => {
    const index = new ListIndex(listsOf([]))
    index.add('a', item(1))
    index.remove('a', item(1))
    expect(index.of('a')).toBeUndefined()
  })

  test('knows that the items of a base are gone', () => {
    const index = new ListIndex(listsOf([['a', item(1)]]))
    index.remove('a', item(1))
    expect(index.of('a')?.size).toBe(0)
  })
})

describe('a lookup index', () => {
  test('holds what plain arrays hold, over a base that several share and none changes', () => {
    fc.assert(
      fc.property(start, steps, steps, (entries, first, second) => {
        const base = lookupsOf(entries)
        const [one, other] = [new LookupIndex(base), new LookupIndex(base)]
        const plainOne = play(one, grouped(entries), first)
        const plainOther = play(other, grouped(entries), second)
        expect(contents((key) => one.of(key))).toEqual(expected(plainOne))
        expect(contents((key) => other.of(key))).toEqual(expected(plainOther))
        expect(contents((key) => new LookupIndex(base).of(key))).toEqual(expected(grouped(entries)))
      }),
      { numRuns: 100 },
    )
  })

  test('puts an item that comes back where it was', () => {
    const index = new LookupIndex(lookupsOf([]))
    for (const rank of [1, 2, 3]) index.add('a', item(rank))
    index.remove('a', item(1))
    index.add('a', item(1))
    expect(index.of('a')).toEqual([item(1), item(2), item(3)])
  })
})
