/**
 * A list that stays in order, with any position in reach, over a shared base that nobody changes.
 *
 * The base is a flat array. What has changed since is kept beside it: `added` and `removed`, both in
 * order and both short. So a fork costs nothing but its own changes, a position is found by halving, and
 * when the changes outgrow about the square root of the base, they are merged into a flat array of the fork's own.
 */
export type Order<Item> = (a: Item, b: Item) => number

const none: readonly never[] = []
/** Up to this many changes are kept in an array of just their size, which is replaced with every change: many lists have few. */
const few = 16

export class Sorted<Item> {
  readonly #order: Order<Item>
  #flat: readonly Item[]
  /** The same array as `#flat` once it is this list's own: new last items go straight to it. */
  #own: Item[] | undefined
  #added: readonly Item[] = none
  #removed: readonly Item[] = none

  constructor(order: Order<Item>, flat: readonly Item[] = none) {
    this.#order = order
    this.#flat = flat
  }

  get size(): number {
    return this.#flat.length - this.#removed.length + this.#added.length
  }

  /** A list of the same items that can change without changing this one. */
  fork(): Sorted<Item> {
    this.#merge()
    this.#own = undefined
    return new Sorted(this.#order, this.#flat)
  }

  add(item: Item): void {
    const undo = find(this.#removed, item, this.#order)
    if (undo.found) this.#removed = spliced(this.#removed, undo.index, 1)
    else if (this.#own && this.#comesLast(item)) this.#own.push(item)
    else this.#added = spliced(this.#added, find(this.#added, item, this.#order).index, 0, item)
    this.#mergeWhenDue()
  }

  remove(item: Item): void {
    const undo = find(this.#added, item, this.#order)
    if (undo.found) this.#added = spliced(this.#added, undo.index, 1)
    else this.#removed = spliced(this.#removed, find(this.#removed, item, this.#order).index, 0, item)
    this.#mergeWhenDue()
  }

  /** Up to `count` items, last to first, after skipping `start` of them. */
  fromEnd(start: number, count: number): Item[] {
    const items: Item[] = []
    const position = this.size - 1 - start
    if (position < 0 || start < 0) return items
    let added = this.#addedUpTo(position)
    const kept = position + 1 - added
    let removed = this.#removedWithin(kept)
    let flat = kept + removed
    while (items.length < count && (flat > 0 || added > 0)) {
      const item = this.#flat[flat - 1]
      if (flat > 0 && removed > 0 && this.#order(this.#removed[removed - 1] as Item, item as Item) === 0) {
        removed -= 1
        flat -= 1
      } else if (flat > 0 && (added === 0 || this.#order(this.#added[added - 1] as Item, item as Item) < 0)) {
        items.push(item as Item)
        flat -= 1
      } else {
        items.push(this.#added[added - 1] as Item)
        added -= 1
      }
    }
    return items
  }

  /** The items, first to last, as they are now: writes made on the way are not seen. */
  *[Symbol.iterator](): Generator<Item> {
    const items = this.#merged()
    // New items may be pushed to the same array meanwhile.
    const size = items.length
    for (let index = 0; index < size; index += 1) yield items[index] as Item
  }

  #comesLast(item: Item): boolean {
    return this.#flat.length === 0 || this.#order(this.#flat.at(-1) as Item, item) < 0
  }

  /** How many of the added items stand at `position` or before it. */
  #addedUpTo(position: number): number {
    let low = 0
    let high = this.#added.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const item = this.#added[middle] as Item
      const rank = middle + find(this.#flat, item, this.#order).index - find(this.#removed, item, this.#order).index
      if (rank <= position) low = middle + 1
      else high = middle
    }
    return low
  }

  /** How many removed items lie among the first `kept` items of the base that are still there. */
  #removedWithin(kept: number): number {
    let low = 0
    let high = this.#removed.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const rank = find(this.#flat, this.#removed[middle] as Item, this.#order).index - middle
      if (rank < kept) low = middle + 1
      else high = middle
    }
    return low
  }

  #mergeWhenDue(): void {
    const changes = this.#added.length + this.#removed.length
    if (changes > 64 && changes * changes > 16 * this.#flat.length) this.#merge()
  }

  #merge(): void {
    if (this.#added.length === 0 && this.#removed.length === 0) return
    this.#own = this.#merged() as Item[]
    this.#flat = this.#own
    this.#added = none
    this.#removed = none
  }

  /** All items in order: the base itself where nothing has changed, or else a new array. */
  #merged(): readonly Item[] {
    const [flat, added, removed] = [this.#flat, this.#added, this.#removed]
    if (added.length === 0 && removed.length === 0) return flat
    const merged: Item[] = []
    let [copied, adding, removing] = [0, 0, 0]
    while (adding < added.length || removing < removed.length) {
      const adds = removing === removed.length || (adding < added.length && this.#order(added[adding] as Item, removed[removing] as Item) < 0)
      const item = (adds ? added[adding++] : removed[removing++]) as Item
      // Between two changes the base is copied without comparing.
      for (const { index } = find(flat, item, this.#order); copied < index; copied += 1) merged.push(flat[copied] as Item)
      if (adds) merged.push(item)
      else copied += 1
    }
    for (; copied < flat.length; copied += 1) merged.push(flat[copied] as Item)
    return merged
  }
}

function spliced<Item>(changes: readonly Item[], index: number, removed: number, ...added: Item[]): readonly Item[] {
  if (changes.length <= few) return changes.toSpliced(index, removed, ...added)
  const own = changes as Item[]
  own.splice(index, removed, ...added)
  return own
}

/** Where an item stands in a list in order, or would stand. */
function find<Item>(list: readonly Item[], item: Item, order: Order<Item>): { index: number; found: boolean } {
  let low = 0
  let high = list.length
  // New items usually come last.
  if (high > 0 && order(list[high - 1] as Item, item) < 0) return { index: high, found: false }
  while (low < high) {
    const middle = (low + high) >>> 1
    if (order(list[middle] as Item, item) < 0) low = middle + 1
    else high = middle
  }
  return { index: low, found: low < list.length && order(list[low] as Item, item) === 0 }
}
