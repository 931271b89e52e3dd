import { type Identified, RowDatabase, Stored } from './database.ts'
import { ListIndex, LookupIndex } from './indexes.ts'
import { SearchIndex } from './search.ts'
import type { Sorted } from './sorted.ts'

type KeyOf<Row> = (row: Row) => string | null

interface Index<Row extends Identified> {
  add(key: string, item: Stored<Row>): void
  remove(key: string, item: Stored<Row>): void
}

/** What a table keeps beside its rows, each maintained with every write. */
export interface TableShape<Row extends Identified> {
  /** When a row was created. */
  readonly at: (row: Row) => string
  /** Lists in order of creation, by a key of the row; a row without the key is in no list. */
  readonly lists: Readonly<Record<string, KeyOf<Row>>>
  /** A few rows by a key. */
  readonly lookups: Readonly<Record<string, KeyOf<Row>>>
  /** The text that `search` looks in, in lower case. */
  readonly text?: ((row: Row) => string) | undefined
}

/** A write: `before` is undefined for a new row, `after` for a removed one. */
export type WriteListener<Row extends Identified> = (before: Stored<Row> | undefined, after: Stored<Row> | undefined) => void

/** Rows in order of creation: by time, and within a second as they came. */
export function byCreation<Row extends Identified>(a: Stored<Row>, b: Stored<Row>): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.sequence - b.sequence
}

/** The rows a world starts from: shared by all worlds made of it, and never changed. */
export interface TableBase<Row extends Identified> {
  readonly rows: RowDatabase<Row>
  readonly lists: Readonly<Record<string, ReadonlyMap<string, Sorted<Stored<Row>>>>>
  readonly lookups: Readonly<Record<string, ReadonlyMap<string, Stored<Row> | readonly Stored<Row>[]>>>
  readonly sequence: number
  /** Made by the first search of any world; the rows it is made of do not change. */
  search?: SearchIndex<Stored<Row>>
}

const everything = ''

/**
 * A table of immutable rows: the start of a scenario (shared), and what has changed since (its own).
 * An update replaces the row. Whatever must follow a write (undo, joins, listeners) hangs on `onWrite`.
 */
export class Table<Row extends Identified> {
  readonly #shape: TableShape<Row>
  readonly #base: TableBase<Row> | undefined
  readonly #lists: Record<string, ListIndex<Stored<Row>>> = {}
  readonly #lookups: Record<string, LookupIndex<Stored<Row>>> = {}
  /** All of them once more, flat: what every write walks through. */
  readonly #indexes: { readonly keyOf: KeyOf<Row>; readonly index: Index<Row>; readonly ordered: boolean }[] = []
  #onWrite: WriteListener<Row> = () => {}
  #own: RowDatabase<Row> | undefined
  #gone = new Set<string>()
  #sequence: number
  /** A search index over rows that came after the base, and the rows written since it was built. */
  #search: { readonly index: SearchIndex<Stored<Row>>; readonly written: Set<string> } | undefined

