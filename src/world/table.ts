import { mapValues } from '../contract/record-of.ts'
import { ListIndex, LookupIndex } from './indexes.ts'
import type { Sliced } from './slices.ts'
import type { Sorted } from './sorted.ts'
import { byCreation, type Identified, Stored } from './stored.ts'
import { everything, freezeRow, type TableBase, toItems } from './table-base.ts'
import { TableSearch } from './table-search.ts'
import type { TableShape } from './table-shape.ts'

/** A write: `before` is undefined for a new row, `after` for a removed one. */
export type WriteListener<Row extends Identified> = (
  before: Stored<Row> | undefined,
  after: Stored<Row> | undefined,
) => void

/** A row of a base and the same row now: the first is undefined for a new row, the second for a removed one. */
export type Difference<Row extends Identified> = Readonly<Parameters<WriteListener<Row>>>

/** What has changed since the base. */
interface Changes<Row extends Identified> {
  readonly rows: Map<string, Stored<Row>>
  /** The ids of rows of the base that were removed. */
  readonly gone: Set<string>
  readonly lists: Readonly<Record<string, ListIndex<Stored<Row>>>>
  readonly lookups: Readonly<Record<string, LookupIndex<Stored<Row>>>>
  /** The same lists and lookups in one array, in the order of `indexes` of the base. */
  readonly indexes: readonly (ListIndex<Stored<Row>> | LookupIndex<Stored<Row>>)[]
}

/**
 * A table of immutable rows: the start of a scenario (shared), and what has changed since (its own).
 * Changes that do not affect an index do not update it, so it may hold an old version of a row: read it through
 * `currentRow`.
 */
export class Table<Row extends Identified> {
  readonly #shape: TableShape<Row>
  readonly #base: TableBase<Row>
  readonly #openRows: () => Map<string, Stored<Row>>
  readonly #onWrite: WriteListener<Row> | undefined
  /** Made by the first search. */
  #search: TableSearch<Row> | undefined
  /** Made by the first write, so that a table which is only read costs next to nothing. */
  #changes: Changes<Row> | undefined
  #sequence: number

  /** `openRows` is called once, for the first write. */
  constructor(
    shape: TableShape<Row>,
    openRows: () => Map<string, Stored<Row>>,
    base: TableBase<Row>,
    onWrite?: WriteListener<Row>,
  ) {
    this.#shape = shape
    this.#openRows = openRows
    this.#base = base
    this.#onWrite = onWrite
    this.#sequence = base.sequence
  }

  get(uuid: string): Row | undefined {
    return this.stored(uuid)?.row
  }

