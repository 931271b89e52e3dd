import * as fc from '../fast-check.ts'
import { describe, expect, test } from 'vitest'
import {
  checkParameters,
  type FieldType,
  fieldTypes,
  mergeParameters,
  type RecordField,
  recordType,
} from '../../src/contract/record-types.ts'

const typeOf = (...fields: RecordField[]) => ({ name: 'Lead', fields })
const fieldOf = (type: FieldType): RecordField =>
  type === 'select' ? { key: 'value', type, options: ['gold', 'silver'] } : { key: 'value', type }
const check = (type: FieldType, value: unknown) => checkParameters(typeOf(fieldOf(type)), { value }, 'parameters')

const values: Record<
  FieldType,
  { readonly good: readonly unknown[]; readonly bad: readonly (readonly [unknown, string])[] }
> = {
  text: {
    good: ['', 'Ada', '😀', 'x'.repeat(10_000)],
    bad: [
      [5, 'must be a text; received 5'],
      [null, 'must be a text; received null'],
      [['a'], 'must be a text; received ["a"]'],
    ],
  },
  number: {
    good: [0, -1, 1.5, 1e20],
    bad: [
      ['5', 'must be a number; received "5"'],
      [true, 'must be a number; received true'],
      [Number.NaN, 'must be a number; received NaN'],
    ],
  },
  boolean: {
    good: [true, false],
    bad: [
      ['true', 'must be true or false; received "true"'],
      [0, 'must be true or false; received 0'],
    ],
  },
  date: {
    good: ['2026-04-01', '2028-02-29'],
    bad: [
      ['2026-02-29', 'must be a date, such as 2026-04-01; received "2026-02-29"'],
      ['2026-04-01T00:00:00Z', 'must be a date, such as 2026-04-01; received "2026-04-01T00:00:00Z"'],
      [5, 'must be a date, such as 2026-04-01; received 5'],
    ],
  },
  datetime: {
    good: ['2026-04-01T10:00:00Z', '2026-04-01T10:00:00+02:00'],
    bad: [
      [
        '2026-04-01',
        'must be an ISO 8601 date-time with an offset, such as 2026-05-10T14:30:00Z; received "2026-04-01"',
      ],
      [5, 'must be an ISO 8601 date-time with an offset, such as 2026-05-10T14:30:00Z; received 5'],
    ],
  },
  select: {
    good: ['gold', 'silver'],
    bad: [
      ['Gold', 'must be one of gold, silver; received "Gold"'],
      [5, 'must be one of gold, silver; received 5'],
      [null, 'must be one of gold, silver; received null'],
    ],
  },
  email: {
    good: ['ada@example.com'],
    bad: [
      ['ada', 'must be an email address, such as ada@example.com; received "ada"'],
      [5, 'must be an email address, such as ada@example.com; received 5'],
    ],
  },
  phone: {
    good: ['+14155550100'],
    bad: [
      ['555', 'must be a phone number in E.164 format, such as +14155550100; received "555"'],
      [5, 'must be a phone number in E.164 format, such as +14155550100; received 5'],
    ],
  },
  url: {
    good: ['https://example.com'],
    bad: [
      ['example.com', 'must be an http or https address, such as https://example.com; received "example.com"'],
      [{}, 'must be an http or https address, such as https://example.com; received {}'],
    ],
  },
}

describe.each(fieldTypes)('a field of the type %s', (type) => {
  test.each(values[type].good)('may hold %j', (value) => {
    expect(check(type, value)).toEqual([])
  })

  test.each(values[type].bad)('does not hold %j', (value, message) => {
    expect(check(type, value)).toEqual([{ field: 'parameters.value', message }])
  })

  test('may be missing, unless it is required', () => {
    expect(checkParameters(typeOf(fieldOf(type)), {}, 'parameters')).toEqual([])
    expect(checkParameters(typeOf({ ...fieldOf(type), required: true }), {}, 'record.parameters')).toEqual([
      {
        field: 'record.parameters.value',
        message: `is required: the record type "Lead" asks for ${type === 'email' ? 'an' : 'a'} ${type}`,
      },
    ])
  })
})

