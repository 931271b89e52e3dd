import { type Order, Sorted } from './sorted.ts'

/**
 * Indexes over a shared base: `seal` makes what was loaded the base, `fork` starts a second index over the
 * same base, `reset` forgets what changed since. Each costs what it changes.
 */

/** Lists in order, by key. */
export class ListIndex<Item> {
  readonly #order: Order<Item>
  readonly #base: ReadonlyMap<string, Sorted<Item>>
  #own = new Map<string, Sorted<Item>>()

  constructor(order: Order<Item>, base: ReadonlyMap<string, Sorted<Item>> = new Map()) {
    this.#order = order
    this.#base = base
  }

  of(key: string): Sorted<Item> | undefined {
    return this.#own.get(key) ?? this.#base.get(key)
  }

  add(key: string, item: Item): void {
    this.#writable(key).add(item)
  }

  remove(key: string, item: Item): void {
    this.#writable(key).remove(item)
  }

  /** Takes many items at once, in any order. */
  load(entries: Iterable<readonly [key: string, item: Item]>): void {
    const groups = new Map<string, Item[]>()
    for (const [key, item] of entries) {
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
    for (const [key, items] of groups) this.#own.set(key, new Sorted(this.#order, items.toSorted(this.#order)))
  }

  /** What is in the index now, as the base of others. */
  seal(): ReadonlyMap<string, Sorted<Item>> {
    return new Map([...this.#base, ...[...this.#own].map(([key, list]) => [key, list.fork()] as const)])
  }

  reset(): void {
    if (this.#own.size > 0) this.#own = new Map()
  }

  #writable(key: string): Sorted<Item> {
    let list = this.#own.get(key)
    if (!list) {
      list = this.#base.get(key)?.fork() ?? new Sorted(this.#order)
      this.#own.set(key, list)
    }
    return list
  }
}

/** A few items by key, in the order they came. A single item stands for itself: most keys have one. */
export class LookupIndex<Item extends { readonly uuid: string }> {
  readonly #base: ReadonlyMap<string, Item | readonly Item[]>
  #own = new Map<string, Item | readonly Item[]>()

  constructor(base: ReadonlyMap<string, Item | readonly Item[]> = new Map()) {
    this.#base = base
  }

  of(key: string): readonly Item[] {
    const found = this.#own.get(key) ?? this.#base.get(key)
    return found === undefined ? [] : isList(found) ? found : [found]
  }

  add(key: string, item: Item): void {
    const items = this.of(key)
    this.#own.set(key, items.length === 0 ? item : [...items, item])
  }

  remove(key: string, item: Item): void {
    this.#own.set(
      key,
      this.of(key).filter((one) => one.uuid !== item.uuid),
    )
  }

  seal(): ReadonlyMap<string, Item | readonly Item[]> {
    return new Map([...this.#base, ...this.#own])
  }

  reset(): void {
    if (this.#own.size > 0) this.#own = new Map()
  }
}

function isList<Item>(found: Item | readonly Item[]): found is readonly Item[] {
  return Array.isArray(found)
}
