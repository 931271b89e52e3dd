import { gap, Texts } from './texts.ts'
import { Trigrams } from './trigrams.ts'

/** Below this, reading every text is as fast as looking it up. */
const worthIndexing = 1_000
/** A word that may be in more than one text of so many is found sooner by reading them all. */
const worthReadingAll = 8

/** Rows as they stood at one moment, ready to be searched. Built on the first search, never changed. */
export class SearchIndex<Item> {
  readonly #items: readonly Item[]
  readonly #texts: Texts
  readonly #trigrams: Trigrams | undefined

  constructor(items: readonly Item[], textOf: (item: Item) => string) {
    this.#items = items
    this.#texts = new Texts(items.length, (position) => textOf(items[position] as Item))
    this.#trigrams =
      items.length < worthIndexing ? undefined : new Trigrams(items.length, (position) => this.#texts.at(position))
  }

  get size(): number {
    return this.#items.length
  }

  /** The items whose text contains `word` (folded already), in the order of the items. */
  find(word: string): Item[] {
    if (word.includes(gap)) return []
    const candidates = this.#trigrams?.candidates(word)
    const readsAll = !candidates || candidates.length * worthReadingAll > this.#items.length
    const positions = readsAll
      ? this.#texts.containing(word)
      : candidates.filter((position) => this.#texts.at(position).includes(word))
    const found: Item[] = []
    for (const position of positions) found.push(this.#items[position] as Item)
    return found
  }
}

/** The rows that were written since an index was built: their texts, each made when it is first needed. */
export class WrittenTexts {
  readonly #texts = new Map<string, string | undefined>()
  readonly #textOf: (uuid: string) => string | undefined

  /** `textOf` answers the text of a row as it is now, or undefined when there is no such row. */
  constructor(textOf: (uuid: string) => string | undefined, uuids: Iterable<string> = []) {
    this.#textOf = textOf
    for (const uuid of uuids) this.#texts.set(uuid, undefined)
  }

  get size(): number {
    return this.#texts.size
  }

  has(uuid: string): boolean {
    return this.#texts.has(uuid)
  }

  note(uuid: string): void {
    this.#texts.set(uuid, undefined)
  }

  /** The ids of the rows whose text contains a word. */
  containing(word: string): string[] {
    const found: string[] = []
    for (const [uuid, known] of this.#texts) {
      const text = known ?? this.#textOf(uuid)
      if (text === undefined) continue
      if (known === undefined) this.#texts.set(uuid, text)
      if (text.includes(word)) found.push(uuid)
    }
    return found
  }
}
