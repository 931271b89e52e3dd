import * as fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import type { Stored } from '../../src/world/database.ts'
import { Table, type TableBase, type TableShape } from '../../src/world/table.ts'

interface Row {
  readonly uuid: string
  readonly createdAt: string
  readonly group: string | null
  readonly owner: string
  readonly text: string
}

const shape: TableShape<Row> = {
  at: (row) => row.createdAt,
  lists: { group: (row) => row.group },
  lookups: { owner: (row) => row.owner },
  text: (row) => row.text.toLowerCase(),
}

const groups = ['a', 'b', '__proto__', null] as const
const owners = ['x', 'y', 'z'] as const
const words = ['lo', 'ada', 'é', '😀', 'a']
const at = (second: number) => `2026-04-01T10:00:${String(second).padStart(2, '0')}Z`

const content = fc.record({
  createdAt: fc.nat(5).map(at),
  group: fc.constantFrom(...groups),
  owner: fc.constantFrom(...owners),
  text: fc.constantFrom('Ada Lovelace', 'ADAM', 'Zoë', 'Renée', '😀 smile', '', 'lo'),
})
const rowsOf = (ids: string[]) => fc.tuple(...ids.map((uuid) => content.map((more): Row => ({ uuid, ...more }))))
const baseRows = fc.subarray(['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7']).chain(rowsOf)

type Step =
  | { readonly kind: 'put' | 'update' | 'remove'; readonly uuid: string; readonly more: Omit<Row, 'uuid'> }
  | { readonly kind: 'undo' | 'search' | 'reset' }
