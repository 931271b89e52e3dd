import * as fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import { Sorted } from '../../src/world/sorted.ts'

const byValue = (a: number, b: number) => a - b

type Step = { readonly list: number } & (
  | { readonly kind: 'add' | 'remove'; readonly value: number }
  | { readonly kind: 'fork' | 'page' | 'iterate' }
)

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom('add' as const, 'remove' as const),
      list: fc.nat(3),
      value: fc.nat(120),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('fork' as const, 'page' as const, 'iterate' as const),
      list: fc.nat(3),
    }),
  },
)

/** The list under test beside a plain array that is kept in order by sorting it. */
interface Pair {
  readonly list: Sorted<number>
  readonly plain: number[]
}

function pairOf(values: readonly number[]): Pair {
  const plain = [...values].toSorted(byValue)
  return { list: new Sorted(byValue, plain), plain: [...plain] }
}

function expectSame({ list, plain }: Pair): void {
  expect([...list]).toEqual(plain)
  expect(list.size).toBe(plain.length)
  const newestFirst = plain.toReversed()
  for (const start of [0, 1, 5, plain.length >> 1, Math.max(0, plain.length - 1), plain.length, plain.length + 3]) {
    expect(list.fromEnd(start, 4)).toEqual(newestFirst.slice(start, start + 4))
  }
}

function write({ list, plain }: Pair, kind: 'add' | 'remove', value: number): void {
  const at = plain.indexOf(value)
  if (kind === 'add' && at === -1) {
    list.add(value)
    plain.push(value)
    plain.sort(byValue)
  }
  if (kind === 'remove' && at !== -1) {
    list.remove(value)
    plain.splice(at, 1)
  }
}

describe('a fork', () => {
  test.each([
    ['the front', [1, 2]],
    ['the middle', [5]],
    ['the front and the middle', [1, 2, 5]],
    ['the end', [9]],
  ])('has nothing that was taken from %s before, and its list gets nothing back', (_, taken) => {
    const list = new Sorted(byValue, [1, 2, 3, 4, 5, 6, 7, 8, 9])
    for (const value of taken) list.remove(value)
    const left = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((value) => !taken.includes(value))
    const fork = list.fork()
    expect([[...fork], fork.size, [...list], list.size]).toEqual([left, left.length, left, left.length])
    fork.add(1.5)
    list.add(2.5)
    expect([[...fork], [...list]]).toEqual([[...left, 1.5].toSorted(byValue), [...left, 2.5].toSorted(byValue)])
  })
})

test('pages of a list leave out what was removed, wherever they begin', () => {
  const list = new Sorted(byValue, [1, 2, 3, 4, 5, 6, 7, 8, 9])
  for (const value of [3, 4, 8]) list.remove(value)
  const left = [9, 7, 6, 5, 2, 1]
  for (let start = 0; start < 7; start += 1) expect(list.fromEnd(start, 3)).toEqual(left.slice(start, start + 3))
})

