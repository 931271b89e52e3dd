import * as fc from 'fast-check'
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
  for (const [madeAt, sequence] of [['b', 1], ['a', 9], ['b', 0], ['a', 2]] as const) heap.push(new Item(1, madeAt, sequence))
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

test('the place of an item that is taken out goes to one that may come before those around it', () => {
  const heap = new Heap<Item>()
  const [first, ...others] = [0, 10, 1, 11, 12, 2, 3].map((at) => new Item(at))
  for (const item of [first!, ...others]) heap.push(item)
  heap.remove(others[2]!)
  expect(drain(heap).map(({ at }) => at)).toEqual([0, 1, 2, 3, 10, 12])
})

test('whatever is pushed, moved and taken out, the rest comes out in order', () => {
  const action = fc.record({ what: fc.constantFrom('push', 'push', 'push', 'pop', 'remove', 'move'), at: fc.nat(20), which: fc.nat(1_000) })
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
