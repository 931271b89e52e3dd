import { z } from 'zod'
import { type StruckFault, struckFault } from './faults.ts'
import { timestamp } from './formats.ts'
import type { Immutable } from './immutable.ts'
import { named } from './named.ts'

const texts = z.record(z.string(), z.string())

export const exchange = named('Exchange', 'A request that was answered, as the journal notes it.', {
  id: z.int().min(1),
  at: timestamp,
  /** When the request arrived at a server, by the wall clock and to the millisecond: real time, unlike `at`. */
  receivedAt: z
    .string()
    .optional()
    .meta({ description: 'When the request arrived at a server, in real time.', format: 'date-time' }),
  sandbox: z.string().nullable(),
  operation: z.string().nullable().meta({ description: 'The id of the operation; null where none was found.' }),
  method: z.string(),
  url: z.string(),
  params: texts,
  query: texts,
  headers: texts,
  body: z.unknown().optional().meta({ description: 'The parsed body, or the text where it is not JSON.' }),
  status: z.int(),
  response: z.unknown().optional().meta({ description: 'The parsed answer, or the text where it is not JSON.' }),
  responseHeaders: texts.meta({ description: 'The headers of the answer, without those that the transport adds.' }),
  /** How long the answer was made to wait; with a ticking clock also what it took to make. */
  durationMs: z.number().meta({ description: 'How long the answer was made to wait.' }),
  warnings: z.array(z.string()),
  /** The fault that struck the request, as it was then; null where none did. */
  fault: struckFault.nullable(),
  /** The step of the history that the request made; null where it changed nothing, or where no history is kept. */
  step: z.int().nullable().meta({ description: 'The step of the history that the request made, if any.' }),
  /** True when the step was undone. */
  undone: z.boolean(),
})
/** A request that the mock received, and its answer. */
export interface Exchange extends Omit<Immutable<z.infer<typeof exchange>>, 'fault'> {
  /** The fault that struck the request, as it was then; null where none did. */
  readonly fault: StruckFault | null
}
