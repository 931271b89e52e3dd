/** What waits for its time, and stands in a heap. */
export interface Timed {
  /** Where it stands in its heap; -1 while in none. Kept by the heap. */
  slot: number
}

/** A binary heap whose items know their place: any of them can be moved or taken out without a search. */
export class Heap<Item extends Timed> {
  readonly #items: Item[] = []
  readonly #isBefore: (a: Item, b: Item) => boolean

  constructor(isBefore: (a: Item, b: Item) => boolean) {
    this.#isBefore = isBefore
  }

  peek(): Item | undefined {
    return this.#items[0]
  }

  /** Puts an item where it belongs: a new one, or one whose time has changed. */
  place(item: Item): void {
    if (item.slot < 0) this.#rise(item, this.#items.length)
    else this.#settle(item, item.slot)
  }

  /** Takes an item out; does nothing with one that stands in no heap, or in another. */
  remove(item: Item): void {
    const { slot } = item
    if (this.#items[slot] !== item) return
    const last = this.#items.pop()
    item.slot = -1
    if (last && last !== item) this.#settle(last, slot)
  }

  #settle(item: Item, slot: number): void {
    const parent = this.#items[(slot - 1) >> 1]
    if (slot > 0 && parent && this.#isBefore(item, parent)) this.#rise(item, slot)
    else this.#sink(item, slot)
  }

  #rise(item: Item, from: number): void {
    const items = this.#items
    let slot = from
    while (slot > 0) {
      const above = (slot - 1) >> 1
      const parent = items[above] as Item
      if (!this.#isBefore(item, parent)) break
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
      if (below + 1 < length && this.#isBefore(items[below + 1] as Item, items[below] as Item)) below += 1
      const child = items[below] as Item
      if (!this.#isBefore(child, item)) break
      items[slot] = child
      child.slot = slot
      slot = below
    }
    items[slot] = item
    item.slot = slot
  }
}
