import { z } from 'zod'
import { id, rangeOf } from './formats.ts'
import type { Immutable } from './immutable.ts'
import { namedStrict } from './named.ts'
import { recordOf } from './record-of.ts'
import { callOutcomes, outcomes } from './statuses.ts'

export { callOutcomes, type CallOutcome } from './statuses.ts'

export const drawnOutcome = z
  .enum(callOutcomes)
  .meta({ id: 'CallOutcome', description: 'How a call can end by itself.' })

const progressions = ['time', 'immediate', 'manual'] as const

const seconds = z.int().min(0).max(86_400)
const range = rangeOf(seconds)

const weight = z.number().min(0).max(1e9)

/**
 * Every setting of the call simulator, each optional: what is missing comes from the mock's own settings,
 * and what is missing there from `simulatorDefaults`.
 */
export const simulatorSettings = namedStrict('SimulatorSettings', 'How calls are made up.', {
  progression: z
    .enum(progressions)
    .meta({ id: 'Progression', description: 'When calls happen.' })
    .optional()
    .meta({ description: 'Whether calls happen as time passes, at once, or step by step.' }),
  concurrency: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .meta({ description: 'The most calls a campaign has going on at a time.' }),
  maxAttempts: z
    .int()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'How often a contact is called before the order fails.' }),
  retryDelays: z
    .array(z.number().min(0).max(525_600))
    .min(1)
    .max(100)
    .readonly()
    .optional()
    .meta({ description: 'Minutes until the next attempt, by attempt; the last one repeats.' }),
  talkSeconds: range.optional().meta({ description: 'The least and the most seconds of a conversation.' }),
  ringSeconds: seconds.optional().meta({ description: 'How long an unanswered call rings.' }),
  busySeconds: seconds.optional().meta({ description: 'How long a busy line takes to say so.' }),
  outcomes: z
    .strictObject(recordOf(callOutcomes, () => weight.optional()))
    .refine((weights) => Object.values(weights).some((value) => value > 0), {
      error: 'needs at least one outcome with a weight above 0',
    })
    .meta({ id: 'OutcomeWeights', description: 'How likely each outcome is, relative to the others.' })
    .optional()
    .meta({
      description: 'How likely each outcome is, relative to the others; an outcome that is missing never happens.',
    }),
  loopLimit: z.int().min(1).max(1e12).optional().meta({
    description:
      'The most events of one move of the clock: more throw an error. Listeners may make as many changes in answer to each other, up to 100,000: a further one throws in its listener. A campaign has no limit of its own.',
  }),
})

/** Settings of the call simulator; every one is optional. */
export interface SimulatorSettings extends Immutable<z.input<typeof simulatorSettings>> {}

export const simulatorDefaults = {
  progression: 'time',
  concurrency: 10,
  maxAttempts: 3,
  retryDelays: [30, 60, 120],
  talkSeconds: [30, 300],
  ringSeconds: 25,
  busySeconds: 3,
  outcomes: recordOf(callOutcomes, (outcome) => outcomes[outcome].weight),
  loopLimit: 10_000_000,
} as const satisfies Required<SimulatorSettings>

/** The most events of one move of the clock. */
export function loopLimitOf(settings: SimulatorSettings): number {
  return settings.loopLimit ?? simulatorDefaults.loopLimit
}

const anyDatetime = z.iso.datetime()
const preciseForm =
  'must be a UTC time in whole seconds or milliseconds, such as 2026-05-06T10:36:00Z or 2026-05-06T10:36:00.250Z'
const precise = z
  .string({ error: preciseForm })
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/, { error: preciseForm, abort: true })
  .refine((value) => anyDatetime.safeParse(value).success, { error: preciseForm })
  .meta({ description: 'A moment in UTC, in whole seconds or milliseconds.', format: 'date-time' })
  .transform((value) => (value.includes('.') ? value : value.replace('Z', '.000Z')))

/** What a snapshot keeps of the call simulator that is not in its rows. */
export const pendingEvent = z
  .discriminatedUnion('type', [
    /** A call in progress: when and how it will end. `scriptedBy` is the order or number whose script decided that. */
    z.strictObject({
      type: z.literal('call.end'),
      at: precise,
      callUuid: id,
      outcome: drawnOutcome,
      scriptedBy: z.string().optional(),
    }),
    /** When an order that was not reached may be called again. */
    z.strictObject({ type: z.literal('retry'), at: precise, orderUuid: id }),
    /** Outcomes still to come for an order or a phone number. */
    z.strictObject({ type: z.literal('script'), target: z.string(), outcomes: z.array(drawnOutcome).readonly() }),
  ])
  .meta({ id: 'PendingEvent', description: 'Something that the call simulator has decided and not yet done.' })

/** Something that the call simulator has decided and not yet done, in a snapshot. */
export type PendingEvent = Immutable<z.output<typeof pendingEvent>>
