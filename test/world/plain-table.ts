import * as fc from '../fast-check.ts'
import { expect } from 'vitest'
import type { Identified } from '../../src/world/stored.ts'
import { Table, type WriteListener } from '../../src/world/table.ts'
import { finish } from '../../src/world/slices.ts'
import { createTableBase, type TableBase } from '../../src/world/table-base.ts'
import type { TableShape } from '../../src/world/table-shape.ts'

export interface Row {
  readonly uuid: string
  readonly createdAt: string
  readonly group: string | null
  readonly rank: number
  readonly owner: string
  readonly text: string
}

export const shape: TableShape<Row> = {
  createdAt: (row) => row.createdAt,
  lists: { group: { key: (row) => row.group }, ranked: { key: (row) => row.group, rank: (row) => row.rank } },
  lookups: { owner: (row) => row.owner },
  text: { parts: (row) => [row.text], fold: (all) => all.toLowerCase() },
}

const groups = ['a', 'b', '__proto__', null] as const
const owners = ['x', 'y', 'z'] as const
const words = ['lo', 'ada', 'é', '😀', 'a']
export const at = (second: number) => `2026-04-01T10:00:${String(second).padStart(2, '0')}Z`

const content = fc.record({
  createdAt: fc.nat(5).map(at),
  group: fc.constantFrom(...groups),
  rank: fc.nat(3),
  owner: fc.constantFrom(...owners),
  text: fc.constantFrom('Ada Lovelace', 'ADAM', 'Zoë', 'Renée', '😀 smile', '', 'lo'),
})
const rowsOf = (ids: string[]) => fc.tuple(...ids.map((uuid) => content.map((more): Row => ({ uuid, ...more }))))
export const baseRows = fc.subarray(['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7']).chain(rowsOf)

type Step =
  | { readonly kind: 'put' | 'update' | 'remove'; readonly uuid: string; readonly more: Omit<Row, 'uuid'> }
  | { readonly kind: 'undo' | 'search' }
const uuid = fc.constantFrom('r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8', 'r9', '__proto__')
export const steps = fc.array(
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({
        kind: fc.constantFrom('put' as const, 'update' as const, 'remove' as const),
        uuid,
        more: content,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('undo' as const, 'search' as const),
      }),
    },
  ) satisfies fc.Arbitrary<Step>,
  { maxLength: 60 },
)

interface Entry {
  readonly row: Row
  readonly sequence: number
}

/** A table as anyone would write it: one array, sorted and filtered anew for every question. */
export class PlainTable {
  entries: readonly Entry[]
  #sequence: number

  constructor(rows: readonly Row[]) {
    this.entries = rows.map((row, sequence) => ({ row, sequence }))
    this.#sequence = rows.length
  }

  /** A row that is new in its second takes the last place there. */
  put(row: Row): void {
    const known = this.entries.find((one) => one.row.uuid === row.uuid)
    const sequence = known?.row.createdAt === row.createdAt ? known.sequence : this.#sequence++
    this.entries = [...this.entries.filter((one) => one !== known), { row, sequence }]
  }

  remove(uuid: string): void {
    this.entries = this.entries.filter((one) => one.row.uuid !== uuid)
  }

  filter(fits: (row: Row) => boolean, rank: (row: Row) => number = () => 0): Row[] {
    const order = (a: Entry, b: Entry) =>
      rank(a.row) - rank(b.row) ||
      (a.row.createdAt < b.row.createdAt ? -1 : a.row.createdAt > b.row.createdAt ? 1 : a.sequence - b.sequence)
    return this.entries
      .filter((one) => fits(one.row))
      .toSorted(order)
      .map((one) => one.row)
  }
}

export function tableOf(base = loadedBase([]), onWrite?: WriteListener<Row>): Table<Row> {
  return new Table(shape, () => new Map(), base, onWrite)
}

export function loadedBase(rows: readonly Row[]): TableBase<Row> {
  return baseOf(shape, rows)
}

export function baseOf<Any extends Identified>(shape: TableShape<Any>, rows: readonly Any[]): TableBase<Any> {
  return finish(createTableBase(shape, rows, () => new Map()))
}

/** Plays the same steps on a table and on a plain one, and undoes what is to be undone as a world would. */
export function play(list: readonly Step[], rows: readonly Row[], base: TableBase<Row> | undefined) {
  const plain = new PlainTable(rows)
  const writes: { readonly write: Parameters<WriteListener<Row>>; readonly entries: readonly Entry[] }[] = []
  let before = plain.entries
  const rowBefore = (uuid: string | undefined) => before.find(({ row }) => row.uuid === uuid)?.row
  const table = tableOf(base, (from, to) => {
    writes.push({ write: [from, to], entries: before })
    expect(from?.row).toEqual(rowBefore((from ?? to)?.uuid))
  })
  for (const step of list) {
    before = plain.entries
    if (step.kind === 'put') {
      const row = { uuid: step.uuid, ...step.more }
      if (table.get(step.uuid)) table.replace(row)
      else table.insert(row)
      plain.put(row)
    } else if (step.kind === 'update') {
      const known = table.stored(step.uuid)
      if (!known) continue
      const row = { uuid: step.uuid, ...step.more }
      const updated = table.update(known, row)
      expect([updated.row, table.stored(step.uuid)]).toEqual([row, updated])
      expect(known.row).toBe(rowBefore(step.uuid))
      plain.put(row)
    } else if (step.kind === 'remove') {
      table.remove(step.uuid)
      plain.remove(step.uuid)
    } else if (step.kind === 'undo') {
      const last = writes.pop()
      if (!last) continue
      const [from, to] = last.write
      table.apply(to, from)
      writes.pop()
      plain.entries = last.entries
    } else table.search('lo')
  }
  return { table, plain }
}

const ids = ['r0', 'r5', 'r9', '__proto__', 'constructor']
const named = groups.filter((group) => group !== null)

export function answersOf(table: Table<Row>): unknown {
  return {
    rows: table.rows(),
    size: table.size,
    page:
      table
        .list('all', '')
        ?.fromEnd(1, 3)
        .map((one) => table.currentRow(one)) ?? [],
    groups: named.map((group) => Array.from(table.list('group', group) ?? [], (one) => table.currentRow(one))),
    ranked: named.map((group) => Array.from(table.list('ranked', group) ?? [], (one) => table.currentRow(one))),
    owners: owners.map((owner) => table.lookup('owner', owner)),
    found: words.map((word) => table.search(word).map((one) => one.row)),
    byId: ids.map((id) => table.get(id)),
    inOrder: table.inOrder(['r9', 'r1', 'none', 'r3']),
  }
}

export function plainAnswersOf(plain: PlainTable): unknown {
  const rows = plain.filter(() => true)
  return {
    rows,
    size: rows.length,
    page: rows.toReversed().slice(1, 4),
    groups: named.map((group) => plain.filter((row) => row.group === group)),
    ranked: named.map((group) =>
      plain.filter(
        (row) => row.group === group,
        (row) => row.rank,
      ),
    ),
    owners: owners.map((owner) => plain.filter((row) => row.owner === owner)),
    found: words.map((word) => plain.filter((row) => row.text.toLowerCase().includes(word))),
    byId: ids.map((id) => rows.find((row) => row.uuid === id)),
    inOrder: plain.filter((row) => ['r9', 'r1', 'r3'].includes(row.uuid)),
  }
}

export const rowOf = (uuid: string, more: Partial<Row> = {}): Row => ({
  uuid,
  createdAt: at(0),
  group: 'a',
  rank: 0,
  owner: 'x',
  text: uuid,
  ...more,
})
