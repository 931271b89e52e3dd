import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { campaignCreate } from '../../src/contract/campaigns.ts'
import { orderUpdate } from '../../src/contract/orders.ts'
import { toField, toFieldErrors, withArticle } from '../../src/contract/field-errors.ts'
import { type FieldError, messageOf, Problem, problems, show, toErrorBody } from '../../src/contract/problems.ts'

/** The lines that a schema's refusal of a value makes, as `field: message`. */
function linesOf(schema: z.ZodType, value: unknown, root?: string): string[] {
  return toFieldErrors(schema.safeParse(value).error?.issues ?? [], value, root).map(
    ({ field, message }) => `${field}: ${message}`,
  )
}

describe('whatever is thrown', () => {
  test.each([
    [new RangeError('too far'), 'too far'],
    ['a text', 'a text'],
    [undefined, 'undefined'],
  ])('%s has a message', (thrown, message) => {
    expect(messageOf(thrown)).toBe(message)
  })
})

describe('a line says where, what is allowed and what came', () => {
  test.each<[string, z.ZodType, unknown, string]>([
    ['a text', z.string(), 5, 'must be a string; received 5'],
    ['a number', z.number(), '5', 'must be a number; received "5"'],
    ['not a number', z.number(), Number.NaN, 'must be a number; received NaN'],
    ['a whole number', z.int(), 1.5, 'must be a whole number; received 1.5'],
    ['a yes or no', z.boolean(), 'yes', 'must be true or false; received "yes"'],
    ['an object', z.object({}), [], 'must be an object; received []'],
    ['a list', z.array(z.string()), {}, 'must be a list; received {}'],
    ['null', z.null(), 0, 'must be null; received 0'],
    ['one of several', z.enum(['a', 'b']), 'c', 'must be one of a, b; received "c"'],
    ['one value', z.literal('a'), 'b', 'must be "a"; received "b"'],
    ['a short text', z.string().max(1), 'ab', 'must have at most 1 character; received "ab"'],
    ['a long text', z.string().min(2), 'a', 'must have at least 2 characters; received "a"'],
    ['a short list', z.array(z.number()).max(2), [1, 2, 3], 'must have at most 2 items; received [1,2,3]'],
    ['a list with something in it', z.array(z.number()).min(1), [], 'must have at least 1 item; received []'],
    ['a large number', z.number().min(3), 2, 'must be at least 3; received 2'],
    ['a larger number', z.number().gt(3), 3, 'must be more than 3; received 3'],
    ['a small number', z.number().max(3), 4, 'must be at most 3; received 4'],
    ['a smaller number', z.number().lt(3), 3, 'must be less than 3; received 3'],
    ['null or a text', z.string().nullable(), 5, 'must be a string; received 5'],
    ['one of two kinds', z.union([z.string(), z.number()]), true, 'must be a string, or a number; received true'],
    [
      'one of two kinds, of the right one but out of bounds',
      z.union([z.boolean(), z.number().min(3)]),
      2,
      'must be at least 3; received 2',
    ],
    [
      'a value or a number',
      z.union([z.literal('auto'), z.number().min(9)]),
      'short',
      'must be "auto", or a number; received "short"',
    ],
    [
      'its own sentence',
      z.string().refine(() => false, { error: 'must be something else' }),
      'a',
      'must be something else; received "a"',
    ],
  ])('%s', (_, schema, value, message) => {
    expect(linesOf(z.object({ field: schema }), { field: value })).toEqual([`field: ${message}`])
  })

  test('that something is missing', () => {
    expect(
      linesOf(z.object({ a: z.string(), b: z.enum(['x', 'y']), c: z.object({ d: z.boolean() }) }), { c: {} }),
    ).toEqual([
      'a: is required: must be a string',
      'b: is required: must be one of x, y',
      'c.d: is required: must be true or false',
    ])
  })

  test('deep inside of lists and objects', () => {
    const schema = z.object({ orders: z.array(z.object({ tags: z.array(z.string()) })) })
    expect(linesOf(schema, { orders: [{ tags: [] }, { tags: ['a', 5] }, {}] })).toEqual([
      'orders[1].tags[1]: must be a string; received 5',
      'orders[2].tags: is required: must be a list',
    ])
  })

  test('for every key that is not known', () => {
    const value = JSON.parse('{ "a": { "b": 1 }, "c": 2, "__proto__": {} }')
    expect(linesOf(z.strictObject({ a: z.strictObject({}) }), value)).toEqual([
      'a.b: is not a known field',
      'c: is not a known field',
      '__proto__: is not a known field',
    ])
  })

  test('at the root', () => {
    expect(linesOf(z.object({}), 5)).toEqual(['body: must be an object; received 5'])
    expect(linesOf(z.object({}), null, 'scenario')).toEqual(['scenario: must be an object; received null'])
    expect(linesOf(z.object({}), undefined)).toEqual(['body: is required: must be an object'])
  })

  test('in the words of zod where there are none of ours', () => {
    expect(linesOf(z.object({ at: z.date() }), { at: 'now' })).toEqual(['at: must be date; received "now"'])
  })

  test('only of what was sent: nothing is read from a prototype', () => {
    expect(linesOf(z.object({ constructor: z.string() }), Object.create({ constructor: 5 }))).toEqual([
      'constructor: is required: must be a string',
    ])
  })

  test('of all faults at once', () => {
    expect(
      linesOf(z.object({ a: z.string(), b: z.number().min(1), c: z.boolean() }), { a: 1, b: 0, c: 'x' }),
    ).toHaveLength(3)
  })
})

