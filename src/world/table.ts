import { type Identified, RowDatabase, Stored } from './database.ts'
import { type Few, ListIndex, LookupIndex, toItems } from './indexes.ts'
import { SearchIndex, WrittenTexts } from './search.ts'
import type { Sorted } from './sorted.ts'
import { gap } from './texts.ts'

type KeyOf<Row> = (row: Row) => string | null

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
export type WriteListener<Row extends Identified> = (
  before: Stored<Row> | undefined,
  after: Stored<Row> | undefined,
) => void

/** Rows in order of creation: by time, and within a second as they came. Rows of two tabs may have come with the same number. */
export function byCreation<Row extends Identified>(a: Stored<Row>, b: Stored<Row>): number {
  if (a === b) return 0
  if (a.at === b.at) return a.sequence - b.sequence || (a.uuid === b.uuid ? 0 : a.uuid < b.uuid ? -1 : 1)
  return a.at < b.at ? -1 : 1
}

/** The rows a world starts from: shared by all worlds made of it, and never changed. */
export interface TableBase<Row extends Identified> {
  readonly rows: RowDatabase<Row>
  readonly lists: Readonly<Record<string, ReadonlyMap<string, Sorted<Stored<Row>>>>>
  readonly lookups: Readonly<Record<string, ReadonlyMap<string, Few<Stored<Row>>>>>
  readonly sequence: number
  /** Made by the first search of any world; the rows it is made of do not change. */
  search?: SearchIndex<Stored<Row>>
}

/** What has changed since the base. */
interface Changes<Row extends Identified> {
  readonly rows: RowDatabase<Row>
  /** The ids of rows of the base that were removed. */
  gone: Set<string> | undefined
  readonly lists: Readonly<Record<string, ListIndex<Stored<Row>>>>
  readonly lookups: Readonly<Record<string, LookupIndex<Stored<Row>>>>
  /** The same lists and lookups, as a write goes through them. */
  readonly indexes: readonly {
    readonly keyOf: KeyOf<Row>
    readonly index: ListIndex<Stored<Row>> | LookupIndex<Stored<Row>>
  }[]
}

/** An index that speaks for all rows but those written since it was built. */
interface Search<Row extends Identified> {
  readonly index: SearchIndex<Stored<Row>>
  readonly written: WrittenTexts
}

const everything = ''
/** Up to this many rows, or one in twenty of an index, are read one by one before it is built anew. */
const fewWritten = 500

/**
 * A table of immutable rows: the start of a scenario (shared), and what has changed since (its own).
 * An update replaces the row. Whatever must follow a write (undo, joins, listeners) hangs on `onWrite`.
 */
export class Table<Row extends Identified> {
  readonly #shape: TableShape<Row>
  readonly #base: TableBase<Row> | undefined
  #onWrite: WriteListener<Row> | undefined
  /** Made by the first write, so that a table which is only read costs next to nothing. */
  #changes: Changes<Row> | undefined
  #sequence: number
  /** Made by the first search, and kept up with writes. */
  #search: Search<Row> | undefined

  constructor(shape: TableShape<Row>, base?: TableBase<Row>) {
    this.#shape = shape
    this.#base = base
    this.#sequence = base?.sequence ?? 0
  }

  onWrite(listener: WriteListener<Row>): void {
    this.#onWrite = listener
  }

  get(uuid: string): Row | undefined {
    return this.stored(uuid)?.row
  }

