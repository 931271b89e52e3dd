/** An item of a heap. */
export interface Timed {
  /** Its index in the heap, which the heap updates; -1 outside of any. */
  slot: number
}

/** A binary heap whose items know their index, so that any of them can be moved or removed without a search. */
export class Heap<Item extends Timed> {
  readonly #items: Item[] = []
  readonly #isBefore: (a: Item, b: Item) => boolean

  constructor(isBefore: (a: Item, b: Item) => boolean) {
    this.#isBefore = isBefore
  }

  peek(): Item | undefined {
    return this.#items[0]
  }

  /** Inserts an item, or moves it after its time has changed. */
  place(item: Item): void {
    if (item.slot < 0) this.#rise(item, this.#items.length)
    else this.#settle(item, item.slot)
  }

  /** Removes an item. Does nothing if it is not in this heap. */
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
