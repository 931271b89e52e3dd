import { Trigrams } from './trigrams.ts'

/** Below this, reading every text is as fast as looking it up. */
const worthIndexing = 200

/** Rows as they stood at one moment, ready to be searched. Built on the first search, never changed. */
export class SearchIndex<Item> {
  readonly #items: readonly Item[]
  readonly #text: (item: Item) => string
  readonly #trigrams: Trigrams | undefined

  constructor(items: readonly Item[], text: (item: Item) => string) {
    this.#items = items
    this.#text = text
    this.#trigrams = items.length < worthIndexing ? undefined : new Trigrams(items.length, (position) => text(items[position] as Item))
  }

  get size(): number {
    return this.#items.length
  }

  /** The items whose text contains `word` (lower case already), in the order of the items. */
  find(word: string): Item[] {
    const candidates = this.#trigrams?.candidates(word)
    if (!candidates) return this.#items.filter((item) => this.#text(item).includes(word))
    const found: Item[] = []
    for (const position of candidates) {
      const item = this.#items[position] as Item
      if (this.#text(item).includes(word)) found.push(item)
    }
    return found
  }
}
