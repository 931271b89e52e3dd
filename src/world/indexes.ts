import { Sorted } from './sorted.ts'
import { type BaseIndex, type OneOrMore, isList, toItems } from './table-base.ts'

/** Indexes over those of a shared base. Each stores only what differs from it. */

/** A sorted list of items per key. */
export class ListIndex<Item> {
  readonly #base: BaseIndex<Item, Sorted<Item>>
  #own: Map<string, Sorted<Item>> | undefined

  constructor(base: BaseIndex<Item, Sorted<Item>>) {
    this.#base = base
  }

  of(key: string): Sorted<Item> | undefined {
    return this.#own?.get(key) ?? this.#base.entries.value.get(key)
  }

  add(key: string, item: Item): void {
    this.#writable(key).add(item)
  }

  remove(key: string, item: Item): void {
    const list = this.#writable(key)
    list.remove(item)
    if (list.size === 0 && !this.#base.entries.value.has(key)) this.#own?.delete(key)
  }

  #writable(key: string): Sorted<Item> {
    this.#own ??= new Map()
    let list = this.#own.get(key)
    if (!list) {
      list = this.#base.entries.value.get(key)?.fork() ?? new Sorted(this.#base.compare)
      this.#own.set(key, list)
    }
    return list
  }
}

/** A short array of items per key, for keys that have few. */
export class LookupIndex<Item extends { readonly uuid: string }> {
  readonly #base: BaseIndex<Item, OneOrMore<Item>>
  #own: Map<string, OneOrMore<Item>> | undefined

  constructor(base: BaseIndex<Item, OneOrMore<Item>>) {
    this.#base = base
  }

  of(key: string): readonly Item[] {
    return toItems(this.#oneOrMore(key))
  }

  has(key: string): boolean {
    const found = this.#oneOrMore(key)
    return found !== undefined && !(isList(found) && found.length === 0)
  }

  add(key: string, item: Item): void {
    const items = this.of(key)
    if (items.length === 0) this.#set(key, item)
    else this.#set(key, items.toSpliced(items.findLastIndex((one) => this.#base.compare(one, item) < 0) + 1, 0, item))
  }

  remove(key: string, item: Item): void {
    const kept = this.of(key).filter((one) => one.uuid !== item.uuid)
    if (kept.length === 0 && !this.#base.entries.value.has(key)) this.#own?.delete(key)
    else this.#set(key, kept)
  }

  #oneOrMore(key: string): OneOrMore<Item> | undefined {
    return this.#own?.get(key) ?? this.#base.entries.value.get(key)
  }

  #set(key: string, found: OneOrMore<Item>): void {
    this.#own ??= new Map()
    this.#own.set(key, found)
  }
}
