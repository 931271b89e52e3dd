import { expect, test } from 'vitest'
import { z } from 'zod'
import { createMock } from '../../src/create-mock.ts'
import { fieldsOf, modelNames, models } from '../../src/contract/models.ts'
import { createQuickCheck } from '../../src/contract/quick-check.ts'
import * as fc from '../fast-check.ts'

const rows = createMock({ scenario: 'demo' }).snapshot()
const usual = modelNames.flatMap((model) =>
  rows[models[model].collection].map((row): { model: typeof model; row: object } => ({ model, row })),
)

/** Values of every kind, among them those that differ from a valid one by little. */
const odd = fc.constantFrom<unknown>(
  undefined,
  null,
  '',
  ' ',
  0,
  -1,
  1.5,
  2 ** 53,
  253_402_300_799_000,
  253_402_300_799_001,
  Number.NaN,
  Infinity,
  true,
  [],
  {},
  'planned',
  'Planned',
  '2026-04-10T09:24:11Z',
  '2026-04-10T09:24:11.5Z',
  '2026-04-10T09:24:11+02:00',
  '2026-02-30T09:24:11Z',
  '+14155550100',
  '+0',
  'ada@example.com',
  'ada@',
  'US',
  'us',
  'Europe/London',
  'Nowhere/Land',
  'EUR',
  new Date(0),
)

test('what is surely valid is valid, and parsing leaves it as it is', () => {
  const checks = Object.fromEntries(modelNames.map((model) => [model, createQuickCheck(models[model].draft)]))
  const counts = { sure: 0, refused: 0 }
  fc.assert(
    fc.property(
      fc.constantFrom(...usual),
      fc.array(fc.tuple(fc.nat(), odd), { maxLength: 2 }),
      fc.array(fc.nat(), { maxLength: 2 }),
      fc.boolean(),
      ({ model, row }, changes, omissions, hasOther) => {
        const names = Object.keys(fieldsOf(model))
        const changed: Record<string, unknown> = { ...row }
        for (const [field, value] of changes) changed[names[field % names.length] ?? ''] = value
        for (const field of omissions) delete changed[names[field % names.length] ?? '']
        if (hasOther) changed['other'] = 1
        const { data } = models[model].draft.safeParse(changed)
        if (!data) counts.refused += 1
        if (!checks[model]?.(changed)) return
        counts.sure += 1
        expect(data).toStrictEqual(changed)
      },
    ),
    { numRuns: 5_000 },
  )
  expect(counts.sure).toBeGreaterThan(500)
  expect(counts.refused).toBeGreaterThan(500)
})

test('is sure of the rows that are many', () => {
  for (const model of ['record', 'order', 'call'] as const) {
    const isSurelyValid = createQuickCheck(models[model].draft)
    const list = rows[models[model].collection]
    expect(list.length).toBeGreaterThan(0)
    expect(list.filter((row) => !isSurelyValid({ ...row }))).toEqual([])
  }
})

test('is never sure of what parsing may change or what it does not know', () => {
  const cases: [z.ZodType, unknown][] = [
    [z.string().transform((text) => text.length), 'a'],
    [z.string().default('b'), 'a'],
    [z.coerce.string(), 'a'],
    [z.coerce.boolean(), true],
    [z.string().trim(), 'a'],
    [z.string().max(1), 'a'],
    [z.url(), 'https://example.com'],
    [z.number().multipleOf(2), 2],
    [z.int32(), 1],
    [z.union([z.string(), z.number()]), 'a'],
    [z.object({}), {}],
    [z.enum(['a']).refine(() => false), 'a'],
    [z.boolean().refine(() => false), true],
    [z.custom(() => true).refine(() => false), 'a'],
    [
      z
        .string()
        .nullable()
        .refine(() => false),
      null,
    ],
    [
      z
        .string()
        .optional()
        .refine(() => false),
      'a',
    ],
  ]
  for (const [schema, value] of cases)
    expect(createQuickCheck(z.strictObject({ field: schema }))({ field: value })).toBe(false)
})
