/**
 * A sorted list with access by position, over a shared base that never changes.
 *
 * The base is a flat array. Changes are kept beside it in `added` and `removed`, which are sorted and short. So a fork
 * costs only its own changes, and a position is found by binary search. When there are more changes than about the
 * square root of the size, they are merged into a flat array that belongs to the fork.
 */
export type Compare<Item> = (a: Item, b: Item) => number

const none: readonly never[] = []
/** Within this distance from its end, an array that belongs to the list is changed in place. */
const inPlaceDistance = 64
/** Up to this many changes, each change copies the array: most lists have few, and this wastes no capacity. */
const maxCopiedChanges = 16
/** Changes are merged when there are more of them than this, and more than four times the square root of the size. */
const minMergedChanges = 64

export class Sorted<Item> {
  readonly #compare: Compare<Item>
  #flat: readonly Item[]
  /** The items of `#flat` before this index were removed. Queues are emptied from the front. */
  #first = 0
  /** The same array as `#flat` if it belongs to this list alone. Changes near its end are made in place. */
  #own: Item[] | undefined
  #added: readonly Item[] = none
  #removed: readonly Item[] = none

  constructor(compare: Compare<Item>, flat: readonly Item[] = none) {
    this.#compare = compare
    this.#flat = flat
  }

  get size(): number {
    return this.#flat.length - this.#first - this.#removed.length + this.#added.length
  }