describe('of several alternatives', () => {
  const schema = z.object({
    wait: z.union([z.number(), z.strictObject({ least: z.number(), most: z.number() }), z.array(z.number())]),
  })

  test('the one that was meant says what is wrong inside of it', () => {
    expect(linesOf(schema, { wait: { least: 1, most: 'x' } })).toEqual(['wait.most: must be a number; received "x"'])
    expect(linesOf(schema, { wait: { least: 1, most: 2, more: 3 } })).toEqual(['wait.more: is not a known field'])
    expect(linesOf(schema, { wait: [1, 'x'] })).toEqual(['wait[1]: must be a number; received "x"'])
  })

  test('all are named when none was', () => {
    expect(linesOf(schema, { wait: 'x' })).toEqual(['wait: must be a number, or an object, or a list; received "x"'])
    expect(linesOf(schema, {})).toEqual(['wait: is required: must be a number, or an object, or a list'])
  })
})

describe('a path', () => {
  test.each<[readonly PropertyKey[], string]>([
    [['name'], 'name'],
    [['record', 'phoneNumber'], 'record.phoneNumber'],
    [['records', 2, 'email'], 'records[2].email'],
    [[0], '[0]'],
    [['a', 0, 1, 'b'], 'a[0][1].b'],
    [[], 'body'],
  ])('%j reads %s', (path, text) => {
    expect(toField(path)).toBe(text)
  })
})

describe('a value in a message', () => {
  const round: Record<string, unknown> = {}
  round['self'] = round

  test.each<[unknown, string]>([
    ['a "b"', '"a \\"b\\""'],
    [5, '5'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [10n, '10n'],
    [{ a: [1, null] }, '{"a":[1,null]}'],
    [undefined, 'undefined'],
    [Symbol('x'), 'Symbol(x)'],
    [round, '[object Object]'],
    [{ big: 1n }, '[object Object]'],
    ['x'.repeat(78), `"${'x'.repeat(78)}"`],
    ['x'.repeat(79), `"${'x'.repeat(76)}…`],
  ])('%s', (value, text) => {
    expect(show(value)).toBe(text)
  })

  test('is never cut within a character', () => {
    for (let length = 60; length < 90; length += 1) {
      const text = show(`${'x'.repeat(length)}${'😀'.repeat(30)}`)
      expect(text.length).toBeLessThanOrEqual(80)
      expect(encodeURIComponent(text)).not.toBe('')
    }
  })
})

describe('a problem', () => {
  const errors: FieldError[] = [{ field: 'name', message: 'is required' }]

  test('counts the fields that need attention', () => {
    expect(problems.invalid(errors).message).toBe('The request is not valid: 1 field needs attention')
    expect(problems.invalid([...errors, ...errors]).message).toBe('The request is not valid: 2 fields need attention')
  })

  test('is answered with errors only when it has some', () => {
    expect(toErrorBody(problems.invalid(errors))).toEqual({
      success: false,
      message: 'The request is not valid: 1 field needs attention',
      errors,
    })
    expect(JSON.stringify(toErrorBody(problems.notFound('record', 'x"y')))).toBe(
      String.raw`{"success":false,"message":"There is no record with the id \"x\\\"y\""}`,
    )
  })

  test('has its status, and headers where it was given some', () => {
    expect(
      [problems.invalid(errors), problems.notFound('order', 'x'), problems.forbidden('no')].map((one) => one.status),
    ).toEqual([400, 404, 409])
    expect(new Problem(405, 'no', { headers: { Allow: 'GET' } }).headers).toEqual({ Allow: 'GET' })
  })
})

describe('what is not known is told what is', () => {
  const known = (schema: z.ZodType, value: unknown) =>
    toFieldErrors(schema.safeParse(value).error?.issues ?? [], value, 'body', schema).map(
      ({ field, message }) => `${field}: ${message}`,
    )
  const leaf = z.strictObject({ a: z.number().optional(), b: z.number().optional() })

  test.each<[string, z.ZodType, unknown, string]>([
    ['at the top', leaf, { c: 1 }, 'c'],
    ['in an object', z.object({ in: leaf.optional() }), { in: { c: 1 } }, 'in.c'],
    ['in a list', z.object({ in: z.array(leaf).readonly() }), { in: [{}, { c: 1 }] }, 'in[1].c'],
    ['in a record', z.record(z.string(), leaf.nullable()), { x: { c: 1 } }, 'x.c'],
    ['in one of two', z.union([z.number(), leaf]), { c: 1 }, 'c'],
    ['by an enum', z.partialRecord(z.enum(['a', 'b']), z.number()), { c: 1 }, 'c'],
    [
      'before it is made something else',
      z.object({ in: leaf.transform(() => 1).default(1) }),
      { in: { c: 1 } },
      'in.c',
    ],
  ])('%s', (_, schema, value, field) => {
    expect(known(schema, value)).toEqual([`${field}: is not a known field; known are a, b`])
  })

  test('a word that is none of the choices is told the near one, unless it is like none', () => {
    const choice = z.strictObject({ status: z.union([z.literal('all'), z.enum(['planned', 'contacted'])]) })
    const messageFor = (status: unknown) => known(choice, { status })[0]
    expect(messageFor('planed')).toMatch(/received "planed"; did you mean planned\?$/)
    expect(messageFor('zzz')).toMatch(/received "zzz"$/)
    expect(messageFor(7)).toMatch(/received 7$/)
  })

  test('an unknown key is told the near one, unless it is like none', () => {
    const order = z.strictObject({
      status: z.string().optional(),
      scheduledTime: z.string().optional(),
      now: z.string().optional(),
    })
    const messageFor = (key: string) => known(order, { [key]: 1 })[0]
    expect(messageFor('stauts')).toBe(
      'stauts: is not a known field; did you mean status? Known are status, scheduledTime, now',
    )
    expect(messageFor('scheduled')).toContain('; did you mean scheduledTime? Known are')
    expect(messageFor('foo')).toBe('foo: is not a known field; known are status, scheduledTime, now')
    expect(messageFor(`${'x'.repeat(300)}status`)).toContain('is not a known field; known are')
  })

  test('of very many unknown keys, only the first are told the known ones', () => {
    const lines = known(
      z.strictObject({ status: z.string().optional() }),
      Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`k${index}`, 1])),
    )
    expect(lines).toHaveLength(1_000)
    expect(lines[0]).toBe('k0: is not a known field; known are status')
    expect(lines.at(-1)).toBe('k999: is not a known field')
  })
})