  constructor(shape: TableShape<Row>, base?: TableBase<Row>) {
    this.#shape = { ...shape, lists: { all: () => everything, ...shape.lists } }
    this.#base = base
    this.#sequence = base?.sequence ?? 0
    for (const [name, keyOf] of Object.entries(this.#shape.lists)) {
      const index = new ListIndex<Stored<Row>>(byCreation, base?.lists[name])
      this.#lists[name] = index
      this.#indexes.push({ keyOf, index, ordered: true })
    }
    for (const [name, keyOf] of Object.entries(this.#shape.lookups)) {
      const index = new LookupIndex<Stored<Row>>(base?.lookups[name])
      this.#lookups[name] = index
      this.#indexes.push({ keyOf, index, ordered: false })
    }
  }

  onWrite(listener: WriteListener<Row>): void {
    this.#onWrite = listener
  }

  get(uuid: string): Row | undefined {
    return this.stored(uuid)?.row
  }

  stored(uuid: string): Stored<Row> | undefined {
    return this.#own?.get(uuid) ?? (this.#gone.has(uuid) ? undefined : this.#base?.rows.get(uuid))
  }

  get size(): number {
    return this.list('all', everything)?.size ?? 0
  }

  insert(row: Row): Row {
    this.write(undefined, new Stored(row, this.#shape.at(row), this.#sequence++))
    return row
  }

  replace(row: Row): Row {
    const before = this.stored(row.uuid)
    if (!before) throw new Error(`There is no row ${row.uuid} to replace`)
    this.write(before, new Stored(row, this.#shape.at(row), before.sequence))
    return row
  }

  /** Writes a row into the place it had before: for what comes back from where it was kept. */
  put(row: Row, sequence: number): void {
    this.write(this.stored(row.uuid), new Stored(row, this.#shape.at(row), sequence))
    this.#sequence = Math.max(this.#sequence, sequence + 1)
  }

  remove(uuid: string): void {
    const before = this.stored(uuid)
    if (before) this.write(before, undefined)
  }

  /** One write, either way round: undoing it is the same write with its sides exchanged. */
  write(before: Stored<Row> | undefined, after: Stored<Row> | undefined): void {
    this.#store(before, after)
    this.#reindex(before, after)
    this.#search?.written.add((after ?? before)?.uuid ?? '')
    this.#onWrite(before, after)
  }

  /** Takes the rows of an empty table at once. */
  load(rows: readonly Row[]): void {
    const stored = rows.map((row) => new Stored(row, this.#shape.at(row), this.#sequence++))
    this.#own = new RowDatabase()
    for (const one of stored) this.#own.create(one)
    for (const [name, key] of Object.entries(this.#shape.lists)) {
      this.#lists[name]?.load(keyed(stored, key))
    }
    for (const [name, key] of Object.entries(this.#shape.lookups)) {
      for (const [text, one] of keyed(stored, key)) this.#lookups[name]?.add(text, one)
    }
    for (const one of stored) this.#onWrite(undefined, one)
  }

  /** What the table holds now, as the base of others. Only for a table that has none itself. */
  seal(): TableBase<Row> {
    return {
      rows: this.#own ?? new RowDatabase(),
      lists: mapValues(this.#lists, (index) => index.seal()),
      lookups: mapValues(this.#lookups, (index) => index.seal()),
      sequence: this.#sequence,
    }
  }

  /** Back to the base. Costs what has changed since. */
  reset(): void {
    this.#own?.entities.clear()
    if (this.#gone.size > 0) this.#gone = new Set()
    for (const index of Object.values(this.#lists)) index.reset()
    for (const index of Object.values(this.#lookups)) index.reset()
    this.#sequence = this.#base?.sequence ?? 0
    this.#search = undefined
  }

  /** The list of a key in order of creation. What it holds may be older than the row: `fresh` reads it anew. */
  list(name: string, key: string): Sorted<Stored<Row>> | undefined {
    return this.#lists[name]?.of(key)
  }

  /** The rows of a key, oldest first. */
  lookup(name: string, key: string): Row[] {
    return (this.#lookups[name]?.of(key) ?? []).map((one) => this.fresh(one))
  }

  fresh(stored: Stored<Row>): Row {
    return this.get(stored.uuid) ?? stored.row
  }

  /** All rows, oldest first. */
  rows(): Row[] {
    return Array.from(this.list('all', everything) ?? [], (one) => this.fresh(one))
  }

  /** The rows with these ids, oldest first. */
  inOrder(uuids: Iterable<string>): Row[] {
    const found = Array.from(uuids, (uuid) => this.stored(uuid)).filter((one) => one !== undefined)
    return found.toSorted(byCreation).map((one) => one.row)
  }

  /** The rows whose text contains a word (lower case already), oldest first. */
  search(word: string): Stored<Row>[] {
    const text = this.#shape.text
    if (!text) return []
    const { index, written } = this.#searchable(text)
    const found = index.find(word).filter((one) => !written.has(one.uuid))
    const fromOwn: Stored<Row>[] = []
    for (const uuid of written) {
      const one = this.stored(uuid)
      if (one && text(one.row).includes(word)) fromOwn.push(one)
    }
    return fromOwn.length === 0 ? found : [...found, ...fromOwn].toSorted(byCreation)
  }

  /** An index, and the ids of the rows it no longer speaks for. */
  #searchable(text: (row: Row) => string): { index: SearchIndex<Stored<Row>>; written: Pick<Set<string>, 'has' | typeof Symbol.iterator> } {
    const textOf = (one: Stored<Row>) => text(one.row)
    const changed = (this.#own?.entities.size ?? 0) + this.#gone.size
    if (!this.#search && this.#base && (changed < 500 || changed * 20 < this.#base.rows.entities.size)) {
      this.#base.search ??= new SearchIndex([...this.#base.rows.entities.values()].toSorted(byCreation), textOf)
      return { index: this.#base.search, written: changed === 0 ? new Set() : new Set([...(this.#own?.entities.keys() ?? []), ...this.#gone]) }
    }
    if (!this.#search || (this.#search.written.size > 500 && this.#search.written.size * 20 > this.#search.index.size)) {
      const stored = Array.from(this.list('all', everything) ?? [], (one) => this.stored(one.uuid) ?? one)
      this.#search = { index: new SearchIndex(stored, textOf), written: new Set() }
    }
    return this.#search
  }

  #store(before: Stored<Row> | undefined, after: Stored<Row> | undefined): void {
    this.#own ??= new RowDatabase()
    if (after) {
      const own = before && this.#own.get(before.uuid)
      if (own) this.#own.update(own, after)
      else this.#own.create(after)
      this.#gone.delete(after.uuid)
    } else if (before) {
      this.#own.delete(before.uuid)
      if (this.#base?.rows.get(before.uuid)) this.#gone.add(before.uuid)
    }
  }

  #reindex(before: Stored<Row> | undefined, after: Stored<Row> | undefined): void {
    const moved = !before || !after || byCreation(before, after) !== 0
    for (const { keyOf, index, ordered } of this.#indexes) {
      const from = before ? keyOf(before.row) : null
      const to = after ? keyOf(after.row) : null
      if (from === to && !(moved && ordered)) continue
      if (before && from !== null) index.remove(from, before)
      if (after && to !== null) index.add(to, after)
    }
  }
}

function* keyed<Row extends Identified>(stored: readonly Stored<Row>[], keyOf: KeyOf<Row>): Generator<[string, Stored<Row>]> {
  for (const one of stored) {
    const key = keyOf(one.row)
    if (key !== null) yield [key, one]
  }
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
