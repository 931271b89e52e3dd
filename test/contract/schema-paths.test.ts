import { expect, test } from 'vitest'
import { z } from 'zod'
import { knownKeys } from '../../src/contract/schema-paths.ts'

const schema = z.strictObject({
  name: z.string(),
  place: z.strictObject({ city: z.string(), street: z.string().optional() }).nullable().optional(),
  lines: z.array(z.strictObject({ text: z.string() })).readonly(),
  weights: z.record(z.enum(['busy', 'failed']), z.strictObject({ share: z.number() })),
  notes: z.record(z.string(), z.string()),
  wait: z.union([
    z.number(),
    z.strictObject({ least: z.number(), most: z.number() }),
    z.strictObject({ most: z.number(), of: z.string() }),
  ]),
  later: z.strictObject({ at: z.string() }).transform(({ at }) => at),
  soon: z.strictObject({ when: z.string() }).default({ when: 'now' }),
})

/** What someone who misspelt a key may have meant. */
test.each<[path: PropertyKey[], keys: string[]]>([
  [[], ['name', 'place', 'lines', 'weights', 'notes', 'wait', 'later', 'soon']],
  [['place'], ['city', 'street']],
  [['lines', 0], ['text']],
  [['lines'], []],
  [['lines', 'first'], []],
  [['weights'], ['busy', 'failed']],
  [['weights', 'busy'], ['share']],
  [['notes'], []],
  [['wait'], ['least', 'most', 'of']],
  [['later'], ['at']],
  [['soon'], ['when']],
  [['name'], []],
  [['nowhere', 'at', 'all'], []],
  [['constructor'], []],
])('at %j are known %j', (path, keys) => {
  expect(knownKeys(schema, path)).toEqual(keys)
})
