import { z } from 'zod'
import { editions } from './edition.ts'
import { seed } from './formats.ts'
import type { Immutable } from './immutable.ts'

export const mockInfo = z.object({
  edition: z.enum(editions).meta({ id: 'Edition', description: 'The wire format.' }),
  /** The scenario that the mock started with. */
  scenario: z.string(),
  seed,
  baseUrl: z.string().meta({ description: 'The base URL of the API.' }),
  /** The name of the sandbox; null for the mock itself. */
  sandbox: z.string().nullable(),
})
/** What a mock is. */
export interface MockInfo extends Immutable<z.infer<typeof mockInfo>> {}
