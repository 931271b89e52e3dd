import type { Sliced } from './slices.ts'
import { fieldSeparator, type Searched, Texts } from './texts.ts'
import { Trigrams } from './trigrams.ts'

/** Tables with fewer rows are not indexed: reading every text is as fast. */
const worthIndexing = 1_000
/** After this many searches the index is complete. Until then, each search builds a part of it and reads every text. */
const searchesToIndex = 64

/** A searchable set of rows that never changes. Its index is built step by step by the searches. */
export class SearchIndex<Item> {
  readonly #items: readonly Item[]
  readonly #texts: Texts<Item>
  readonly #trigrams = new Trigrams()
  readonly #building: Sliced<void>

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
    const found: Item[] = []
    for (const position of this.#positionsOf(word)) found.push(this.#items[position] as Item)
    return found
  }

  #positionsOf(word: string): Iterable<number> {
    this.#buildOn()
    const candidates = this.#trigrams.isBuilt ? this.#trigrams.candidates(word) : undefined
    if (!candidates) return this.#texts.containing(word)
    return word.length === 3 ? candidates : candidates.filter((position) => this.#texts.at(position).includes(word))
  }

  #buildOn(): void {
    if (this.size < worthIndexing || this.#trigrams.isBuilt) return
    const share = Math.ceil((2 * this.#texts.blocks) / searchesToIndex)
    let steps = 0
    while (steps <= share && !this.#building.next().done) steps += 1
  }
}
