import type { Sliced } from './slices.ts'
import { fieldSeparator, type Searched, Texts } from './texts.ts'
import { Trigrams } from './trigrams.ts'

/** Tables with fewer rows are not indexed: reading every text is as fast. */
const worthIndexing = 1_000
/**
 * How many searches build the index. Each builds a part of it and reads every text. The first search builds nothing: the
 * texts may have just been made for it.
 */
const searchesToIndex = 64

/** A searchable set of rows that never changes. Its index is built step by step by the searches. */
export class SearchIndex<Item> {
  readonly #items: readonly Item[]
  readonly #texts: Texts<Item>
  readonly #trigrams = new Trigrams()
  readonly #building: Sliced<void>
  #isSearched = false

  constructor(items: readonly Item[], searched: Searched<Item>) {
    this.#items = items
    this.#texts = new Texts(items, searched)
    this.#building = this.#trigrams.build(this.#texts)
  }

  get size(): number {
    return this.#items.length
  }

  /** Makes the texts, which the first search needs all of. */
  *prepare(): Sliced<void> {
    yield* this.#texts.prepare()
  }

  /** The items whose text contains `word` (folded already), in the order of the items. */
  find(word: string): Item[] {
    if (word.includes(fieldSeparator)) return []
    if (this.#isSearched) this.#buildOn()
    this.#isSearched = true
    const candidates = this.#trigrams.isBuilt ? this.#trigrams.candidates(word) : undefined
    const positions = candidates ?? this.#texts.containing(word)
    // What was read contains the word, and so does each text with its only three letters.
    const isCertain = !candidates || word.length === 3
    const found: Item[] = []
    for (let index = 0; index < positions.length; index += 1) {
      const position = positions[index] as number
      if (isCertain || this.#texts.at(position).includes(word)) found.push(this.#items[position] as Item)
    }
    return found
  }

  #buildOn(): void {
    if (this.size < worthIndexing || this.#trigrams.isBuilt) return
    const share = Math.ceil((2 * this.#texts.blocks) / searchesToIndex)
    let steps = 0
    while (steps <= share && !this.#building.next().done) steps += 1
  }
}
