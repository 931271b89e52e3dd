import * as fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { ListIndex, LookupIndex } from '../../src/world/indexes.ts'
import { finish } from '../../src/world/slices.ts'

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

function fill(index: ListIndex<Item> | LookupIndex<Item>, entries: readonly (readonly [string, Item])[]): void {
  const items = entries.map(([, one]) => one)
  finish(index.load(items, (_, place) => entries[place]?.[0] ?? null))
}

const contents = (of: (key: string) => Iterable<Item> | undefined) => keys.map((key) => [...(of(key) ?? [])])
const expected = (plain: ReadonlyMap<string, readonly Item[]>) => keys.map((key) => plain.get(key) ?? [])

describe('a list index', () => {
  test('holds what plain arrays hold, over a base that several share and none changes', () => {
    fc.assert(
      fc.property(start, steps, steps, (entries, first, second) => {
        const loaded = new ListIndex(byRank)
        fill(loaded, entries)
        const base = loaded.seal()
        const [one, other] = [new ListIndex(byRank, base), new ListIndex(byRank, base)]
        const plainOne = play(one, grouped(entries), first)
        const plainOther = play(other, grouped(entries), second)
        expect(contents((key) => one.of(key))).toEqual(expected(plainOne))
        expect(contents((key) => other.of(key))).toEqual(expected(plainOther))
        expect(contents((key) => base.get(key))).toEqual(expected(grouped(entries)))
      }),
      { numRuns: 100 },
    )
  })

  test('seals what was written over a base as the base of others', () => {
    const loaded = new ListIndex(byRank)
    fill(loaded, [
      ['a', item(1)],
      ['b', item(2)],
    ])
    const over = new ListIndex(byRank, loaded.seal())
    over.add('a', item(3))
    const sealed = over.seal()
    over.add('a', item(4))
    expect(contents((key) => sealed.get(key)).slice(0, 2)).toEqual([[item(1), item(3)], [item(2)]])
  })

  test('forgets a key that has no items left', () => {
    const index = new ListIndex(byRank)
    index.add('a', item(1))
    index.remove('a', item(1))
    expect(index.of('a')).toBeUndefined()
  })

  test('knows that the items of a base are gone', () => {
    const loaded = new ListIndex(byRank)
    fill(loaded, [['a', item(1)]])
    const index = new ListIndex(byRank, loaded.seal())
    index.remove('a', item(1))
    expect(index.of('a')?.size).toBe(0)
  })
})

describe('a lookup index', () => {
  test('holds what plain arrays hold, over a base that several share and none changes', () => {
    fc.assert(
      fc.property(start, steps, steps, (entries, first, second) => {
        const loaded = new LookupIndex(byRank)
        fill(loaded, entries)
        const base = loaded.seal()
        const [one, other] = [new LookupIndex(byRank, base), new LookupIndex(byRank, base)]
        const plainOne = play(one, grouped(entries), first)
        const plainOther = play(other, grouped(entries), second)
        expect(contents((key) => one.of(key))).toEqual(expected(plainOne))
        expect(contents((key) => other.of(key))).toEqual(expected(plainOther))
        expect(contents((key) => new LookupIndex(byRank, base).of(key))).toEqual(expected(grouped(entries)))
      }),
      { numRuns: 100 },
    )
  })

  test('puts an item that comes back where it was', () => {
    const index = new LookupIndex(byRank)
    for (const rank of [1, 2, 3]) index.add('a', item(rank))
    index.remove('a', item(1))
    index.add('a', item(1))
    expect(index.of('a')).toEqual([item(1), item(2), item(3)])
  })
})
