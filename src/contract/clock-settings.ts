import { z } from 'zod'
import type { Immutable } from './immutable.ts'

export const clockSettings = z.strictObject({
  mode: z
    .enum(['frozen', 'ticking'])
    .meta({ id: 'ClockMode', description: 'Whether time stands still until it is moved, or ticks.' }),
  speed: z.number().min(0).max(1_000_000).meta({ description: 'How many virtual seconds pass in a real second.' }),
})
/** How virtual time moves: only on demand, or along with the machine's time. */
export interface ClockSettings extends Immutable<z.infer<typeof clockSettings>> {}

/** The settings of a clock that change. */
export const clockChanges = clockSettings.partial()
export interface ClockChanges extends Immutable<z.infer<typeof clockChanges>> {}
