import type { Sliced } from './slices.ts'

/**
 * How many texts are joined into one string. More make scans faster, but one text beyond Latin-1 doubles the whole
 * string.
 */
const perBlock = 256
/** Separates the fields of a text. It never occurs in a search word. */
export const fieldSeparator = '\0'
/** After each text. */
const textEnd = fieldSeparator + fieldSeparator

/** What is searched in: the fields of an item, and what makes them and a word comparable. */
export interface Searched<Item> {
  readonly parts: (item: Item) => readonly (string | null)[]
  /** Folds case and the like. May be called for many texts at once. */
  readonly fold: (text: string) => string
}

/** The text of one item. */
export function textOf<Item>({ parts, fold }: Searched<Item>, item: Item): string {
  return fold(joined(parts(item)))
}

const joined = (parts: readonly (string | null)[]) => parts.filter(Boolean).join(fieldSeparator)

/** The texts of many items that never change. They are joined in blocks, which a search reads at once. */
export class Texts<Item> {
  readonly #items: readonly Item[]
  readonly #searched: Searched<Item>
  readonly #blocks: string[] = []
  /** Where each text of a block begins, and where the last one ends. */
  readonly #starts: Uint32Array[] = []

  constructor(items: readonly Item[], searched: Searched<Item>) {
    this.#items = items
    this.#searched = searched
  }

  readonly perBlock = perBlock

  get blocks(): number {
    return Math.ceil(this.#items.length / perBlock)
  }

  /** Makes the blocks that were not read yet. */
  *prepare(): Sliced<void> {
    for (let index = 0; index < this.blocks; index += 1) {
      if (this.#starts[index]) continue
      this.starts(index)
      yield
    }
  }

  /** The texts of a block, one after the other. */
  block(index: number): string {
    return (this.#blocks[index] ??= this.#join(index))
  }

  /** Where the texts of a block begin, and one place more, where they end. */
  starts(index: number): Uint32Array {
    return (this.#starts[index] ??= this.#find(index))
  }

  at(position: number): string {
    const block = Math.floor(position / perBlock)
    const starts = this.starts(block)
    const place = position % perBlock
    return this.block(block).slice(starts[place], (starts[place + 1] ?? 0) - textEnd.length)
  }

  /** Positions of the texts that contain a word, in order. */
  containing(word: string): number[] {
    const found: number[] = []
    for (let index = 0; index < this.blocks; index += 1) {
      const text = this.block(index)
      let at = text.indexOf(word)
      if (at === -1) continue
      const starts = this.starts(index)
      for (let place = 0; at !== -1 && at < text.length; at = text.indexOf(word, starts[place])) {
        while ((starts[place + 1] ?? Infinity) <= at) place += 1
        found.push(index * perBlock + place)
        place += 1
      }
    }
    return found
  }

  #itemsOf(index: number): readonly Item[] {
    return this.#items.slice(index * perBlock, (index + 1) * perBlock)
  }

  #join(index: number): string {
    const { parts, fold } = this.#searched
    const fields: string[] = []
    for (const item of this.#itemsOf(index)) {
      const first = fields.length
      for (const part of parts(item)) if (part) fields.push(part)
      if (fields.length === first) fields.push('')
      // An empty last field, so that each text ends with two separators, as every text does.
      fields.push('')
    }
    return fold(`${fields.join(fieldSeparator)}${fieldSeparator}`)
  }

  #find(index: number): Uint32Array {
    const items = this.#itemsOf(index)
    const text = this.block(index)
    const starts = new Uint32Array(items.length + 1)
    let at = 0
    for (let place = 1; place <= items.length; place += 1) {
      at = text.indexOf(textEnd, at) + textEnd.length
      starts[place] = at
    }
    if (at === text.length) return starts
    // A field contains the separator. That is rare, so that each text is folded again for its length.
    let start = 0
    for (const [place, item] of items.entries()) {
      starts[place] = start
      start += textOf(this.#searched, item).length + textEnd.length
    }
    starts[items.length] = start
    return starts
  }
}
