import { z } from 'zod'
import type { Immutable } from './immutable.ts'
import { named } from './named.ts'

/** Answers that are no rows. */

export const done = named('Done', 'It was done.', { success: z.literal(true) })
/** The answer to a request that returns no data. */
export interface Done extends Immutable<z.infer<typeof done>> {}

export const doneWithMessage = z
  .object({ success: z.literal(true), message: z.string() })
  .meta({ id: 'DoneWithMessage', description: 'It was done, in words.' })
/** The same with a message for people. */
export interface DoneWithMessage extends Immutable<z.infer<typeof doneWithMessage>> {}

const fieldError = named('FieldError', 'One thing that is wrong with a request, and where.', {
  field: z.string().meta({ description: 'Where it is, such as `record.phoneNumber`.' }),
  message: z.string().meta({ description: 'What is wrong, what came, and what is allowed.' }),
})
/** One thing that is wrong with a request, and where. */
export interface FieldError extends Immutable<z.infer<typeof fieldError>> {}

export const errorBody = named('ErrorBody', 'A request that was refused.', {
  success: z.literal(false),
  message: z.string().meta({ description: 'What went wrong, for people.' }),
  errors: z.array(fieldError).optional().meta({ description: 'Each field that is not valid; only with status 400.' }),
})
/** The documented shape of a refusal, unless `formatError` replaces it. */
export interface ErrorBody extends Immutable<z.infer<typeof errorBody>> {}