  stored(uuid: string): Stored<Row> | undefined {
    const changes = this.#changes
    return changes?.rows.get(uuid) ?? (changes?.gone.has(uuid) ? undefined : this.#base.byId.value.get(uuid))
  }

  get size(): number {
    return this.all?.size ?? 0
  }

  insert(row: Row): Row {
    if (this.stored(row.uuid)) throw new Error(`There is a row ${row.uuid} already`)
    const after = new Stored(freezeRow(this.#shape, row), this.#shape.createdAt(row), this.#sequence++)
    this.apply(undefined, after)
    return after.row
  }

  replace(row: Row): Row {
    const before = this.stored(row.uuid)
    if (!before) throw new Error(`There is no row ${row.uuid} to replace`)
    return this.update(before, row).row
  }

  /** Replaces a row that was just read. If its creation time changes, it becomes the last row of its new second. */
  update(before: Stored<Row>, row: Row): Stored<Row> {
    const createdAt = this.#shape.createdAt(row)
    const after = new Stored(
      freezeRow(this.#shape, row, before.row),
      createdAt,
      createdAt === before.createdAt ? before.sequence : this.#sequence++,
    )
    this.apply(before, after)
    return after
  }

  /** Writes a row with its former sequence number: for restoring stored rows. */
  put(row: Row, sequence: number): void {
    this.apply(this.stored(row.uuid), new Stored(freezeRow(this.#shape, row), this.#shape.createdAt(row), sequence))
  }

  remove(uuid: string): void {
    const before = this.stored(uuid)
    if (before) this.apply(before, undefined)
  }

  /** Applies a write. To undo it, apply it with `before` and `after` exchanged. */
  apply(before: Stored<Row> | undefined, after: Stored<Row> | undefined): void {
    const changes = (this.#changes ??= this.#open())
    if (after) {
      changes.rows.set(after.uuid, after)
      changes.gone.delete(after.uuid)
      this.#sequence = Math.max(this.#sequence, after.sequence + 1)
    } else if (before) {
      changes.rows.delete(before.uuid)
      if (this.#base.byId.value.has(before.uuid)) changes.gone.add(before.uuid)
    }
    reindex(this.#base.indexes, changes.indexes, before, after)
    this.#search?.written((after ?? before)?.uuid ?? '')
    this.#onWrite?.(before, after)
  }

  /**
   * What is different from the base: removed rows, then new and changed ones in the order in which they came. Later
   * changes do not affect the iteration.
   */
  differences(): Iterable<Difference<Row>> {
    if (!this.#changes) return []
    const { gone, rows } = this.#changes
    return differencesOf(this.#base.byId.value, [...gone], [...rows.values()])
  }

  /** The list of all rows, oldest first. */
  get all(): Sorted<Stored<Row>> | undefined {
    return this.list('all', everything)
  }

  /** The list of a key, in its order. */
  list(name: string, key: string): Sorted<Stored<Row>> | undefined {
    return this.#changes ? this.#changes.lists[name]?.of(key) : this.#base.lists[name]?.entries.value.get(key)
  }

  /** The rows of a key, oldest first. */
  lookup(name: string, key: string): Row[] {
    const changes = this.#changes
    const found = changes ? changes.lookups[name]?.of(key) : toItems(this.#base.lookups[name]?.entries.value.get(key))
    return found?.map((one) => this.currentRow(one)) ?? []
  }

  /** The rows of a key by the lookup or list of this name, oldest first; undefined if the table has neither. */
  indexed(name: string, key: string): Row[] | undefined {
    if (this.#shape.lookups[name]) return this.lookup(name, key)
    if (this.#shape.lists[name]) return Array.from(this.list(name, key) ?? [], (one) => this.currentRow(one))
    return undefined
  }

  /** The current version of a row from a list. */
  currentRow(listed: Stored<Row>): Row {
    return (this.#changes?.rows.get(listed.uuid) ?? listed).row
  }

  /** All rows, oldest first. */
  rows(): Row[] {
    return Array.from(this.all ?? [], (one) => this.currentRow(one))
  }

  /** The rows with these ids, oldest first. */
  inOrder(uuids: Iterable<string>): Row[] {
    const found = Array.from(uuids, (uuid) => this.stored(uuid)).filter((one) => one !== undefined)
    return found.toSorted(byCreation).map((one) => one.row)
  }

  /** The rows whose text contains a word (folded already), oldest first. */
  search(word: string): Stored<Row>[] {
    return this.#searcher()?.find(word) ?? []
  }

  /** Gets ready for a search. The first one does the same at once. */
  *prepareSearch(): Sliced<void> {
    const searcher = this.#searcher()
    if (searcher) yield* searcher.prepare()
  }

  #searcher(): TableSearch<Row> | undefined {
    const { text } = this.#shape
    return (this.#search ??= text && new TableSearch(this, text, this.#base))
  }

  /** How many rows differ from the base. */
  get changedSize(): number {
    return this.#changes ? this.#changes.rows.size + this.#changes.gone.size : 0
  }

  /** The ids of all rows that differ from the base. */
  *changedIds(): Generator<string> {
    if (this.#changes) yield* this.#changes.rows.keys()
    if (this.#changes) yield* this.#changes.gone
  }

  #open(): Changes<Row> {
    const lists = mapValues(this.#base.lists, (base) => new ListIndex(base))
    const lookups = mapValues(this.#base.lookups, (base) => new LookupIndex(base))
    const indexes = [...Object.values(lists), ...Object.values(lookups)]
    return { rows: this.#openRows(), gone: new Set(), lists, lookups, indexes }
  }
}

function* differencesOf<Row extends Identified>(
  base: ReadonlyMap<string, Stored<Row>>,
  gone: readonly string[],
  rows: readonly Stored<Row>[],
): Generator<Difference<Row>> {
  for (const uuid of gone) yield [base.get(uuid), undefined]
  for (const after of rows.toSorted((a, b) => a.sequence - b.sequence)) {
    const before = base.get(after.uuid)
    if (before !== after) yield [before, after]
  }
}

function reindex<Row extends Identified>(
  keyed: TableBase<Row>['indexes'],
  indexes: Changes<Row>['indexes'],
  before: Stored<Row> | undefined,
  after: Stored<Row> | undefined,
): void {
  const moved = !before || !after || before.createdAt !== after.createdAt || before.sequence !== after.sequence
  for (const [position, { key, rank }] of keyed.entries()) {
    const from = before ? key(before.row) : null
    const to = after ? key(after.row) : null
    if (!moved && from === to && (!rank || from === null || rank(before.row) === rank(after.row))) continue
    if (before && from !== null) indexes[position]?.remove(from, before)
    if (after && to !== null) indexes[position]?.add(to, after)
  }
}
