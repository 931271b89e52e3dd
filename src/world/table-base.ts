import { mapValues } from '../contract/record-of.ts'
import { inOrderOfCreation } from './creation-order.ts'
import { deepFreeze } from './freeze.ts'
import { sizeOfRows } from './row-size.ts'
import type { SearchIndex } from './search.ts'
import { eachInSlices, mapInSlices, Prepared, type Sliced, sortInSlices } from './slices.ts'
import { type Compare, Sorted } from './sorted.ts'
import { byCreation, byRank, type Identified, Stored } from './stored.ts'
import type { KeyOf, ListShape, TableShape } from './table-shape.ts'

/** The items of one key, in order. A single item is stored without an array, because most keys have one item. */
export type OneOrMore<Item> = Item | readonly Item[]

/** An index of rows that never change. It is built when it is first read, because most worlds read few of them. */
export interface BaseIndex<Item, Entry> {
  readonly compare: Compare<Item>
  readonly entries: Prepared<ReadonlyMap<string, Entry>>
}

/** An index by a key of the rows. `rank` is the sort key within an entry, instead of the creation. */
interface KeyedIndex<Row extends Identified, Entry> extends BaseIndex<Stored<Row>, Entry> {
  readonly key: KeyOf<Row>
  readonly rank: ((row: Row) => number) | undefined
}

/**
 * The rows a world starts from: shared by all worlds made of it, and never changed. What takes time with many rows is
 * built when it is first read.
 */
export interface TableBase<Row extends Identified> {
  readonly byId: Prepared<ReadonlyMap<string, Stored<Row>>>
  /** All rows, oldest first. */
  readonly inOrder: Prepared<readonly Stored<Row>[]>
  readonly lists: Readonly<Record<string, KeyedIndex<Row, Sorted<Stored<Row>>>>>
  readonly lookups: Readonly<Record<string, KeyedIndex<Row, OneOrMore<Stored<Row>>>>>
  /** The same lists and lookups in one array, for updating them. */
  readonly indexes: readonly KeyedIndex<Row, unknown>[]
  readonly sequence: number
  /** An estimate of the memory of the rows. */
  readonly bytes: number
  /** Built by the first search of any world. */
  search?: SearchIndex<Stored<Row>>
}

/** The key of the list of all rows. */
export const everything = ''

/** Makes a base of rows, which are frozen. `openRows` returns an empty map for them. */
export function* createTableBase<Row extends Identified>(
  shape: TableShape<Row>,
  rows: readonly Row[],
  openRows: () => Map<string, Stored<Row>>,
): Sliced<TableBase<Row>> {
  const store = (row: Row, sequence: number) => new Stored(freezeRow(shape, row), shape.createdAt(row), sequence)
  const stored = yield* mapInSlices(rows, store)
  const byId = new Prepared(rowsById(stored, openRows))
  const inOrder = new Prepared(inOrderOfCreation(stored))
  const lists = { all: listOfAll(inOrder), ...mapValues(shape.lists, (list) => listBy(inOrder, list)) }
  const lookups = mapValues(shape.lookups, (key) => lookupBy(inOrder, key))
  const indexes = [...Object.values(lists), ...Object.values(lookups)]
  return { byId, inOrder, lists, lookups, indexes, sequence: rows.length, bytes: sizeOfRows(rows) }
}

function* rowsById<Row extends Identified>(
  stored: readonly Stored<Row>[],
  openRows: () => Map<string, Stored<Row>>,
): Sliced<ReadonlyMap<string, Stored<Row>>> {
  const byId = openRows()
  yield* eachInSlices(stored, (one) => byId.set(one.uuid, one))
  if (byId.size < stored.length) throw new Error('Two rows have the same id')
  return byId
}

/** Freezes a row, and the JSON in it that differs from that of the row before. */
export function freezeRow<Row extends Identified>({ json = [] }: TableShape<Row>, row: Row, before?: Row): Row {
  for (const field of json) if (row[field] !== before?.[field]) deepFreeze(row[field])
  return Object.freeze(row)
}

type InOrder<Row extends Identified> = TableBase<Row>['inOrder']

function listOfAll<Row extends Identified>(inOrder: InOrder<Row>): KeyedIndex<Row, Sorted<Stored<Row>>> {
  const listed = function* () {
    return new Map([[everything, new Sorted<Stored<Row>>(byCreation, yield* inOrder.prepare())]])
  }
  return { key: () => everything, rank: undefined, compare: byCreation, entries: new Prepared(listed()) }
}

function listBy<Row extends Identified>(
  inOrder: InOrder<Row>,
  { key, rank }: ListShape<Row>,
): KeyedIndex<Row, Sorted<Stored<Row>>> {
  const compare = byRank<Row>(rank)
  const sorted = function* () {
    const groups = yield* groupsBy(yield* inOrder.prepare(), ({ row }) => key(row))
    return yield* sortedLists(groups, compare, rank !== undefined)
  }
  return { key, rank, compare, entries: new Prepared(sorted()) }
}

function lookupBy<Row extends Identified>(
  inOrder: InOrder<Row>,
  key: KeyOf<Row>,
): KeyedIndex<Row, OneOrMore<Stored<Row>>> {
  const grouped = function* () {
    return yield* groupsBy(yield* inOrder.prepare(), ({ row }) => key(row))
  }
  return { key, rank: undefined, compare: byCreation, entries: new Prepared(grouped()) }
}

/** Makes a sorted list of each group. */
export function* sortedLists<Item>(
  groups: ReadonlyMap<string, OneOrMore<Item>>,
  compare: Compare<Item>,
  mustSort = false,
): Sliced<ReadonlyMap<string, Sorted<Item>>> {
  const lists = new Map<string, Sorted<Item>>()
  for (const [key, group] of groups) {
    const items = toItems(group)
    lists.set(key, new Sorted(compare, mustSort ? yield* sortInSlices(items, compare) : items))
  }
  return lists
}

/** The items by key, in their order. Items whose key is null are in no group. */
export function* groupsBy<Item extends object>(
  items: readonly Item[],
  keyOf: (item: Item) => string | null,
): Sliced<ReadonlyMap<string, OneOrMore<Item>>> {
  const groups = new Map<string, Item | Item[]>()
  yield* eachInSlices(items, (item) => {
    const key = keyOf(item)
    if (key === null) return
    const group = groups.get(key)
    if (group === undefined) groups.set(key, item)
    else if (Array.isArray(group)) group.push(item)
    else groups.set(key, [group, item])
  })
  return groups
}

const none: readonly never[] = []

export function toItems<Item>(found: OneOrMore<Item> | undefined): readonly Item[] {
  return found === undefined ? none : isList(found) ? found : [found]
}

export function isList<Item>(found: OneOrMore<Item>): found is readonly Item[] {
  return Array.isArray(found)
}