const uuid = fc.constantFrom('r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8', 'r9', '__proto__')
const steps = fc.array(
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
        kind: fc.constantFrom('undo' as const, 'undo' as const, 'search' as const, 'search' as const, 'reset' as const),
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
class PlainTable {
  entries: readonly Entry[]
  sequence: number
  readonly #start: readonly Entry[]

  constructor(rows: readonly Row[]) {
    this.#start = rows.map((row, sequence) => ({ row, sequence }))
    this.entries = this.#start
    this.sequence = rows.length
  }

  put(row: Row): void {
    const known = this.entries.find((one) => one.row.uuid === row.uuid)
    const entry = { row, sequence: known?.sequence ?? this.sequence++ }
    this.entries = [...this.entries.filter((one) => one !== known), entry]
  }

  remove(uuid: string): void {
    this.entries = this.entries.filter((one) => one.row.uuid !== uuid)
  }

  reset(): void {
    this.entries = this.#start
    this.sequence = this.#start.length
  }

  filter(fits: (row: Row) => boolean): Row[] {
    const order = (a: Entry, b: Entry) =>
      a.row.createdAt < b.row.createdAt ? -1 : a.row.createdAt > b.row.createdAt ? 1 : a.sequence - b.sequence
    return this.entries
      .filter((one) => fits(one.row))
      .toSorted(order)
      .map((one) => one.row)
  }
}

function loadedBase(rows: readonly Row[]): TableBase<Row> {
  const table = new Table(shape)
  table.load(rows)
  return table.seal()
}

/** Plays the same steps on a table and on a plain one, and undoes what is to be undone as a world would. */
function play(table: Table<Row>, plain: PlainTable, list: readonly Step[]): void {
  type Write = [Parameters<typeof table.write>, readonly Entry[]]
  let undo: Write[] = []
  let before = plain.entries
  let listed: Stored<Row>[] = []
  const rowBefore = (uuid: string | undefined) => before.find(({ row }) => row.uuid === uuid)?.row
  table.onWrite((from, to) => {
    undo.push([[to, from], before])
    expect(from?.row).toEqual(rowBefore((from ?? to)?.uuid))
  })
  for (const step of list) {
    before = plain.entries
    for (const one of listed) expect(table.current(one)).toBe(table.stored(one.uuid))
    listed.push(...(table.list('all', '') ?? []))
    if (step.kind === 'put') {
      const row = { uuid: step.uuid, ...step.more }
      if (table.get(step.uuid)) table.replace(row)
      else table.insert(row)
      plain.put(row)
    } else if (step.kind === 'update') {
      const known = table.stored(step.uuid)
      if (!known) continue
      const row = { uuid: step.uuid, ...step.more }
      expect(table.update(known, row).row).toBe(row)
      plain.put(row)
      // Such a write cannot be undone, and nothing that came before it.
      undo = []
    } else if (step.kind === 'remove') {
      table.remove(step.uuid)
      plain.remove(step.uuid)
    } else if (step.kind === 'undo') {
      const last = undo.pop()
      if (last) {
        table.write(...last[0])
        undo.pop()
        plain.entries = last[1]
      }
    } else if (step.kind === 'search') table.search('lo')
    else {
      table.reset()
      plain.reset()
      undo = []
      listed = []
    }
  }
}

const ids = ['r0', 'r5', 'r9', '__proto__', 'constructor']
const named = groups.filter((group) => group !== null)

function answersOf(table: Table<Row>): unknown {
  return {
    rows: table.rows(),
    size: table.size,
    page:
      table
        .list('all', '')
        ?.fromEnd(1, 3)
        .map((one) => table.fresh(one)) ?? [],
    groups: named.map((group) => Array.from(table.list('group', group) ?? [], (one) => table.fresh(one))),
    owners: owners.map((owner) => table.lookup('owner', owner)),
    found: words.map((word) => table.search(word).map((one) => one.row)),
    byId: ids.map((id) => table.get(id)),
    inOrder: table.inOrder(['r9', 'r1', 'none', 'r3']),
  }
}

function plainAnswersOf(plain: PlainTable): unknown {
  const rows = plain.filter(() => true)
  return {
    rows,
    size: rows.length,
    page: rows.toReversed().slice(1, 4),
    groups: named.map((group) => plain.filter((row) => row.group === group)),
    owners: owners.map((owner) => plain.filter((row) => row.owner === owner)),
    found: words.map((word) => plain.filter((row) => row.text.toLowerCase().includes(word))),
    byId: ids.map((id) => rows.find((row) => row.uuid === id)),
    inOrder: plain.filter((row) => ['r9', 'r1', 'r3'].includes(row.uuid)),
  }
}

describe('a table', () => {
  test('answers what an array of rows answers, whatever is written, undone and reset', () => {
    fc.assert(
      fc.property(baseRows, steps, (rows, list) => {
        const [table, plain] = [new Table(shape, loadedBase(rows)), new PlainTable(rows)]
        play(table, plain, list)
        expect(answersOf(table)).toEqual(plainAnswersOf(plain))
      }),
      { numRuns: 300 },
    )
  })

  test('without a base is the same', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const [table, plain] = [new Table(shape), new PlainTable([])]
        play(table, plain, list)
        expect(answersOf(table)).toEqual(plainAnswersOf(plain))
      }),
      { numRuns: 100 },
    )
  })

  test('does not see what others over the same base write, search or reset', () => {
    fc.assert(
      fc.property(baseRows, fc.array(steps, { minLength: 3, maxLength: 3 }), (rows, lists) => {
        const base = loadedBase(rows)
        const pairs = lists.map((list) => ({ table: new Table(shape, base), plain: new PlainTable(rows), list }))
        for (const { table, plain, list } of pairs) play(table, plain, list)
        for (const { table, plain } of pairs) expect(answersOf(table)).toEqual(plainAnswersOf(plain))
        expect(answersOf(new Table(shape, base))).toEqual(plainAnswersOf(new PlainTable(rows)))
      }),
      { numRuns: 60 },
    )
  })

  test('keeps its search up with more writes than it reads one by one', () => {
    const rows = Array.from({ length: 1_500 }, (_, index): Row => ({
      uuid: `base-${index}`,
      createdAt: at(0),
      group: null,
      owner: 'x',
      text: `base ${index}`,
    }))
    const [table, plain] = [new Table(shape, loadedBase(rows)), new PlainTable(rows)]
    for (let index = 0; index < 1_200; index += 1) {
      const row: Row = {
        uuid: index % 2 ? `base-${index}` : `new-${index}`,
        createdAt: at(1),
        group: 'a',
        owner: 'y',
        text: `later ${index}`,
      }
      if (index % 2) table.replace(row)
      else table.insert(row)
      plain.put(row)
      if (index % 200 === 0) table.search('base')
    }
    table.remove('base-10')
    plain.remove('base-10')
    for (const word of ['base 10', 'later 11', 'la', 'e 7', 'nothing']) {
      expect(table.search(word).map((one) => one.row)).toEqual(plain.filter((row) => row.text.includes(word)))
    }
    table.reset()
    expect(table.search('later')).toEqual([])
    expect(table.search('base 1')).toHaveLength(rows.filter((row) => row.text.includes('base 1')).length)
  })

  test('hands on a row as it is, and keeps the one before for whoever holds it', () => {
    const table = new Table(shape)
    const first: Row = { uuid: 'r1', createdAt: at(0), group: 'a', owner: 'x', text: 'one' }
    table.insert(first)
    const held = table.get('r1')
    table.replace({ ...first, text: 'two' })
    expect(held).toBe(first)
    expect(held?.text).toBe('one')
    expect(table.get('r1')?.text).toBe('two')
  })

  test('finds a row by its id without reading any other', () => {
    let read = 0
    const table = new Table({ ...shape, at: (row: Row) => row.createdAt, lists: {}, lookups: {} })
    const counted = (index: number): Row => ({
      get uuid() {
        read += 1
        return `r${index}`
      },
      createdAt: at(0),
      group: null,
      owner: 'x',
      text: '',
    })
    table.load(Array.from({ length: 10_000 }, (_, index) => counted(index)))
    read = 0
    expect(table.get('r9999')).toBeDefined()
    expect(table.get('none')).toBeUndefined()
    expect(read).toBe(0)
  })

  test('refuses a second row of the same id, and to replace one that is not there', () => {
    const row: Row = { uuid: 'r1', createdAt: at(0), group: null, owner: 'x', text: '' }
    const table = new Table(shape, loadedBase([row]))
    expect(() => table.insert(row)).toThrow('There is a row r1 already')
    expect(() => table.replace({ ...row, uuid: 'r2' })).toThrow('There is no row r2 to replace')
    expect(() => new Table(shape).load([row, row])).toThrow('Two rows have the same id')
    expect(table.rows()).toEqual([row])
  })

  test('tells of each write with the row before and the row after, and of nothing when it is loaded', () => {
    const heard: (string | undefined)[][] = []
    const table = new Table(shape)
    table.onWrite((before, after) => heard.push([before?.row.text, after?.row.text]))
    const row: Row = { uuid: 'r1', createdAt: at(0), group: null, owner: 'x', text: 'one' }
    table.load([{ ...row, uuid: 'r0' }])
    table.insert(row)
    table.replace({ ...row, text: 'two' })
    table.remove('r1')
    table.remove('r1')
    expect(heard).toEqual([
      [undefined, 'one'],
      ['one', 'two'],
      ['two', undefined],
    ])
  })

  test('takes a row back into the place that it had, and new ones come after it', () => {
    const row = (uuid: string, text = uuid): Row => ({ uuid, createdAt: at(0), group: 'a', owner: 'x', text })
    const table = new Table(shape)
    table.put(row('second'), 7)
    table.put(row('first'), 3)
    table.insert(row('third'))
    expect(table.rows().map(({ uuid }) => uuid)).toEqual(['first', 'second', 'third'])
    table.put(row('second', 'again'), 7)
    table.insert(row('fourth'))
    expect(table.rows().map(({ text }) => text)).toEqual(['first', 'again', 'third', 'fourth'])
  })
})
