import { z } from 'zod'
import type { Immutable } from './immutable.ts'
import { operationIds } from './operation-ids.ts'

/** A fault: which requests it strikes, what happens to them, and how often. */

/** What HTTP lets a header be called, and what it may hold. */
const headerName = /^[!#$%&'*+.^_`|~\w-]+$/
const headerValue = /^[\t\u0020-\u007e\u0080-\u00ff]*$/

/** What the connection and the framing of an answer are made of: they follow from the answer, or break it. */
const ownHeaders = new Set([
  'content-length',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** What is wrong with a header; undefined where nothing is. */
function flawOf(name: string, value: string): string | undefined {
  if (!headerName.test(name)) return 'is not a name that a header can have: letters, digits and hyphens'
  if (!headerValue.test(value)) return 'must hold no line breaks and no characters beyond Latin-1'
  if (ownHeaders.has(name.toLowerCase()))
    return 'is not a header that a fault can have: it follows from how the answer is sent'
  return name.toLowerCase() === 'connection' && value.toLowerCase() !== 'close'
    ? 'must be close: nothing else can be asked of a connection'
    : undefined
}

/** A record leaves this name out without a word. */
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

/** What changes an answer: of a connection that breaks, there is none to change. */
const answering = ['status', 'headers', 'body', 'malformed', 'truncated'] as const
const silencing = ['networkError', 'timeout'] as const

const status = z.int().min(200).max(599)

export const fault = z
  .strictObject({
    /** The operation to strike, such as `orders.create`. */
    operation: z.enum(operationIds).optional().meta({ description: 'The operation to strike, such as orders.create.' }),
    method: z.string().min(1).optional().meta({ description: 'The method to strike.' }),
    /** The path to strike; `*` stands for any one segment, `**` for any rest. */
    path: z
      .string()
      .startsWith('/', { error: 'must start with /' })
      .max(1_000)
      .optional()
      .meta({ description: 'The path to strike; * stands for any one segment, ** for any rest.' }),
    /** Answers this status instead of running the operation. */
    status: status.optional().meta({ description: 'Answers this status instead.' }),
    /** Headers of the answer. Without a status or a body the operation runs, and its answer has them too. */
    headers: header
      .optional()
      .meta({ description: 'Headers of the answer; without a status or a body, of the usual one.' }),
    /** Answers this instead of running the operation: text as it is, anything else as JSON. */
    body: z
      .unknown()
      .optional()
      .meta({ description: 'Answers this body instead: text as it is, anything else as JSON.' }),
    /** Milliseconds the answer waits. */
    delay: z.number().min(0).max(3_600_000).optional().meta({ description: 'Milliseconds the answer waits.' }),
    /** Breaks the connection. */
    networkError: z.boolean().optional().meta({ description: 'Breaks the connection.' }),
    /** Never answers. */
    timeout: z.boolean().optional().meta({ description: 'Never answers.' }),
    /** Answers JSON that does not parse. */
    malformed: z.boolean().optional().meta({ description: 'Answers JSON that does not parse.' }),
    /** Breaks the body off in the middle. */
    truncated: z.boolean().optional().meta({ description: 'Breaks the body off in the middle.' }),
    /** How many requests to strike; all when missing. */
    times: z.int().min(1).optional().meta({ description: 'How many requests to strike; all when missing.' }),
    /** How likely a request is struck, drawn from the seed. */
    probability: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .meta({ description: 'How likely a request is struck; drawn from the seed.' }),
  })
  .superRefine((fault, context) => {
    const isGiven = (effect: keyof typeof fault) => fault[effect] !== undefined && fault[effect] !== false
    const changes = answering.filter(isGiven)
    const silence = silencing.find(isGiven)
    if (silence && changes.length > 0) {
      const why = silence === 'timeout' ? 'never answers' : 'breaks the connection'
      context.addIssue({
        code: 'custom',
        path: [silence],
        message: `${why}, so that no answer is left to change: leave out ${changes.join(', ')}`,
      })
    }
    if (!silence && changes.length === 0 && fault.delay === undefined) {
      context.addIssue({
        code: 'custom',
        path: [],
        message: `must have an effect: ${[...answering, 'delay', ...silencing].join(', ')}`,
      })
    }
  })
  .meta({ id: 'Fault', description: 'Something that goes wrong on purpose.' })

/** Something that goes wrong on purpose: which requests it strikes, what happens to them, how often. */
export interface Fault extends Immutable<z.input<typeof fault>> {}

/** A fault that was added: its settings, and how often it will still strike. */
export interface ActiveFault extends Fault {
  readonly id: number
  /** How many more requests it strikes; null without an end. */
  readonly remaining: number | null
}
