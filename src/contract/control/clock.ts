import { z } from 'zod'
import { clockSettings } from '../clock-settings.ts'
import { answering, type ControlRoute } from '../define-route.ts'
import { timestamp } from '../formats.ts'
import type { Immutable } from '../immutable.ts'
import { named } from '../named.ts'

/** Time travel. */

export const clock = z
  .object({ now: timestamp, ...clockSettings.shape })
  .meta({ id: 'Clock', description: 'The time, and whether it stands still or ticks.' })
export interface ClockState extends Immutable<z.infer<typeof clock>> {}

const fullClock = named('ClockAndNext', 'The time, and what happens next.', {
  ...clock.shape,
  next: named('NextMoment', 'What happens next by itself, and when.', { at: timestamp, type: z.string() }).nullable(),
})
export interface FullClock extends Immutable<z.infer<typeof fullClock>> {}

const clockChange = z
  .strictObject({
    set: z.union([z.string(), z.number()]).optional().meta({ description: 'The time to go to.' }),
    advance: z
      .union([z.string(), z.number()])
      .optional()
      .meta({ description: 'How far to go: `2h`, or milliseconds.' }),
    step: z.literal(true).optional().meta({ description: 'Goes to the next event.' }),
    runToEnd: z.literal(true).optional().meta({ description: 'Goes on until nothing is left to happen.' }),
    frozen: z.boolean().optional().meta({ description: 'Whether time stands still from now on, or ticks.' }),
    speed: clockSettings.shape.speed.optional(),
  })
  .refine(
    ({ set, advance, step, runToEnd }) =>
      [set, advance, step, runToEnd].filter((move) => move !== undefined).length <= 1,
    { error: 'must move time in one way: set, advance, step or runToEnd' },
  )
  .meta({ id: 'ClockChange', description: 'At most one move of time, and whether it ticks.' })

export const clockRoutes = {
  'clock.get': {
    method: 'GET',
    path: '/clock',
    summary: 'Returns the time, and what happens next',
    answer: answering(fullClock),
    example: { scenario: 'documented-orders' },
  },
  'clock.change': {
    method: 'POST',
    path: '/clock',
    summary: 'Moves the time, stops it, or lets it tick',
    description: "`{ set }`, `{ advance: '2h' }`, `{ step: true }` or `{ runToEnd: true }`, and `{ frozen, speed }`",
    body: clockChange,
    refusals: [409],
    answer: answering(fullClock),
    example: { scenario: 'documented-orders', body: { advance: '2h' } },
  },
} as const satisfies Readonly<Record<string, ControlRoute>>