describe('custom fields', () => {
  test('are told of all at once: missing, misfit and unknown', () => {
    const type = typeOf({ key: 'plan', type: 'text', required: true }, { key: 'seats', type: 'number' })
    expect(checkParameters(type, { seats: 'many', colour: 'red' }, 'parameters')).toEqual([
      { field: 'parameters.plan', message: 'is required: the record type "Lead" asks for a text' },
      { field: 'parameters.seats', message: 'must be a number; received "many"' },
      { field: 'parameters.colour', message: 'is not a field of the record type "Lead"; its fields are plan, seats' },
    ])
  })

  test('are all unknown to a record type without any', () => {
    expect(checkParameters(typeOf(), { plan: 'gold' }, 'parameters')).toEqual([
      { field: 'parameters.plan', message: 'is not a field of the record type "Lead"; its fields are none' },
    ])
  })

  test('are the own keys of what was sent: what every object inherits is missing', () => {
    const type = typeOf(
      { key: 'constructor', type: 'text', required: true },
      { key: '__proto__', type: 'text', required: true },
    )
    expect(checkParameters(type, {}, 'parameters').map((error) => error.field)).toEqual([
      'parameters.constructor',
      'parameters.__proto__',
    ])
    expect(checkParameters(type, JSON.parse('{ "constructor": "a", "__proto__": "b" }'), 'parameters')).toEqual([])
  })

  test('called __proto__ are unknown like any other', () => {
    expect(checkParameters(typeOf(), JSON.parse('{ "__proto__": { "admin": true } }'), 'parameters')).toEqual([
      { field: 'parameters.__proto__', message: 'is not a field of the record type "Lead"; its fields are none' },
    ])
  })
})

describe('merging custom fields', () => {
  test('lays changes over key by key, and takes away what is null', () => {
    expect(
      mergeParameters({ plan: 'gold', seats: 5, note: 'x' }, { seats: 6, note: null, colour: 'red', absent: null }),
    ).toEqual({ plan: 'gold', seats: 6, colour: 'red' })
  })

  test('keeps the order of what was there, new keys last', () => {
    expect(Object.keys(mergeParameters({ b: 1, a: 2 }, { c: 3, b: 4 }))).toEqual(['b', 'a', 'c'])
  })

  test('changes neither of the two', () => {
    const [before, changes] = [Object.freeze({ a: 1 }), Object.freeze({ a: null, b: 2 })]
    expect(mergeParameters(before, changes)).toEqual({ b: 2 })
  })

  test('keeps __proto__ and constructor as data, and no prototype is touched', () => {
    const merged = mergeParameters({}, JSON.parse('{ "__proto__": { "admin": true }, "constructor": "x" }'))
    expect(Object.entries(merged)).toEqual([
      ['__proto__', { admin: true }],
      ['constructor', 'x'],
    ])
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype)
    expect(Reflect.get({}, 'admin')).toBeUndefined()
    expect(Object.keys(mergeParameters(merged, JSON.parse('{ "__proto__": null }')))).toEqual(['constructor'])
  })

  test('is what a walk over the entries makes of it', () => {
    const parameters = fc.dictionary(
      fc.constantFrom('a', 'b', 'c', 'd', 'constructor', 'toString'),
      fc.oneof(fc.integer(), fc.constant(null), fc.string()),
    )
    fc.assert(
      fc.property(parameters, parameters, (before, changes) => {
        const kept = Object.entries(before).filter(([key]) => !Object.hasOwn(changes, key))
        const changed = Object.entries(changes).filter(([, value]) => value !== null)
        expect(mergeParameters(before, changes)).toEqual(Object.fromEntries([...kept, ...changed]))
      }),
    )
  })
})

describe('a record type', () => {
  const row = (fields: unknown) =>
    recordType.row.safeParse({
      uuid: 't1',
      name: 'Lead',
      fields,
      createdAt: '2026-04-01T10:00:00Z',
      updatedAt: '2026-04-01T10:00:00Z',
    })
  const refusals = (fields: unknown) => row(fields).error?.issues.map(({ path, message }) => [path.join('.'), message])

  test('has fields with keys of their own', () => {
    expect(
      row([
        { key: 'a', type: 'text' },
        { key: 'b', type: 'select', options: ['x'], required: true },
      ]).success,
    ).toBe(true)
    expect(
      refusals([
        { key: 'a', type: 'text' },
        { key: 'a', type: 'number' },
      ]),
    ).toEqual([['fields', 'must not name a key twice']])
  })

  test('has options for every select', () => {
    expect(refusals([{ key: 'a', type: 'select' }])).toEqual([
      ['fields.0.options', 'needs options, as every select does'],
    ])
    expect(row([{ key: 'a', type: 'select', options: [] }]).success).toBe(false)
  })

  test('knows no other types', () => {
    expect(row([{ key: 'a', type: 'colour' }]).success).toBe(false)
  })
})
