import { z } from 'zod'
import { clockSettings } from './clock-settings.ts'
import { defaultEdition, editions } from './editions.ts'
import { seed, wait } from './formats.ts'
import { references } from './models.ts'
import { operationIds } from './operation-ids.ts'
import { instead, toFieldErrors } from './field-errors.ts'
import { isOpaque, showKind } from './plain-object.ts'
import type { Problem } from './problems.ts'
import { simulatorSettings } from './simulator.ts'

const duration = z.union([z.string(), z.number()])

/** An option that is a function. */
export const aFunction = <Call extends (...given: never[]) => unknown>() =>
  z.custom<Call>((value) => typeof value === 'function', { error: 'must be a function' })

/** What the help of the command says of an option that is also a flag. */
interface FlagWords {
  readonly group: 'Where' | 'What' | 'Time' | 'Behaviour'
  readonly help: string
  readonly short?: string
  /** What the value of an option that is a text is called. */
  readonly value?: string
}

/** The options that are also flags of the command, with the same name, values and default. */
export const optionFlags = z.registry<FlagWords>()

/** The options that a scenario does not decide; `scenario` and `now` are read where they are used. */
export const mockOptions = z.strictObject({
  /**
   * The address of the API without the final `/api`: with or without a path (`https://api.example.com/v1` answers at
   * `/v1/api/campaigns`), a path on the page's own origin (`'/'` for the origin itself), or `'*'` for any origin. Default
   * `http://callcamp.ai`, or `http://localhost:3000` in the local edition.
   */
  baseUrl: z.string().optional(),
  /** The documented wire format. Default `'hosted'`. */
  edition: z
    .enum(editions)
    .default(defaultEdition)
    .register(optionFlags, { group: 'What', help: 'The documented wire format.' }),
  scenario: z.unknown().optional(),
  /** The start number of the random generator. The same seed and the same calls give the same bytes. Default: the scenario's. */
  seed: seed.optional(),
  now: z.unknown().optional(),
  /**
   * Whether time stands still until you move it, or ticks. Each request brings a ticking clock up to date, and so does reading
   * the clock or `mock.db`. Default `'frozen'`.
   */
  clock: clockSettings.shape.mode.default('frozen'),
  /** How many virtual seconds pass in a real second while the clock ticks. Default 1. */
  speed: clockSettings.shape.speed
    .default(1)
    .register(optionFlags, { group: 'Time', help: 'How many virtual seconds pass in a real second.' }),
  /** How many milliseconds answers are delayed: a number, `[least, most]`, or an object with either of them by operation. */
  latency: z.union([wait, z.partialRecord(z.enum(operationIds), wait)]).optional(),
  /** `{ keys: ['…'] }`: requests without one of these keys are refused with a 401. */
  auth: z.strictObject({ keys: z.array(z.string().min(1)).min(1).readonly() }).optional(),
  /**
   * How many requests a minute of virtual time are allowed, or `{ requests, window }`. Further ones are refused with a 429.
   * `Retry-After` is in real seconds, or in virtual ones while the clock is frozen.
   */
  rateLimit: z
    .union([z.int().min(1), z.strictObject({ requests: z.int().min(1), window: duration.optional() })])
    .optional(),
  /** Refuses unknown keys of bodies and queries with a 400, instead of a warning in the journal. */
  strict: z
    .boolean()
    .default(false)
    .register(optionFlags, { group: 'Behaviour', help: 'Refuses unknown keys instead of warning.' }),
  /**
   * Whether references to rows that do not exist are refused. Default `'strict'`. `'loose'` lets campaigns and contacts name any record
   * type, assistant and phone: in requests, scenarios and `mock.db`. Orders need their campaign and contact all the same.
   */
  references: z
    .enum(references)
    .default('strict')
    .register(optionFlags, { group: 'What', help: 'loose accepts ids of rows that do not exist.' }),
  /** Settings of the call simulator; `false` switches it off. */
  simulator: z.union([z.literal(false), simulatorSettings]).optional(),
  /** Makes the bodies of refusals, if those of your API differ. It must be synchronous: no promise is awaited. */
  formatError: aFunction<(problem: Problem) => unknown>().optional(),
  /** How many requests the journal keeps, fewer if their bodies are large. Default 1000; 0 switches it off. */
  journal: z
    .int()
    .min(0)
    .max(1_000_000)
    .default(1_000)
    .register(optionFlags, { group: 'Behaviour', help: 'How many requests are kept; 0 keeps none.' }),
  /** How many steps of the history are kept, fewer if they are large. Default 1000; 0 switches it off. */
  history: z
    .int()
    .min(0)
    .max(1_000_000)
    .default(1_000)
    .register(optionFlags, { group: 'Behaviour', help: 'How many steps of the history are kept; 0 keeps none.' }),
  /**
   * What happens to unknown paths below `/api`: `'refuse'` (the default) answers 404 and names the nearest path,
   * `'passthrough'` leaves them to your other handlers and to the network.
   */
  unknown: z.enum(['refuse', 'passthrough']).default('refuse'),
})

/** Options of `createMock`; every one is optional. */
export interface MockOptions<Scenario = unknown> extends Readonly<
  Omit<z.input<typeof mockOptions>, 'scenario' | 'now'>
> {
  /** The data at the start: the name of a shipped scenario, a scenario object, or a snapshot. Default `'empty'`. */
  readonly scenario?: Scenario | undefined
  /** The time the mock starts at. Default: the scenario's. */
  readonly now?: string | number | Date | undefined
}

/** Checks options; a TypeError names each one that is wrong. */
export function checkOptions<Schema extends z.ZodObject>(
  schema: Schema,
  options: unknown,
  caller: string,
): z.output<Schema> {
  if (isOpaque(options)) throw new TypeError(`${caller}: options must be an object; received ${showKind(options)}`)
  // Options are parsed once per mock, so that compiling a parser would not pay off.
  const parsed = schema.safeParse(options, { jitless: true })
  if (parsed.success) return parsed.data
  const { error } = parsed
  const unknownKeys = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
  )
  const lines = toFieldErrors(error.issues, options, 'options', schema).map(({ field, message }) =>
    unknownKeys.includes(field)
      ? `${field} is not an option${instead(field, Object.keys(schema.shape), 'the options')}`
      : `${field} ${message}`,
  )
  throw new TypeError(`${caller}: ${lines.join('; ')}`)
}
