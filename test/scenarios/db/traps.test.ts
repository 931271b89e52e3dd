import { factory, nullable, primaryKey } from '@mswjs/data'
import { describe, expect, test } from 'vitest'
import { bare, dbOf } from '../worlds.ts'

/**
 * What goes wrong with the data library used as it comes, beside what the test API does instead. When one of
 * the first halves fails, the library has changed and its half can go.
 */

const naive = () =>
  factory({ record: { uuid: primaryKey(String), firstName: nullable(String), amount: Number, parameters: Object } })
const mine = () =>
  dbOf({ ...bare, records: [{ uuid: 'r', phoneNumber: '+14155550100', parameters: { a: 1, deep: { list: [1] } } }] }).db
const where = { uuid: { equals: 'r' } }

describe('null', () => {
  test('matches nothing in the library', () => {
    const db = naive()
    db.record.create({ uuid: 'r', firstName: null })
    expect(db.record.findMany({ where: { firstName: { equals: null as never } } })).toEqual([])
    expect(db.record.findMany({ where: { firstName: { notEquals: 'Ada' } } })).toEqual([])
  })

  test('is found, and is not equal to a value', () => {
    const db = mine()
    expect(db.record.count({ where: { firstName: { equals: null } } })).toBe(1)
    expect(db.record.count({ where: { firstName: { notEquals: 'Ada' } } })).toBe(1)
    expect(db.record.count({ where: { firstName: { notIn: ['Ada'] } } })).toBe(1)
  })
})

describe('a free-form object', () => {
  test('does not change in the library', () => {
    const db = naive()
    db.record.create({ uuid: 'r', parameters: { a: 1 } })
    db.record.update({ where, data: { parameters: { a: 2 } } })
    expect(db.record.findFirst({ where })?.parameters).not.toEqual({ a: 2 })
  })

  test('changes for real', () => {
    const db = mine()
    db.record.update({ where, data: { parameters: { a: 2 } } })
    expect(db.record.findFirst({ where })?.parameters).toEqual({ a: 2 })
  })
})

describe('a row that was handed out', () => {
  test('is the store itself in the library: who changes it changes the data', () => {
    const db = naive()
    const row = db.record.create({ uuid: 'r', firstName: 'Ada' })
    row.firstName = 'Changed'
    expect(db.record.findFirst({ where })?.firstName).toBe('Changed')
  })

  test('is frozen all the way, however it was handed out', () => {
    const db = mine()
    const rows = [
      db.record.findFirst({ where, strict: true }),
      ...db.record.findMany(),
      ...db.record.getAll(),
      db.record.create({ parameters: { deep: { list: [] } }, recordTypeUuid: null }),
      db.record.update({ where, strict: true, data: { parameters: { deep: { list: [] } } } }),
      ...db.record.updateMany({ where, data: { parameters: { deep: { list: [] } } } }),
      db.record.delete({ where, strict: true }),
    ]
    for (const row of rows) {
      expect(() => Object.assign(row, { firstName: 'Changed' })).toThrow(TypeError)
      expect(() => Object.assign(row.parameters, { a: 5 })).toThrow(TypeError)
      expect(() => Reflect.get(Reflect.get(row.parameters, 'deep') as object, 'list').push(1)).toThrow(TypeError)
    }
  })

  test('is frozen to functions that make the next value, too', () => {
    const db = mine()
    const change = (previous: object) => Object.assign(previous, { a: 5 })
    expect(() => db.record.update({ where, data: { parameters: change } })).toThrow(TypeError)
  })

  test('shares nothing with what was given', () => {
    const db = mine()
    const parameters = { deep: { list: [1] } }
    const row = db.record.create({ recordTypeUuid: null, parameters })
    parameters.deep.list.push(2)
    expect(db.record.findFirst({ where: { uuid: { equals: row.uuid } } })?.parameters).toEqual({ deep: { list: [1] } })
    expect(Object.isFrozen(parameters)).toBe(false)
  })

  test('of a record type has frozen fields', () => {
    const { db } = dbOf({ ...bare, recordTypes: [{ name: 'Lead', fields: [{ key: 'a', type: 'text' }] }] })
    expect(() => Object.assign(db.recordType.getAll()[0]!.fields[0]!, { key: 'b' })).toThrow(TypeError)
  })
})

