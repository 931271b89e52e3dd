/**
 * What waits for its time. Ties go to what was made first, so that the order of events depends on the
 * rows alone and not on when they came into a heap.
 */
export interface Timed {
  /** Milliseconds since 1970. */
  at: number
  readonly madeAt: string
  readonly sequence: number
  /** Where it stands in its heap; -1 while in none. Kept by the heap. */
  slot: number
}

/** A binary heap whose items know their place: any of them can be moved or taken out without a search. */
export class Heap<Item extends Timed> {
  readonly #items: Item[] = []

  get size(): number {
    return this.#items.length
  }

  peek(): Item | undefined {
    return this.#items[0]
  }

  push(item: Item): void {
    this.#items.push(item)
    this.#rise(item, this.#items.length - 1)
  }

  pop(): Item | undefined {
    const top = this.#items[0]
    if (top) this.remove(top)
    return top
  }

  remove(item: Item): void {
    const { slot } = item
    if (slot < 0) return
    const last = this.#items.pop()
    item.slot = -1
    if (last && last !== item) this.#settle(last, slot)
  }

  /** To be called when `at` of an item has changed. */
  moved(item: Item): void {
    this.#settle(item, item.slot)
  }

  /** All items, next first. */
  sorted(): Item[] {
    return this.#items.toSorted(byTime)
  }

  #settle(item: Item, slot: number): void {
    const parent = this.#items[(slot - 1) >> 1]
    if (slot > 0 && parent && isBefore(item, parent)) this.#rise(item, slot)
    else this.#sink(item, slot)
  }

  #rise(item: Item, from: number): void {
    const items = this.#items
    let slot = from
    while (slot > 0) {
      const above = (slot - 1) >> 1
      const parent = items[above] as Item
      if (!isBefore(item, parent)) break
      items[slot] = parent
      parent.slot = slot
      slot = above
    }
    items[slot] = item
    item.slot = slot
  }

  #sink(item: Item, from: number): void {
    const items = this.#items
    const { length } = items
    let slot = from
    for (;;) {
      let below = 2 * slot + 1
      if (below >= length) break
      if (below + 1 < length && isBefore(items[below + 1] as Item, items[below] as Item)) below += 1
      const child = items[below] as Item
      if (!isBefore(child, item)) break
      items[slot] = child
      child.slot = slot
      slot = below
    }
    items[slot] = item
    item.slot = slot
  }
}

/** The order in which things happen. */
export function byTime(a: Timed, b: Timed): number {
  return isBefore(a, b) ? -1 : 1
}

function isBefore(a: Timed, b: Timed): boolean {
  if (a.at !== b.at) return a.at < b.at
  if (a.madeAt !== b.madeAt) return a.madeAt < b.madeAt
  return a.sequence < b.sequence
}
