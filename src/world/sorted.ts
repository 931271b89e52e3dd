/**
 * A list that stays in order, with any position in reach, over a shared base that nobody changes.
 *
 * The base is a flat array. What has changed since is kept beside it: `added` and `removed`, both in
 * order and both short. So a fork costs nothing but its own changes, a position is found by halving, and
 * when the changes outgrow about the square root of the base, they are merged into a flat array of the fork's own.
 */
export type Order<Item> = (a: Item, b: Item) => number

const none: readonly never[] = []
/** So many items from its end, a list of its own is changed in place. */
const near = 64
/** Up to this many changes are kept in an array of just their size, which is replaced with every change: many lists have few. */
const few = 16

export class Sorted<Item> {
  readonly #order: Order<Item>
  #flat: readonly Item[]
  /** The items of `#flat` before this one are gone: lists are often worked off from the front. */
  #first = 0
  /** The same array as `#flat` once it is this list's own: changes near its end are made in place. */
  #own: Item[] | undefined
  #added: readonly Item[] = none
  #removed: readonly Item[] = none

  constructor(order: Order<Item>, flat: readonly Item[] = none) {
    this.#order = order
    this.#flat = flat
  }

  get size(): number {
    return this.#flat.length - this.#first - this.#removed.length + this.#added.length
  }

