import { z } from 'zod'
import type { Immutable } from './immutable.ts'

/** Answers that are no rows. */

export const done = z.object({ success: z.literal(true) }).meta({ id: 'Done', description: 'It was done.' })
/** The answer to a request that returns no data. */
export interface Done extends Immutable<z.infer<typeof done>> {}

export const doneWithMessage = z
  .object({ success: z.literal(true), message: z.string() })
  .meta({ id: 'DoneWithMessage', description: 'It was done, in words.' })
/** The same with a message for people. */
export interface DoneWithMessage extends Immutable<z.infer<typeof doneWithMessage>> {}

export const errorBody = z
  .object({
    success: z.literal(false),
    message: z.string().meta({ description: 'What went wrong, for people.' }),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Each field that is not valid; only with status 400.' }),
  })
  .meta({ id: 'Error', description: 'A request that was refused.' })
