import { SearchIndex, WrittenTexts } from './search.ts'
import { byCreation, type Identified, type Stored } from './stored.ts'
import type { Sliced } from './slices.ts'
import { fieldSeparator, type Searched, textOf } from './texts.ts'

/** Up to this many rows, or one in twenty of an index, are read one by one before the index is built anew. */
const maxUnindexed = 500

/** What the search needs of its table. */
interface SearchedTable<Row extends Identified> {
  get(uuid: string): Row | undefined
  stored(uuid: string): Stored<Row> | undefined
  readonly all: Iterable<Stored<Row>> | undefined
  changedIds(): Iterable<string>
}

/** The rows that all worlds of a base share, and their index, once one of them has searched. */
interface SearchedBase<Row extends Identified> {
  readonly inOrder: readonly Stored<Row>[]
  search?: SearchIndex<Stored<Row>>
}

/** The search over the texts of a table. The first search builds an index; rows written later are read one by one. */
export class TableSearch<Row extends Identified> {
  readonly #table: SearchedTable<Row>
  readonly #text: Searched<Row>
  readonly #base: SearchedBase<Row>
  #index: SearchIndex<Stored<Row>> | undefined
  #written: WrittenTexts | undefined

  constructor(table: SearchedTable<Row>, text: Searched<Row>, base: SearchedBase<Row>) {
    this.#table = table
    this.#text = text
    this.#base = base
  }

  /** To be called for every row that was written. */
  written(uuid: string): void {
    this.#written?.note(uuid)
  }

  /** The rows whose text contains a word (folded already), oldest first. */
  find(word: string): Stored<Row>[] {
    if (word.includes(fieldSeparator)) return []
    const { index, written } = this.#ready()
    const found = index.find(word)
    if (written.size === 0) return found
    const still = found.filter((one) => !written.has(one.uuid))
    const rewritten = written
      .containing(word)
      .map((uuid) => this.#table.stored(uuid))
      .filter((one) => one !== undefined)
    return rewritten.length === 0 ? still : [...still, ...rewritten].toSorted(byCreation)
  }

  /** Makes the texts before somebody searches in them. */
  *prepare(): Sliced<void> {
    yield* this.#ready().index.prepare()
  }

  #ready(): { readonly index: SearchIndex<Stored<Row>>; readonly written: WrittenTexts } {
    if (!this.#index || !this.#written) this.#startFromBase()
    const written = this.#written
    const index = this.#index
    if (index && written && (written.size <= maxUnindexed || written.size * 20 <= index.size)) return { index, written }
    return this.#rebuild()
  }

  /** The index of the base is shared by all worlds made of it. */
  #startFromBase(): void {
    this.#base.search ??= this.#indexOf(this.#base.inOrder)
    this.#index = this.#base.search
    this.#written = new WrittenTexts((uuid) => this.#textOf(uuid), this.#table.changedIds())
  }

  #rebuild() {
    const rows = Array.from(this.#table.all ?? [], (one) => this.#table.stored(one.uuid) ?? one)
    const index = (this.#index = this.#indexOf(rows))
    const written = (this.#written = new WrittenTexts((uuid) => this.#textOf(uuid)))
    return { index, written }
  }

  #indexOf(rows: readonly Stored<Row>[]): SearchIndex<Stored<Row>> {
    const { parts, fold } = this.#text
    return new SearchIndex(rows, { parts: ({ row }) => parts(row), fold })
  }

  #textOf(uuid: string): string | undefined {
    const row = this.#table.get(uuid)
    return row && textOf(this.#text, row)
  }
}
