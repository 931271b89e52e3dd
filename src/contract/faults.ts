import { z } from 'zod'
import { wait } from './formats.ts'
import type { Immutable } from './immutable.ts'
import { operationId } from './operation-ids.ts'

/** A fault: which requests it strikes, what happens to them, and how often. */

/** The names and values that HTTP allows for headers. */
const headerName = /^[!#$%&'*+.^_`|~\w-]+$/
const headerValue = /^[\t\u0020-\u007e\u0080-\u00ff]*$/

/** Headers of the connection and of the framing of an answer. A fault may not set them: the transport does. */
const ownHeaders = new Set([
  'content-length',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** The error of a header, or undefined if it is valid. */
function flawOf(name: string, value: string): string | undefined {
  if (!headerName.test(name)) return 'is not a name that a header can have: letters, digits and hyphens'
  if (!headerValue.test(value)) return 'must hold no line breaks and no characters beyond Latin-1'
  if (ownHeaders.has(name.toLowerCase()))
    return 'is not a header that a fault can have: it follows from how the answer is sent'
  return name.toLowerCase() === 'connection' && value.toLowerCase() !== 'close'
    ? 'must be close: nothing else can be asked of a connection'
    : undefined
}

/** zod's record schema drops this key silently, so it is refused before. */
const withoutPrototype = z.custom<Record<string, string>>((value) => !Object.hasOwn(Object(value), '__proto__'), {
  error: 'is not a name that a header can have',
  path: ['__proto__'],
  abort: true,
})

const header = withoutPrototype.pipe(z.record(z.string(), z.string())).superRefine((headers, context) => {
  for (const [name, value] of Object.entries(headers)) {
    const message = flawOf(name, value)
    if (message !== undefined) context.addIssue({ code: 'custom', message, path: [name], input: value })
  }
})

/** Effects that change the answer. They exclude those of the next list, with which there is no answer. */
const answering = ['status', 'headers', 'body', 'malformed', 'truncated'] as const
const silencing = ['networkError', 'reset', 'timeout'] as const

const status = z.int().min(200).max(599)

/** Which requests a fault strikes. */
const conditions = z.strictObject({
  operation: operationId.optional().meta({ description: 'The operation to strike, such as orders.create.' }),
  method: z.string().min(1).optional().meta({ description: 'The method to strike.' }),
  path: z
    .string()
    .startsWith('/', { error: 'must start with /' })
    .max(1_000)
    .optional()
    .meta({ description: 'The path to strike; *, {uuid} and :uuid stand for any one segment, ** for any rest.' }),
  /** What the query must contain, any part of it: `{ page: 2 }`. */
  query: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional()
    .meta({ description: 'What the query must hold, any part of it.' }),
  /** What the body of the request must contain, any part of it: `{ record: { firstName: 'Ada' } }`. */
  requestBody: z.unknown().optional().meta({ description: 'What the body of the request must hold, any part of it.' }),
  /** Strikes from this request on that fits: 3 skips the first two. Without `times` it strikes that one alone. */
  nth: z.int().min(1).optional().meta({
    description: 'Lets those before pass: 3 strikes the third that fits, and it alone where times is missing.',
  }),
  times: z.int().min(1).optional().meta({ description: 'How many requests to strike; all when missing.' }),
  probability: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .meta({ description: 'How likely a request is struck; drawn from the seed.' }),
})

/** The effects of a fault on the requests that it strikes. */
const effects = z.strictObject({
  status: status.optional().meta({ description: 'Answers with this status instead of running the operation.' }),
  headers: header
    .optional()
    .meta({ description: 'Headers of the answer; without a status or a body, added to those of the operation.' }),
  body: z
    .unknown()
    .optional()
    .meta({ description: 'Answers with this body instead. Text is sent unchanged, anything else as JSON.' }),
  /** Milliseconds the answer waits, or a range to draw from. Fake timers of a test runner that are installed count. */
  delay: wait.optional().meta({ description: 'Milliseconds the answer waits, or a range to draw from.' }),
  networkError: z.boolean().optional().meta({ description: 'Breaks the connection.' }),
  /** Resets the connection, where the transport has one: the server, and Playwright. Elsewhere as `networkError`. */
  reset: z.boolean().optional().meta({ description: 'Resets the connection, where the transport has one.' }),
  timeout: z.boolean().optional().meta({ description: 'Never answers.' }),
  malformed: z.boolean().optional().meta({ description: 'Answers with JSON that does not parse.' }),
  truncated: z.boolean().optional().meta({ description: 'Breaks the body off in the middle.' }),
  /**
   * Runs the operation first: what it changes stays, only its answer is lost or replaced.
   * @example
   * mock.faults.add({ operation: 'orders.create', networkError: true, after: true, times: 1 })
   */
  after: z
    .boolean()
    .optional()
    .meta({ description: 'Runs the operation first: what it changes stays, only its answer is lost or replaced.' }),
})

const json = z.strictObject({ ...conditions.shape, ...effects.shape })

/** A condition as a function. It cannot be sent over HTTP, so it is for faults that are added in the same process. */
const when = z
  .custom<(request: FaultedRequest) => boolean>((value) => typeof value === 'function', { error: 'must be a function' })
  .optional()

type AnyFault = z.output<typeof json>

function checkEffects(fault: AnyFault, context: z.RefinementCtx): void {
  const isGiven = (effect: keyof typeof fault) => fault[effect] !== undefined && fault[effect] !== false
  const changes = answering.filter(isGiven)
  const silence = silencing.find(isGiven)
  if (silence && changes.length > 0) {
    const why = { timeout: 'never answers', networkError: 'breaks the connection', reset: 'resets the connection' }[
      silence
    ]
    context.addIssue({
      code: 'custom',
      path: [silence],
      message: `${why}, so that no answer is left to change: leave out ${changes.join(', ')}`,
    })
  }
  if (!silence && changes.length === 0 && fault.delay === undefined)
    context.addIssue({
      code: 'custom',
      path: [],
      message: `must have an effect: ${[...answering, 'delay', ...silencing].join(', ')}`,
    })
}

export const fault = json
  .superRefine(checkEffects)
  .meta({ id: 'Fault', description: 'Something that goes wrong on purpose.' })

const identity = z.object({
  id: z.int().min(1),
  hold: z.literal(true).optional().meta({ description: 'Whether answers are held back until a gate is opened.' }),
})

const hits = z.object({
  hits: z.int().min(0).meta({ description: 'How many requests it has struck.' }),
  remaining: z.int().nullable().meta({ description: 'How many more requests it strikes; null without an end.' }),
})

const struck = z.object({ ...json.shape, ...identity.shape })

/** The schema of a fault with its id, in answers of the control API. */
export const struckFault = struck.meta({ id: 'StruckFault', description: 'A fault by its id.' })

/** The schema of an added fault, in answers of the control API. */
export const activeFault = struck.extend(hits.shape).meta({ id: 'ActiveFault', description: 'A fault that was added.' })

export const faultInProcess = json.extend({ when }).superRefine(checkEffects)

/** The conditions for holding answers back, over HTTP. */
export const hold = conditions.meta({ id: 'Hold', description: 'Requests whose answers are held back.' })

/** The conditions for holding answers back, in the same process. */
export const holdable = conditions.extend({ when })

/** A request as the function of a fault sees it, before anything is done for it. */
export interface FaultedRequest {
  /** The operation, such as `orders.create`. */
  readonly operation: string
  readonly method: string
  /** The path behind the base URL, still percent-encoded. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** The parsed body; the text if it is not JSON, and undefined without a body. */
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
}

/** Which requests to strike: those that fit all given conditions. */
export interface FaultConditions extends Immutable<z.input<typeof conditions>> {
  /**
   * Whether to strike a request. It is called before the operation runs, after all other conditions.
   * @example
   * mock.faults.add({ when: ({ headers }) => headers['x-tenant'] === 'two', status: 503 })
   */
  readonly when?: ((request: FaultedRequest) => boolean) | undefined
}

/** Something that goes wrong on purpose: which requests it strikes, what happens to them, how often. */
export interface Fault extends FaultConditions, Immutable<z.input<typeof effects>> {}

/** A fault by its id, as the journal notes it with a request. */
export interface StruckFault extends Fault, Immutable<z.input<typeof identity>> {}

/** A fault that was added: its settings, how often it has struck, and how often it still will. Frozen. */
export interface ActiveFault extends StruckFault, Immutable<z.input<typeof hits>> {}
