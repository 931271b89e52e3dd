import { SearchIndex } from './search.ts'
import { byCreation, type Identified, type Stored } from './stored.ts'
import type { Prepared, Sliced } from './slices.ts'
import { fieldSeparator, type Searched, textOf } from './texts.ts'

/** Up to this many rows, or one in twenty of an index, are read one by one before the index is built anew. */
const maxUnindexed = 500

/** What the search needs of its table. */
interface SearchedTable<Row extends Identified> {
  stored(uuid: string): Stored<Row> | undefined
  readonly all: Iterable<Stored<Row>> | undefined
  changedIds(): Iterable<string>
}

/** The rows that all worlds of a base share, and their index, once one of them has searched. */
interface SearchedBase<Row extends Identified> {
  readonly inOrder: Prepared<readonly Stored<Row>[]>
  search?: SearchIndex<Stored<Row>>
}

/** The search over the texts of a table. It has an index, and reads the rows that were written later one by one. */
export class TableSearch<Row extends Identified> {
  readonly #table: SearchedTable<Row>
  readonly #text: Searched<Row>
  #index: SearchIndex<Stored<Row>>
  /** The texts of the rows that the index does not have as they are now, each made when it is first needed. */
  readonly #written = new Map<string, string | undefined>()

  constructor(table: SearchedTable<Row>, text: Searched<Row>, base: SearchedBase<Row>) {
    this.#table = table
    this.#text = text
    // The index of the base is shared by all worlds made of it.
    this.#index = base.search ??= this.#indexOf(base.inOrder.value)
    for (const uuid of table.changedIds()) this.written(uuid)
  }

  /** To be called for every row that was written. */
  written(uuid: string): void {
    this.#written.set(uuid, undefined)
  }

  /** The rows whose text contains a word (folded already), oldest first. */
  find(word: string): Stored<Row>[] {
    if (word.includes(fieldSeparator)) return []
    this.#rebuildWhenDue()
    const found = this.#index.find(word)
    if (this.#written.size === 0) return found
    const unchanged = found.filter((one) => !this.#written.has(one.uuid))
    const rewritten = this.#findWritten(word)
    return rewritten.length === 0 ? unchanged : [...unchanged, ...rewritten].toSorted(byCreation)
  }

  /** Makes the texts before somebody searches in them. */
  *prepare(): Sliced<void> {
    this.#rebuildWhenDue()
    yield* this.#index.prepare()
  }

  #rebuildWhenDue(): void {
    const { size } = this.#written
    if (size <= maxUnindexed || size * 20 <= this.#index.size) return
    this.#index = this.#indexOf(Array.from(this.#table.all ?? [], (one) => this.#table.stored(one.uuid) ?? one))
    this.#written.clear()
  }

  #indexOf(rows: readonly Stored<Row>[]): SearchIndex<Stored<Row>> {
    const { parts, fold } = this.#text
    return new SearchIndex(rows, { parts: ({ row }) => parts(row), fold })
  }

  /** The written rows whose text contains a word. */
  #findWritten(word: string): Stored<Row>[] {
    const found: Stored<Row>[] = []
    for (const [uuid, known] of this.#written) {
      const stored = this.#table.stored(uuid)
      if (!stored) continue
      const text = known ?? textOf(this.#text, stored.row)
      if (known === undefined) this.#written.set(uuid, text)
      if (text.includes(word)) found.push(stored)
    }
    return found
  }
}
