import { z } from 'zod'
import { id, timestamp } from './formats.ts'
import type { Immutable } from './immutable.ts'
import { named } from './named.ts'

const fix = named('Fix', 'What would change a situation: new values of one row.', {
  label: z.string(),
  model: z.enum(['campaign', 'order']).meta({ id: 'FixedModel', description: 'The model of the row to change.' }),
  uuid: id,
  data: z.record(z.string(), z.unknown()),
})
export interface Fix extends Immutable<z.infer<typeof fix>> {}

export const explanation = named('Explanation', 'Why an order is not called, or why a campaign does not call.', {
  sentence: z.string().meta({ description: 'One sentence for people, with times on the wall clock of the campaign.' }),
  because: z.array(z.string()).meta({ description: 'The facts behind it.' }),
  /** What happens next by itself, and when; null when nothing does. */
  next: named('NextThing', 'What happens next by itself, and when.', {
    at: timestamp,
    what: z
      .enum(['call begins', 'call ends', 'campaign completes'])
      .meta({ id: 'NextThingKind', description: 'What happens next.' }),
  }).nullable(),
  /** What would change it; missing when nothing needs to. */
  fix: fix.optional(),
  /** How many calls were made to the contact of an order, and how many there may be. */
  attempts: named('Attempts', 'How many calls were made to the contact of an order, and how many there may be.', {
    made: z.int().min(0),
    most: z.int().min(1),
  }).optional(),
})
export interface Explanation extends Immutable<z.infer<typeof explanation>> {}