  /** An independent list of the same items. */
  fork(): Sorted<Item> {
    this.#merge()
    this.#own = undefined
    return new Sorted(this.#compare, this.#flat)
  }

  add(item: Item): void {
    const undone = this.#removed.length > 0 ? indexOf(this.#removed, item, this.#compare) : -1
    if (undone >= 0) this.#removed = spliced(this.#removed, undone, 1)
    else if (!this.#insert(item))
      this.#added = spliced(this.#added, find(this.#added, item, this.#compare).index, 0, item)
    this.#mergeWhenDue()
  }

  remove(item: Item): void {
    const undone = this.#added.length > 0 ? indexOf(this.#added, item, this.#compare) : -1
    if (undone >= 0) this.#added = spliced(this.#added, undone, 1)
    else if (!this.#take(item))
      this.#removed = spliced(this.#removed, find(this.#removed, item, this.#compare).index, 0, item)
    this.#mergeWhenDue()
  }

  /** Inserts an item near the end of the own array. Returns false if its position is elsewhere. */
  #insert(item: Item): boolean {
    const own = this.#own
    if (!own) {
      if (this.#flat.length > 0 || this.#added.length > 0) return false
      // The first item of an empty list creates an array that belongs to the list.
      this.#own = [item]
      this.#flat = this.#own
      return true
    }
    let slot = own.length
    const least = Math.max(this.#first, slot - inPlaceDistance)
    while (slot > least && this.#compare(own[slot - 1] as Item, item) > 0) slot -= 1
    if (slot === least && slot > this.#first && this.#compare(own[slot - 1] as Item, item) > 0) return false
    own.push(item)
    for (let index = own.length - 1; index > slot; index -= 1) own[index] = own[index - 1] as Item
    own[slot] = item
    return true
  }

  /** Removes the first item, or one near the end of the own array. Returns false if it is elsewhere. */
  #take(item: Item): boolean {
    const flat = this.#flat
    if (this.#first < flat.length && this.#compare(flat[this.#first] as Item, item) === 0) {
      this.#first += 1
      while (this.#removed.length > 0 && this.#compare(flat[this.#first] as Item, this.#removed[0] as Item) === 0) {
        this.#first += 1
        this.#removed = this.#removed.slice(1)
      }
      return true
    }
    const own = this.#own
    if (!own) return false
    const least = Math.max(this.#first, own.length - inPlaceDistance)
    for (let slot = own.length - 1; slot >= least; slot -= 1) {
      if (this.#compare(own[slot] as Item, item) !== 0) continue
      for (let index = slot; index < own.length - 1; index += 1) own[index] = own[index + 1] as Item
      own.pop()
      return true
    }
    return false
  }

  /** The first item, or undefined if the list is empty. */
  first(): Item | undefined {
    if (this.#removed.length === 0) {
      const flat = this.#flat[this.#first]
      const added = this.#added[0]
      if (flat === undefined || (added !== undefined && this.#compare(added, flat) < 0)) return added
      return flat
    }
    return this.fromEnd(this.size - 1, 1)[0]
  }

  /** Up to `count` items from the last to the first, after the first `start` of them. */
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
      if (flat > first && removed > 0 && this.#compare(this.#removed[removed - 1] as Item, item as Item) === 0) {
        removed -= 1
        flat -= 1
      } else if (flat > first && (added === 0 || this.#compare(this.#added[added - 1] as Item, item as Item) < 0)) {
        items.push(item as Item)
        flat -= 1
      } else {
        items.push(this.#added[added - 1] as Item)
        added -= 1
      }
    }
    return items
  }

  /** The current items, first to last. Later changes do not affect the iteration. */
  *[Symbol.iterator](): Generator<Item> {
    const items = this.#merged()
    const first = items === this.#flat ? this.#first : 0
    // The iteration reads this array, so that it must not be changed in place any more.
    if (items === this.#flat) this.#own = undefined
    for (let index = first; index < items.length; index += 1) yield items[index] as Item
  }

  /** How many of the added items are at `position` or before it. */
  #addedUpTo(position: number): number {
    let low = 0
    let high = this.#added.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const item = this.#added[middle] as Item
      const rank =
        middle +
        find(this.#flat, item, this.#compare, this.#first).index -
        this.#first -
        find(this.#removed, item, this.#compare).index
      if (rank <= position) low = middle + 1
      else high = middle
    }
    return low
  }

  /** How many removed items are before the base item that is number `kept` among those that are left. */
  #removedWithin(kept: number): number {
    let low = 0
    let high = this.#removed.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const rank =
        find(this.#flat, this.#removed[middle] as Item, this.#compare, this.#first).index - this.#first - middle
      if (rank < kept) low = middle + 1
      else high = middle
    }
    return low
  }

  #mergeWhenDue(): void {
    const changes = this.#added.length + this.#removed.length
    const { length } = this.#flat
    if (changes > minMergedChanges && changes * changes > 16 * length) this.#merge()
    else if (this.#first > minMergedChanges && this.#first * 2 > length) this.#merge()
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

  /** All items in order: the base itself if nothing has changed, otherwise a new array. */
  #merged(): readonly Item[] {
    const [flat, added, removed] = [this.#flat, this.#added, this.#removed]
    if (added.length === 0 && removed.length === 0) return flat
    const merged: Item[] = []
    let [copied, adding, removing] = [this.#first, 0, 0]
    while (adding < added.length || removing < removed.length) {
      const adds =
        removing === removed.length ||
        (adding < added.length && this.#compare(added[adding] as Item, removed[removing] as Item) < 0)
      const item = (adds ? added[adding++] : removed[removing++]) as Item
      // Between two changes, items of the base are copied without comparisons.
      for (const { index } = find(flat, item, this.#compare, this.#first); copied < index; copied += 1)
        merged.push(flat[copied] as Item)
      if (adds) merged.push(item)
      else copied += 1
    }
    for (; copied < flat.length; copied += 1) merged.push(flat[copied] as Item)
    return merged
  }
}

function spliced<Item>(changes: readonly Item[], index: number, removed: number, ...added: Item[]): readonly Item[] {
  if (changes.length <= maxCopiedChanges) return changes.toSpliced(index, removed, ...added)
  const own = changes as Item[]
  own.splice(index, removed, ...added)
  return own
}

/** The index of an item in a sorted array, or -1. */
function indexOf<Item>(list: readonly Item[], item: Item, compare: Compare<Item>): number {
  const { index, found } = find(list, item, compare)
  return found ? index : -1
}

/** The index of an item in a sorted array, or where it would be inserted. */
function find<Item>(
  list: readonly Item[],
  item: Item,
  compare: Compare<Item>,
  first = 0,
): { index: number; found: boolean } {
  let low = first
  let high = list.length
  // Most new items are the last.
  if (high > first && compare(list[high - 1] as Item, item) < 0) return { index: high, found: false }
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(list[middle] as Item, item) < 0) low = middle + 1
    else high = middle
  }
  return { index: low, found: low < list.length && compare(list[low] as Item, item) === 0 }
}