describe('null is named where it is taken', () => {
  const lineOf = (schema: z.ZodType, value: unknown) =>
    toFieldErrors(schema.safeParse(value).error?.issues ?? [], value, 'body', schema).map(({ message }) => message)
  const campaign = { name: 'New', status: 'draft', type: 'outbound' }

  test.each<[string, z.ZodType, unknown, string]>([
    ['beside a kind', campaignCreate, { ...campaign, description: 5 }, 'must be a string or null; received 5'],
    [
      'beside a kind that has a default',
      campaignCreate,
      { ...campaign, timezone: 'Mars' },
      'must be an IANA time zone, such as Europe/London, or null; received "Mars"',
    ],
    [
      'beside a kind that becomes another',
      orderUpdate,
      { scheduledTime: 'soon' },
      'must be an ISO 8601 date-time, such as 2026-05-10T14:30:00Z, or null; received "soon"',
    ],
    ['beside a bound', orderUpdate, { price: -1 }, 'must be at least 0 or null; received -1'],
    [
      'beside a length',
      z.object({ name: z.string().min(1).nullable() }),
      { name: '' },
      'must have at least 1 character, or be null; received ""',
    ],
    [
      'beside a list',
      z.object({ status: z.enum(['a', 'b']).nullable() }),
      { status: 'c' },
      'must be one of a, b, or null; received "c"',
    ],
    [
      'beside alternatives',
      z.object({ wait: z.union([z.string(), z.number()]).nullish() }),
      { wait: true },
      'must be a string, or a number, or null; received true',
    ],
    ['beside what is required', z.object({ note: z.string().nullable() }), {}, 'is required: must be a string or null'],
    ['in a list', z.array(z.string().nullable()), [5], 'must be a string or null; received 5'],
  ])('%s', (_, schema, value, message) => {
    expect(lineOf(schema, value)).toEqual([message])
  })

  test.each<[string, z.ZodType, unknown, string]>([
    ['where it is not', campaignCreate, { ...campaign, name: null }, 'must be a string; received null'],
    [
      'inside of what may be null',
      campaignCreate,
      { ...campaign, schedule: { mon: { start: '9', end: '10:00' } } },
      'must be a time of day in 24-hour HH:MM, such as 09:00; received "9"',
    ],
    [
      'where only another alternative takes it',
      z.union([z.object({ kind: z.literal('a'), at: z.string().nullable() }), z.object({ at: z.string() })]),
      { at: 5 },
      'must be a string; received 5',
    ],
  ])('and not %s', (_, schema, value, message) => {
    expect(lineOf(schema, value)).toContain(message)
  })
})

test('a line that would come twice comes once', () => {
  expect(linesOf(z.object({ seed: z.int().max(Number.MAX_SAFE_INTEGER) }), { seed: 1e300 })).toEqual([
    'seed: must be at most 9007199254740991; received 1e+300',
  ])
})

test.each([
  ['order', 'an order'],
  ['assistant', 'an assistant'],
  ['campaign', 'a campaign'],
  ['url', 'a url'],
])('the article of %s', (noun, text) => {
  expect(withArticle(noun)).toBe(text)
})
