import * as fc from '../fast-check.ts'
import { expect, test } from 'vitest'
import { Heap, type Timed } from '../../src/simulator/heap.ts'

class Item implements Timed {
  at: number
  readonly madeAt: string
  readonly sequence: number
  slot = -1

  constructor(at: number, madeAt = '', sequence = 0) {
    this.at = at
    this.madeAt = madeAt
    this.sequence = sequence
  }
}

function drain(heap: Heap<Item>): Item[] {
  const items: Item[] = []
  for (let item = heap.pop(); item; item = heap.pop()) items.push(item)
  return items
}

test('items come out by time', () => {
  const heap = new Heap<Item>()
  for (const at of [5, 3, 9, 1, 7]) heap.push(new Item(at))
  expect(drain(heap).map(({ at }) => at)).toEqual([1, 3, 5, 7, 9])
})

test('at the same time, what was made first comes first, and of the same second what came first', () => {
  const heap = new Heap<Item>()
  for (const [madeAt, sequence] of [
    ['b', 1],
    ['a', 9],
    ['b', 0],
    ['a', 2],
  ] as const)
    heap.push(new Item(1, madeAt, sequence))
  expect(drain(heap).map(({ madeAt, sequence }) => `${madeAt}${sequence}`)).toEqual(['a2', 'a9', 'b0', 'b1'])
})

test('taking out an item that is not in the heap does nothing', () => {
  const heap = new Heap<Item>()
  const item = new Item(1)
  heap.push(item)
  heap.remove(item)
  heap.remove(item)
  expect(heap.size).toBe(0)
  expect(heap.peek()).toBeUndefined()
})

test('whichever item is taken out, the one that takes its place comes before those that it must', () => {
  // All that stand on the left come late, so that an item from the right has to rise there.
  const isLeft = (slot: number): boolean => slot === 1 || (slot > 2 && isLeft((slot - 1) >> 1))
  const times = Array.from({ length: 31 }, (_, slot) => (isLeft(slot) ? 100 + slot : slot))
  for (const taken of times.keys()) {
    const heap = new Heap<Item>()
    const items = times.map((at) => new Item(at))
    for (const item of items) heap.push(item)
    heap.remove(items[taken]!)
    // Then one after the other comes forward, as moments do that were set back.
    for (const item of items.slice(15)) {
      if (item.slot < 0) continue
      item.at -= 50
      heap.moved(item)
    }
    const left = items.filter((_, index) => index !== taken).map(({ at }) => at)
    expect(drain(heap).map(({ at }) => at)).toEqual(left.toSorted((a, b) => a - b))
  }
})

test.each([0, 1, 2, 3, 4])(
  'an item whose moment is set back before all others comes first, wherever it stood: %i',
  (which) => {
    const heap = new Heap<Item>()
    const items = [1, 2, 3, 4, 5].map((at) => new Item(at))
    for (const item of items) heap.push(item)
    items[which]!.at = 0
    heap.moved(items[which]!)
    expect(heap.peek()).toBe(items[which])
  },
)

test('whatever is pushed, moved and taken out, the rest comes out in order', () => {
  const action = fc.record({
    what: fc.constantFrom('push', 'push', 'push', 'pop', 'remove', 'move'),
    at: fc.nat(20),
    which: fc.nat(1_000),
  })
  fc.assert(
    fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
      const heap = new Heap<Item>()
      let items: Item[] = []
      actions.forEach(({ what, at, which }, index) => {
        const chosen = items[which % Math.max(1, items.length)]
        if (what === 'push') {
          const item = new Item(at, 'same', index)
          items.push(item)
          heap.push(item)
        }
        if (what === 'pop') {
          const top = heap.pop()
          items = items.filter((item) => item !== top)
        }
        if (what === 'remove' && chosen) {
          heap.remove(chosen)
          items = items.filter((item) => item !== chosen)
        }
        if (what === 'move' && chosen) {
          chosen.at = at
          heap.moved(chosen)
        }
      })
      const expected = items.toSorted((a, b) => a.at - b.at || a.sequence - b.sequence)
      expect(heap.sorted()).toEqual(expected)
      expect(drain(heap)).toEqual(expected)
    }),
  )
})
