import { describe, expect, test } from 'vitest'
import { Table } from '../../src/world/table.ts'
import type { TableShape } from '../../src/world/table-shape.ts'
import { at, baseOf, loadedBase, PlainTable, type Row, rowOf, shape, tableOf } from './plain-table.ts'

const idsOf = (table: Table<Row>) => table.rows().map((row) => row.uuid)

describe('a table', () => {
  test('keeps its search up with more writes than it reads one by one', () => {
    const rows = Array.from({ length: 1_500 }, (_, index) => rowOf(`base-${index}`, { text: `base ${index}` }))
    const base = loadedBase(rows)
    const [table, plain] = [tableOf(base), new PlainTable(rows)]
    for (let index = 0; index < 1_200; index += 1) {
      const row = rowOf(index % 2 ? `base-${index}` : `new-${index}`, { createdAt: at(1), text: `later ${index}` })
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
    const other = tableOf(base)
    expect(other.search('later')).toEqual([])
    expect(other.search('base 1')).toHaveLength(rows.filter((row) => row.text.includes('base 1')).length)
  })

  test('returns a row as it is, and never changes one that somebody holds', () => {
    const table = tableOf()
    const first = rowOf('r1', { text: 'one' })
    expect(table.insert(first)).toBe(first)
    const held = table.stored('r1')
    const second = { ...first, text: 'two' }
    expect(table.replace(second)).toBe(second)
    expect(held?.row).toBe(first)
    expect(first.text).toBe('one')
    expect(table.get('r1')).toBe(second)
  })

  test('updates a row to another one, and leaves the one before as it was', () => {
    const table = tableOf(loadedBase([rowOf('r1')]))
    const before = table.stored('r1')!
    const after = table.update(before, rowOf('r1', { createdAt: at(1), text: 'two' }))
    expect([before.createdAt, before.row.text, after.createdAt, after.row.text]).toEqual([at(0), 'r1', at(1), 'two'])
    expect(table.stored('r1')).toBe(after)
  })

  test('freezes every row that it takes, with the JSON inside of it', () => {
    interface Document extends Row {
      readonly json: { readonly list: readonly { readonly deep: boolean }[] }
    }
    const documents: TableShape<Document> = { ...shape, text: undefined, json: ['json'] }
    const document = (uuid: string): Document => ({ ...rowOf(uuid), json: { list: [{ deep: true }] } })
    const table = new Table(documents, () => new Map(), baseOf(documents, [document('loaded')]))
    table.insert(document('inserted'))
    table.put(document('put'), 7)
    for (const row of table.rows()) {
      table.replace({ ...row, text: 'the same JSON' })
      table.update(table.stored(row.uuid)!, { ...row, json: { list: [{ deep: false }] } })
    }
    expect(table.rows()).toHaveLength(3)
    for (const row of table.rows()) {
      const parts = [row, row.json, row.json.list, row.json.list[0]]
      expect(parts.map((part) => Object.isFrozen(part))).toEqual([true, true, true, true])
    }
  })

  test('gives a row that moves to another second the last place there, also when it comes back', () => {
    const table = tableOf(loadedBase(['r1', 'r2', 'r3'].map((uuid) => rowOf(uuid))))
    table.replace(rowOf('r1', { text: 'still there' }))
    expect(idsOf(table)).toEqual(['r1', 'r2', 'r3'])
    table.replace(rowOf('r1', { createdAt: at(1) }))
    table.insert(rowOf('r4', { createdAt: at(1) }))
    expect(idsOf(table)).toEqual(['r2', 'r3', 'r1', 'r4'])
    table.replace(rowOf('r1'))
    expect(idsOf(table)).toEqual(['r2', 'r3', 'r1', 'r4'])
    table.insert(rowOf('r5'))
    expect(idsOf(table)).toEqual(['r2', 'r3', 'r1', 'r5', 'r4'])
  })

  test('keeps a list by rank, and rows of one rank in the order of their creation', () => {
    const table = tableOf(loadedBase([rowOf('r1', { rank: 2 }), rowOf('r2', { rank: 1 }), rowOf('r3', { rank: 1 })]))
    const ranked = () => Array.from(table.list('ranked', 'a') ?? [], (one) => one.uuid)
    expect(ranked()).toEqual(['r2', 'r3', 'r1'])
    table.replace(rowOf('r2', { rank: 3 }))
    expect(ranked()).toEqual(['r3', 'r1', 'r2'])
    table.replace(rowOf('r1', { rank: 1 }))
    expect(ranked()).toEqual(['r1', 'r3', 'r2'])
    table.replace(rowOf('r3', { rank: 1, group: null }))
    expect(ranked()).toEqual(['r1', 'r2'])
  })

  test('finds a row by its id without reading any other, once the first one was sought', () => {
    let read = 0
    const plain: TableShape<Row> = { ...shape, lists: {}, lookups: {} }
    const counted = (index: number): Row => ({
      ...rowOf(''),
      get uuid() {
        read += 1
        return `r${index}`
      },
    })
    const rows = Array.from({ length: 10_000 }, (_, index) => counted(index))
    const table = new Table(plain, () => new Map(), baseOf(plain, rows))
    read = 0
    expect(table.size).toBe(10_000)
    expect(read).toBe(0)
    expect(table.get('r1')).toBeDefined()
    expect(read).toBe(10_000)
    read = 0
    expect(table.get('r9999')).toBeDefined()
    expect(table.get('none')).toBeUndefined()
    expect(read).toBe(0)
  })

  test('refuses a second row of the same id, and to replace one that is not there', () => {
    const row = rowOf('r1')
    const table = tableOf(loadedBase([row]))
    expect(() => table.insert(row)).toThrow('There is a row r1 already')
    expect(() => table.replace({ ...row, uuid: 'r2' })).toThrow('There is no row r2 to replace')
    expect(() => tableOf(loadedBase([row, row])).get('r1')).toThrow('Two rows have the same id')
    expect(table.rows()).toEqual([row])
    expect([...table.differences()]).toEqual([])
  })

  test('tells of each write with the row before and the row after, and of nothing of its base', () => {
    const heard: (string | undefined)[][] = []
    const table = tableOf(loadedBase([rowOf('r0')]), (before, after) => heard.push([before?.row.text, after?.row.text]))
    const row = rowOf('r1', { text: 'one' })
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
    const table = tableOf()
    table.put(rowOf('second'), 7)
    table.put(rowOf('first'), 3)
    table.insert(rowOf('third'))
    expect(idsOf(table)).toEqual(['first', 'second', 'third'])
    table.put(rowOf('second', { text: 'again' }), 7)
    table.insert(rowOf('fourth'))
    expect(table.rows().map(({ text }) => text)).toEqual(['first', 'again', 'third', 'fourth'])
  })
})

describe('the differences of a table from its base', () => {
  const differencesOf = (table: Table<Row>) =>
    Array.from(table.differences(), ([before, after]) => [before?.row.text, after?.row.text])
  const overBase = () => tableOf(loadedBase(['r1', 'r2', 'r3'].map((uuid) => rowOf(uuid))))

  test('are its removed rows, and then its changed and new ones in the order of their places', () => {
    const table = overBase()
    table.insert(rowOf('r4'))
    table.replace(rowOf('r3', { text: 'changed' }))
    table.remove('r2')
    table.insert(rowOf('r5'))
    table.replace(rowOf('r1', { createdAt: at(1), text: 'moved' }))
    expect(differencesOf(table)).toEqual([
      ['r2', undefined],
      ['r3', 'changed'],
      [undefined, 'r4'],
      [undefined, 'r5'],
      ['r1', 'moved'],
    ])
  })

  test('do not include a write that was undone, nor a new row that is gone again', () => {
    const table = overBase()
    const before = table.stored('r1')!
    table.apply(table.update(before, rowOf('r1', { text: 'changed' })), before)
    const removed = table.stored('r2')!
    table.remove('r2')
    table.apply(undefined, removed)
    table.insert(rowOf('r4'))
    table.remove('r4')
    expect(differencesOf(table)).toEqual([])
  })

  test('include a row of the base that was removed and made anew as a change', () => {
    const table = overBase()
    table.remove('r1')
    table.insert(rowOf('r1', { text: 'anew' }))
    expect(differencesOf(table)).toEqual([['r1', 'anew']])
  })

  test('are all rows of a table without a base', () => {
    const table = tableOf()
    table.insert(rowOf('r1'))
    expect(differencesOf(table)).toEqual([[undefined, 'r1']])
  })
})
