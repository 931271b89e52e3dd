import * as fc from '../fast-check.ts'
import { expect, test } from 'vitest'
import { Heap, type Timed } from '../../src/simulator/heap.ts'

interface Item extends Timed {
  at: number
}

const createHeap = () => new Heap<Item>((a, b) => a.at < b.at)
const item = (at: number): Item => ({ at, slot: -1 })

function drain(heap: Heap<Item>): number[] {
  const times: number[] = []
  for (let first = heap.peek(); first; first = heap.peek()) {
    times.push(first.at)
    heap.remove(first)
  }
  return times
}

test('items come out by time', () => {
  const heap = createHeap()
  for (const at of [5, 3, 9, 1, 7]) heap.place(item(at))
  expect(drain(heap)).toEqual([1, 3, 5, 7, 9])
})

test('an empty heap has no first item', () => {
  expect(createHeap().peek()).toBeUndefined()
})

test('taking out an item that is not in the heap does nothing', () => {
  const heap = createHeap()
  const one = item(1)
  heap.place(one)
  heap.remove(one)
  heap.remove(one)
  expect(heap.peek()).toBeUndefined()
})

test('whichever item is taken out, the others come out by time', () => {
  // All items on the left come late, so that an item from the right has to rise there.
  const isLeft = (slot: number): boolean => slot === 1 || (slot > 2 && isLeft((slot - 1) >> 1))
  const times = Array.from({ length: 31 }, (_, slot) => (isLeft(slot) ? 100 + slot : slot))
  for (const taken of times.keys()) {
    const heap = createHeap()
    const items = times.map(item)
    for (const one of items) heap.place(one)
    heap.remove(items[taken]!)
    expect(drain(heap)).toEqual(times.filter((_, index) => index !== taken).toSorted((a, b) => a - b))
  }
})

test('after any series of insertions, moves and removals the items come out by time', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ what: fc.constantFrom('add', 'add', 'move', 'remove'), at: fc.nat(50), which: fc.nat(100) }),
      ),
      (steps) => {
        const heap = createHeap()
        const inside: Item[] = []
        for (const { what, at, which } of steps) {
          const index = which % Math.max(1, inside.length)
          const chosen = inside[index]
          if (what === 'add' || !chosen) {
            const added = item(at)
            inside.push(added)
            heap.place(added)
          } else if (what === 'move') {
            chosen.at = at
            heap.place(chosen)
          } else {
            inside.splice(index, 1)
            heap.remove(chosen)
          }
        }
        expect(drain(heap)).toEqual(inside.map(({ at }) => at).toSorted((a, b) => a - b))
      },
    ),
  )
})