  /** A list of the same items that can change without changing this one. */
  fork(): Sorted<Item> {
    this.#merge()
    this.#own = undefined
    return new Sorted(this.#order, this.#flat)
  }

  add(item: Item): void {
    const undone = this.#removed.length > 0 ? indexOf(this.#removed, item, this.#order) : -1
    if (undone >= 0) this.#removed = spliced(this.#removed, undone, 1)
    else if (!this.#insert(item))
      this.#added = spliced(this.#added, find(this.#added, item, this.#order).index, 0, item)
    this.#mergeWhenDue()
  }

  remove(item: Item): void {
    const undone = this.#added.length > 0 ? indexOf(this.#added, item, this.#order) : -1
    if (undone >= 0) this.#added = spliced(this.#added, undone, 1)
    else if (!this.#take(item))
      this.#removed = spliced(this.#removed, find(this.#removed, item, this.#order).index, 0, item)
    this.#mergeWhenDue()
  }

  /** Adds an item near the end of a list of its own; false where it belongs elsewhere. */
  #insert(item: Item): boolean {
    const own = this.#own
    if (!own) {
      if (this.#flat.length > 0 || this.#added.length > 0) return false
      // The first item of a list that starts empty: from here on it has an array of its own.
      this.#own = [item]
      this.#flat = this.#own
      return true
    }
    let slot = own.length
    const least = Math.max(this.#first, slot - near)
    while (slot > least && this.#order(own[slot - 1] as Item, item) > 0) slot -= 1
    if (slot === least && slot > this.#first && this.#order(own[slot - 1] as Item, item) > 0) return false
    own.push(item)
    for (let index = own.length - 1; index > slot; index -= 1) own[index] = own[index - 1] as Item
    own[slot] = item
    return true
  }

  /** Takes away the first item, or one near the end of a list of its own; false where it stands elsewhere. */
  #take(item: Item): boolean {
    const flat = this.#flat
    if (this.#first < flat.length && this.#order(flat[this.#first] as Item, item) === 0) {
      this.#first += 1
      while (this.#removed.length > 0 && this.#order(flat[this.#first] as Item, this.#removed[0] as Item) === 0) {
        this.#first += 1
        this.#removed = this.#removed.slice(1)
      }
      return true
    }
    const own = this.#own
    if (!own) return false
    const least = Math.max(this.#first, own.length - near)
    for (let slot = own.length - 1; slot >= least; slot -= 1) {
      if (this.#order(own[slot] as Item, item) !== 0) continue
      for (let index = slot; index < own.length - 1; index += 1) own[index] = own[index + 1] as Item
      own.pop()
      return true
    }
    return false
  }

  /** The first item; undefined in an empty list. */
  first(): Item | undefined {
    if (this.#removed.length === 0) {
      const flat = this.#flat[this.#first]
      const added = this.#added[0]
      if (flat === undefined || (added !== undefined && this.#order(added, flat) < 0)) return added
      return flat
    }
    return this.fromEnd(this.size - 1, 1)[0]
  }

  /** Up to `count` items, last to first, after skipping `start` of them. */
  fromEnd(start: number, count: number): Item[] {
    const items: Item[] = []
    const position = this.size - 1 - start
    if (position < 0 || start < 0) return items
    let added = this.#addedUpTo(position)
    const kept = position + 1 - added
    let removed = this.#removedWithin(kept)
    const first = this.#first
    let flat = first + kept + removed
    while (items.length < count && (flat > first || added > 0)) {
      const item = this.#flat[flat - 1]
      if (flat > first && removed > 0 && this.#order(this.#removed[removed - 1] as Item, item as Item) === 0) {
        removed -= 1
        flat -= 1
      } else if (flat > first && (added === 0 || this.#order(this.#added[added - 1] as Item, item as Item) < 0)) {
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
    const first = items === this.#flat ? this.#first : 0
    // From here on the array belongs to whoever reads it, too.
    if (items === this.#flat) this.#own = undefined
    for (let index = first; index < items.length; index += 1) yield items[index] as Item
  }

  /** How many of the added items stand at `position` or before it. */
  #addedUpTo(position: number): number {
    let low = 0
    let high = this.#added.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const item = this.#added[middle] as Item
      const rank =
        middle +
        find(this.#flat, item, this.#order, this.#first).index -
        this.#first -
        find(this.#removed, item, this.#order).index
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
      const rank =
        find(this.#flat, this.#removed[middle] as Item, this.#order, this.#first).index - this.#first - middle
      if (rank < kept) low = middle + 1
      else high = middle
    }
    return low
  }

  #mergeWhenDue(): void {
    const changes = this.#added.length + this.#removed.length
    const { length } = this.#flat
    if (changes > 64 && changes * changes > 16 * length) this.#merge()
    else if (this.#first > 64 && this.#first * 2 > length) this.#merge()
  }

  #merge(): void {
    if (this.#first === 0 && this.#added.length === 0 && this.#removed.length === 0) return
    const merged = this.#merged()
    this.#own = merged === this.#flat ? merged.slice(this.#first) : (merged as Item[])
    this.#flat = this.#own
    this.#first = 0
    this.#added = none
    this.#removed = none
  }

  /** All items in order: the base itself where nothing has changed, or else a new array. */
  #merged(): readonly Item[] {
    const [flat, added, removed] = [this.#flat, this.#added, this.#removed]
    if (added.length === 0 && removed.length === 0) return flat
    const merged: Item[] = []
    let [copied, adding, removing] = [this.#first, 0, 0]
    while (adding < added.length || removing < removed.length) {
      const adds =
        removing === removed.length ||
        (adding < added.length && this.#order(added[adding] as Item, removed[removing] as Item) < 0)
      const item = (adds ? added[adding++] : removed[removing++]) as Item
      // Between two changes the base is copied without comparing.
      for (const { index } = find(flat, item, this.#order, this.#first); copied < index; copied += 1)
        merged.push(flat[copied] as Item)
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

/** Where an item stands in a list in order; -1 where it does not. */
function indexOf<Item>(list: readonly Item[], item: Item, order: Order<Item>): number {
  const { index, found } = find(list, item, order)
  return found ? index : -1
}

/** Where an item stands in a list in order, or would stand. */
function find<Item>(
  list: readonly Item[],
  item: Item,
  order: Order<Item>,
  first = 0,
): { index: number; found: boolean } {
  let low = first
  let high = list.length
  // New items usually come last.
  if (high > first && order(list[high - 1] as Item, item) < 0) return { index: high, found: false }
  while (low < high) {
    const middle = (low + high) >>> 1
    if (order(list[middle] as Item, item) < 0) low = middle + 1
    else high = middle
  }
  return { index: low, found: low < list.length && order(list[low] as Item, item) === 0 }
}