describe('take: 0', () => {
  test('takes everything in the library', () => {
    const db = naive()
    db.record.create({ uuid: 'r' })
    expect(db.record.findMany({ take: 0 })).toHaveLength(1)
  })

  test('takes nothing', () => {
    expect(mine().record.findMany({ take: 0 })).toEqual([])
  })
})

describe('a comparator named like a part of a prototype', () => {
  test('is found and called in the library', () => {
    const db = naive()
    db.record.create({ uuid: 'r', firstName: 'Ada' })
    expect(db.record.findMany({ where: { firstName: { constructor: 'nonsense' } as never } })).toHaveLength(1)
  })

  test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__proto__'])('is refused: %s', (name) => {
    const condition: unknown = JSON.parse(`{"${name}":"x"}`)
    expect(() => mine().record.findMany({ where: { phoneNumber: condition as never } })).toThrow(
      `where.phoneNumber.${name} is not a comparator`,
    )
  })
})

describe('a field named like a part of a prototype', () => {
  test.each(['constructor', 'toString', '__proto__'])('is no field of a row: %s', (name) => {
    const values: unknown = JSON.parse(`{"${name}":{"equals":"x"}}`)
    expect(() => mine().record.create(values as never)).toThrow(`${name} is not a field of record`)
    expect(() => mine().record.findMany({ where: values as never })).toThrow(`${name} is not a field of record`)
    expect(() => mine().record.update({ where, data: values as never })).toThrow(`${name} is not a field of record`)
  })

  test('is data within parameters, and never read from a prototype', () => {
    const db = mine()
    expect(db.record.count({ where: { parameters: { constructor: { equals: null } } as never } })).toBe(1)
    const row = db.record.create({
      recordTypeUuid: null,
      parameters: JSON.parse('{"__proto__":{"polluted":true},"constructor":"mine"}'),
    })
    expect(db.record.findMany({ where: { parameters: { constructor: { equals: 'mine' } } as never } })).toEqual([row])
    expect(Object.keys(row.parameters)).toEqual(['__proto__', 'constructor'])
    expect(({} as { polluted?: boolean }).polluted).toBe(undefined)
  })

  test('stays data when parameters are changed by a function', () => {
    const db = mine()
    const row = db.record.update({
      where,
      strict: true,
      data: { parameters: () => JSON.parse('{"__proto__":{"polluted":true}}') as Record<string, unknown> },
    })
    expect(Object.entries(row.parameters)).toEqual([['__proto__', { polluted: true }]])
  })
})

describe('undefined where a value is meant', () => {
  test('finds rows without a value in no way, but tells of the mistake', () => {
    const db = mine()
    expect(() => db.record.deleteMany({ where: { uuid: { equals: undefined as never } } })).toThrow(
      /where\.uuid\.equals is undefined/,
    )
    expect(db.record.count()).toBe(1)
  })
})

describe('one row by id', () => {
  test('is read without looking at the others', () => {
    const { db, world } = dbOf({ ...bare, generate: { records: [{ count: 50 }] } })
    const [first] = db.record.getAll()
    world.tables.record.rows = () => {
      throw new Error('All rows were read')
    }
    expect(db.record.findFirst({ where: { uuid: { equals: first!.uuid } } })).toEqual(first)
    expect(db.record.findMany({ where: { uuid: { in: [first!.uuid] } } })).toEqual([first])
    expect(db.record.update({ where: { uuid: { equals: first!.uuid } }, data: { firstName: 'X' } })?.firstName).toBe(
      'X',
    )
    expect(db.record.count()).toBe(50)
    expect(() => db.record.findFirst({ where: { email: { equals: 'x' } } })).toThrow('All rows were read')
  })
})

describe('a world that starts anew', () => {
  test('is what the test API speaks of from then on', () => {
    const { db, world } = dbOf({ ...bare, generate: { records: [{ count: 2 }] } })
    const made = db.record.create()
    world.start(world.base, { type: 'start', call: 'reset' })
    expect(db.record.count()).toBe(2)
    expect(db.record.create()).toEqual(made)
    world.start(dbOf('empty').world.base, { type: 'start', call: 'load' })
    expect(db.record.count()).toBe(0)
  })
})