  stored(uuid: string): Stored<Row> | undefined {
    const changes = this.#changes
    return changes?.rows.get(uuid) ?? (changes?.gone?.has(uuid) ? undefined : this.#base?.rows.get(uuid))
  }

  get size(): number {
    return this.list('all', everything)?.size ?? 0
  }

  insert(row: Row): Row {
    return this.create(row).row
  }

  /** Inserts a row, and answers how it is kept: for whoever writes it again. */
  create(row: Row): Stored<Row> {
    if (this.stored(row.uuid)) throw new Error(`There is a row ${row.uuid} already`)
    const after = new Stored(row, this.#shape.at(row), this.#sequence++)
    this.write(undefined, after)
    return after
  }

  replace(row: Row): Row {
    const before = this.stored(row.uuid)
    if (!before) throw new Error(`There is no row ${row.uuid} to replace`)
    this.write(before, new Stored(row, this.#shape.at(row), before.sequence))
    return row
  }

  /**
   * Writes over a row as it is kept, and answers how it is kept then: for whoever writes it more than once. What this
   * world wrote itself stays where it is, and costs little more than its lists; an attempt cannot undo that.
   */
  update(before: Stored<Row>, row: Row): Stored<Row> {
    const changes = (this.#changes ??= this.#open())
    const at = this.#shape.at(row)
    if (at !== before.at || changes.rows.get(before.uuid) !== before) {
      const after = new Stored(row, at, before.sequence)
      this.write(before, after)
      return after
    }
    const old = new Stored(before.row, at, before.sequence)
    before.row = row
    this.#follow(changes, old, before)
    return before
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
    const changes = (this.#changes ??= this.#open())
    this.#store(changes, before, after)
    this.#follow(changes, before, after)
  }

  /** Takes the rows of an empty table at once. Nobody is told of them. */
  load(rows: readonly Row[]): void {
    const { rows: database, lists, lookups } = (this.#changes = this.#open())
    const stored = rows.map((row) => new Stored(row, this.#shape.at(row), this.#sequence++))
    for (const one of stored) database.entities.set(one.uuid, one)
    if (database.entities.size < rows.length) throw new Error('Two rows have the same id')
    lists['all']?.load(keyed(stored, () => everything))
    for (const [name, keyOf] of Object.entries(this.#shape.lists)) lists[name]?.load(keyed(stored, keyOf))
    for (const [name, keyOf] of Object.entries(this.#shape.lookups)) lookups[name]?.load(keyed(stored, keyOf))
  }

  /** What the table holds, as the base of others. For a table that was loaded, and is given up. */
  seal(): TableBase<Row> {
    const { rows, lists, lookups } = this.#changes ?? this.#open()
    return {
      rows,
      lists: mapValues(lists, (index) => index.seal()),
      lookups: mapValues(lookups, (index) => index.seal()),
      sequence: this.#sequence,
    }
  }

  /** Back to the base. Costs what has changed since. */
  reset(): void {
    this.#sequence = this.#base?.sequence ?? 0
    this.#search = undefined
    if (!this.#changes) return
    const { rows, lists, lookups } = this.#changes
    this.#changes.gone = undefined
    rows.entities.clear()
    for (const name in lists) lists[name]?.reset()
    for (const name in lookups) lookups[name]?.reset()
  }

  /** The list of a key in order of creation. What it holds may be older than the row: `fresh` reads it anew. */
  list(name: string, key: string): Sorted<Stored<Row>> | undefined {
    return this.#changes ? this.#changes.lists[name]?.of(key) : this.#base?.lists[name]?.get(key)
  }

  /** The rows of a key, oldest first. */
  lookup(name: string, key: string): Row[] {
    const found = this.#changes ? this.#changes.lookups[name]?.of(key) : toItems(this.#base?.lookups[name]?.get(key))
    return found && found.length > 0 ? found.map((one) => this.fresh(one)) : []
  }

  fresh(listed: Stored<Row>): Row {
    return (this.current(listed) ?? listed).row
  }

  /** How a row out of a list is kept by now; undefined when it has been removed since. */
  current(listed: Stored<Row>): Stored<Row> | undefined {
    const changes = this.#changes
    const written = changes?.rows.get(listed.uuid)
    if (written) return written
    const isOfBase = this.#base !== undefined && listed.sequence < this.#base.sequence
    return isOfBase && !changes?.gone?.has(listed.uuid) ? listed : undefined
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
    if (!text || word.includes(gap)) return []
    const { index, written } = this.#searchable(text)
    const found = index.find(word)
    if (written.size === 0) return found
    const still = found.filter((one) => !written.has(one.uuid))
    const rewritten = written
      .containing(word)
      .map((uuid) => this.stored(uuid))
      .filter((one) => one !== undefined)
    return rewritten.length === 0 ? still : [...still, ...rewritten].toSorted(byCreation)
  }

  #searchable(text: (row: Row) => string): Search<Row> {
    const known = this.#search
    if (known && (known.written.size <= fewWritten || known.written.size * 20 <= known.index.size)) return known
    const textOf = (one: Stored<Row>) => text(one.row)
    const textNow = (uuid: string) => {
      const row = this.get(uuid)
      return row && text(row)
    }
    if (known || !this.#base) {
      const rows = Array.from(this.list('all', everything) ?? [], (one) => this.stored(one.uuid) ?? one)
      this.#search = { index: new SearchIndex(rows, textOf), written: new WrittenTexts(textNow) }
      return this.#search
    }
    this.#base.search ??= new SearchIndex([...(this.#base.lists['all']?.get(everything) ?? [])], textOf)
    const changed = this.#changes ? [...this.#changes.rows.entities.keys(), ...(this.#changes.gone ?? [])] : []
    this.#search = { index: this.#base.search, written: new WrittenTexts(textNow, changed) }
    return this.#searchable(text)
  }

  #open(): Changes<Row> {
    const base = this.#base
    const lists: Record<string, ListIndex<Stored<Row>>> = {}
    const lookups: Record<string, LookupIndex<Stored<Row>>> = {}
    const indexes: { keyOf: KeyOf<Row>; index: ListIndex<Stored<Row>> | LookupIndex<Stored<Row>> }[] = []
    for (const [name, keyOf] of [['all', () => everything] as const, ...Object.entries(this.#shape.lists)]) {
      const index = (lists[name] = new ListIndex<Stored<Row>>(byCreation, base?.lists[name]))
      indexes.push({ keyOf, index })
    }
    for (const [name, keyOf] of Object.entries(this.#shape.lookups)) {
      const index = (lookups[name] = new LookupIndex<Stored<Row>>(byCreation, base?.lookups[name]))
      indexes.push({ keyOf, index })
    }
    return { rows: new RowDatabase(), gone: undefined, lists, lookups, indexes }
  }

  #store(changes: Changes<Row>, before: Stored<Row> | undefined, after: Stored<Row> | undefined): void {
    if (after) {
      changes.rows.set(after)
      changes.gone?.delete(after.uuid)
    } else if (before) {
      changes.rows.delete(before.uuid)
      if (!this.#base?.rows.get(before.uuid)) return
      changes.gone ??= new Set()
      changes.gone.add(before.uuid)
    }
  }

  /** What follows from every write. */
  #follow(changes: Changes<Row>, before: Stored<Row> | undefined, after: Stored<Row> | undefined): void {
    this.#reindex(changes, before, after)
    this.#search?.written.note((after ?? before)?.uuid ?? '')
    this.#onWrite?.(before, after)
  }

  #reindex({ indexes }: Changes<Row>, before: Stored<Row> | undefined, after: Stored<Row> | undefined): void {
    const moved = !before || !after || byCreation(before, after) !== 0
    for (const { keyOf, index } of indexes) {
      const from = before ? keyOf(before.row) : null
      const to = after ? keyOf(after.row) : null
      if (!moved && from === to) continue
      if (before && from !== null) index.remove(from, before)
      if (after && to !== null) index.add(to, after)
    }
  }
}

function* keyed<Row extends Identified>(
  stored: readonly Stored<Row>[],
  keyOf: KeyOf<Row>,
): Generator<[string, Stored<Row>]> {
  for (const one of stored) {
    const key = keyOf(one.row)
    if (key !== null) yield [key, one]
  }
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
