import { eachInSlices, type Sliced, sortInSlices } from './slices.ts'
import { type Compare, Sorted } from './sorted.ts'

/**
 * Indexes over a shared base. Each stores only what differs from the base, and `seal` turns its content into the
 * base of other indexes.
 */

/** The key of an item, from the item and its position. An item whose key is null is in no list. */
type KeyOf<Item> = (item: Item, index: number) => string | null

/** A sorted list of items per key. */
export class ListIndex<Item> {
  readonly #compare: Compare<Item>
  readonly #base: ReadonlyMap<string, Sorted<Item>> | undefined
  #own: Map<string, Sorted<Item>> | undefined

  constructor(compare: Compare<Item>, base?: ReadonlyMap<string, Sorted<Item>>) {
    this.#compare = compare
    this.#base = base
  }

  of(key: string): Sorted<Item> | undefined {
    return this.#own?.get(key) ?? this.#base?.get(key)
  }

  add(key: string, item: Item): void {
    this.#writable(key).add(item)
  }

  remove(key: string, item: Item): void {
    const list = this.#writable(key)
    list.remove(item)
    if (list.size === 0 && !this.#base?.has(key)) this.#own?.delete(key)
  }

  /** Fills an empty index. */
  *load(items: readonly Item[], keyOf: KeyOf<Item>, isSorted = false): Sliced<void> {
    const own = (this.#own = new Map<string, Sorted<Item>>())
    for (const [key, group] of yield* groups(items, keyOf))
      own.set(key, new Sorted(this.#compare, isSorted ? group : yield* sortInSlices(group, this.#compare)))
  }

  /** Fills an empty index with the one list of a key, which is in order and belongs to it from now on. */
  loadList(key: string, items: readonly Item[]): void {
    this.#own = items.length === 0 ? new Map() : new Map([[key, new Sorted(this.#compare, items)]])
  }

  /** The current content as the base of other indexes. */
  seal(): ReadonlyMap<string, Sorted<Item>> {
    const sealed = new Map(this.#base)
    for (const [key, list] of this.#own ?? []) sealed.set(key, list.fork())
    return sealed
  }

  #writable(key: string): Sorted<Item> {
    this.#own ??= new Map()
    let list = this.#own.get(key)
    if (!list) {
      list = this.#base?.get(key)?.fork() ?? new Sorted(this.#compare)
      this.#own.set(key, list)
    }
    return list
  }
}

const none: readonly never[] = []

/** The items of one key, in order. A single item is stored without an array, because most keys have one item. */
export type Few<Item> = Item | readonly Item[]

/** A short array of items per key, for keys that have few. */
export class LookupIndex<Item extends { readonly uuid: string }> {
  readonly #compare: Compare<Item>
  readonly #base: ReadonlyMap<string, Few<Item>> | undefined
  #own: Map<string, Few<Item>> | undefined

  constructor(compare: Compare<Item>, base?: ReadonlyMap<string, Few<Item>>) {
    this.#compare = compare
    this.#base = base
  }

  of(key: string): readonly Item[] {
    return toItems(this.#few(key))
  }

  has(key: string): boolean {
    const found = this.#few(key)
    return found !== undefined && !(isList(found) && found.length === 0)
  }

  add(key: string, item: Item): void {
    const items = this.of(key)
    if (items.length === 0) this.#set(key, item)
    else this.#set(key, items.toSpliced(items.findLastIndex((one) => this.#compare(one, item) < 0) + 1, 0, item))
  }

  remove(key: string, item: Item): void {
    const kept = this.of(key).filter((one) => one.uuid !== item.uuid)
    if (kept.length === 0 && !this.#base?.has(key)) this.#own?.delete(key)
    else this.#set(key, kept)
  }

  /** Fills an empty index. */
  *load(items: readonly Item[], keyOf: KeyOf<Item>, isSorted = false): Sliced<void> {
    const own = (this.#own = new Map<string, Few<Item>>())
    yield* eachInSlices(items, (item, index) => {
      const key = keyOf(item, index)
      if (key === null) return
      const found = own.get(key)
      if (found === undefined) own.set(key, item)
      else own.set(key, isSorted ? [...toItems(found), item] : [...toItems(found), item].toSorted(this.#compare))
    })
  }

  /** The current content as the base of other indexes. This one must not be changed any more. */
  seal(): ReadonlyMap<string, Few<Item>> {
    // The map of an index with many keys is large.
    if (!this.#base && this.#own) return this.#own
    const sealed = new Map(this.#base)
    for (const [key, found] of this.#own ?? []) sealed.set(key, found)
    return sealed
  }

  #few(key: string): Few<Item> | undefined {
    return this.#own?.get(key) ?? (this.#base && this.#base.size > 0 ? this.#base.get(key) : undefined)
  }

  #set(key: string, found: Few<Item>): void {
    this.#own ??= new Map()
    this.#own.set(key, found)
  }
}

function* groups<Item>(items: readonly Item[], keyOf: KeyOf<Item>): Sliced<ReadonlyMap<string, Item[]>> {
  const groups = new Map<string, Item[]>()
  yield* eachInSlices(items, (item, index) => {
    const key = keyOf(item, index)
    if (key === null) return
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  })
  return groups
}

export function toItems<Item>(found: Few<Item> | undefined): readonly Item[] {
  return found === undefined ? none : isList(found) ? found : [found]
}

function isList<Item>(found: Item | readonly Item[]): found is readonly Item[] {
  return Array.isArray(found)
}