describe('a sorted list', () => {
  test('holds what a sorted array holds, whatever is added, removed and forked', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(120), { maxLength: 60 }),
        fc.array(step, { maxLength: 300 }),
        (start, steps) => {
          const pairs = [pairOf(start)]
          const walks: { seen: number[]; plain: number[] }[] = []
          for (const one of steps) {
            const pair = pairs[one.list % pairs.length]!
            if (one.kind === 'add' || one.kind === 'remove') write(pair, one.kind, one.value)
            else if (one.kind === 'fork') pairs.push({ list: pair.list.fork(), plain: [...pair.plain] })
            else if (one.kind === 'page') pair.list.fromEnd(3, 3)
            else walks.push({ seen: [...pair.list], plain: [...pair.plain] })
          }
          for (const pair of pairs) expectSame(pair)
          for (const { seen, plain } of walks) expect(seen).toEqual(plain)
        },
      ),
      { numRuns: 150 },
    )
  })

  test('answers any page while hundreds of changes lie over a large base', () => {
    const pair = pairOf(Array.from({ length: 5_000 }, (_, index) => index * 2))
    for (let index = 0; index < 900; index += 1)
      write(pair, index % 3 === 0 ? 'remove' : 'add', index % 3 === 0 ? (index * 26) % 10_000 : (index * 37) % 12_000)
    const newestFirst = pair.plain.toReversed()
    for (let start = 0; start < pair.plain.length; start += 7)
      expect(pair.list.fromEnd(start, 10)).toEqual(newestFirst.slice(start, start + 10))
  })

  test('does not show a fork what is written to the list it came from, nor the other way round', () => {
    const list = new Sorted(byValue, [1, 2, 3])
    const fork = list.fork()
    list.add(4)
    fork.remove(1)
    expect([...list]).toEqual([1, 2, 3, 4])
    expect([...fork]).toEqual([2, 3])
  })

  test('does not show a fork the last items that come later, even once the list has an array of its own', () => {
    const list = new Sorted(byValue)
    for (let value = 0; value < 200; value += 1) list.add(value)
    const fork = list.fork()
    list.add(1_000)
    fork.add(2_000)
    expect(list.fromEnd(0, 1)).toEqual([1_000])
    expect(fork.fromEnd(0, 2)).toEqual([2_000, 199])
  })

  test.each([1, 2, 3, 30, 63, 64, 65, 100, 199])(
    'takes away and takes back an item %i before its end, once it has an array of its own',
    (back) => {
      const pair = pairOf([])
      for (let value = 0; value < 400; value += 2) write(pair, 'add', value)
      const value = pair.plain.at(-back)!
      write(pair, 'remove', value)
      expectSame(pair)
      write(pair, 'add', value + 1)
      expectSame(pair)
      write(pair, 'add', value)
      write(pair, 'remove', pair.plain[0]!)
      write(pair, 'remove', pair.plain.at(-back)!)
      expectSame(pair)
      expect(pair.list.size).toBe(199)
    },
  )

  test('is emptied from its front, item by item, and filled again', () => {
    const pair = pairOf([])
    for (let value = 0; value < 300; value += 1) write(pair, 'add', value)
    for (let value = 0; value < 300; value += 1) {
      write(pair, 'remove', value)
      if (value % 20 === 0) expectSame(pair)
    }
    write(pair, 'add', 7)
    expect([...pair.list]).toEqual([7])
  })

  test('leaves the array it was made of alone', () => {
    const base = Object.freeze(Array.from({ length: 10 }, (_, index) => index))
    const list = new Sorted(byValue, base)
    for (let value = 10; value < 300; value += 1) list.add(value)
    for (let value = 0; value < 10; value += 1) list.remove(value)
    expect(base).toHaveLength(10)
    expect(list.size).toBe(290)
  })

  test.each([3, 300])(
    'iterates over what it held when the walk began, though %i items are written on the way',
    (count) => {
      const list = new Sorted(byValue)
      for (let value = 0; value < 100; value += 1) list.add(value)
      const seen: number[] = []
      for (const value of list) {
        seen.push(value)
        if (value < count) list.add(1_000 + value)
        if (value % 2 === 0) list.remove(value)
      }
      expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => index))
    },
  )

  test('takes an item back that was removed, and lets one go that was added', () => {
    const list = new Sorted(byValue, [1, 2, 3])
    list.remove(2)
    list.add(2)
    list.add(9)
    list.remove(9)
    expect([...list]).toEqual([1, 2, 3])
  })

  test('answers an empty page outside of its bounds', () => {
    const list = new Sorted(byValue, [1, 2, 3])
    expect(list.fromEnd(3, 10)).toEqual([])
    expect(list.fromEnd(-1, 10)).toEqual([])
    expect(list.fromEnd(0, 0)).toEqual([])
    expect(new Sorted(byValue).fromEnd(0, 10)).toEqual([])
  })

  test('compares about twice the logarithm of its size to find a page among many changes', () => {
    let comparisons = 0
    const counting = (a: number, b: number) => {
      comparisons += 1
      return a - b
    }
    const list = new Sorted(
      counting,
      Array.from({ length: 100_000 }, (_, index) => index * 2),
    )
    for (let index = 0; index < 500; index += 1) {
      list.add(index * 300 + 1)
      list.remove(index * 300)
    }
    comparisons = 0
    list.fromEnd(50_000, 10)
    expect(comparisons).toBeLessThan(600)
  })
})
