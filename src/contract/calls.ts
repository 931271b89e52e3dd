import { z } from 'zod'
import { id, instant, timestamp } from './formats.ts'
import { callOutcomes, type CallOutcome } from './simulator.ts'

/** `canceled` is a call that was cut off: its order was cancelled or removed, or its campaign stopped. */
export const callEndings = [...callOutcomes, 'canceled'] as const
export type CallEnding = CallOutcome | 'canceled'

export const callRow = z
  .object({
    uuid: id,
    orderUuid: id,
    campaignUuid: id,
    recordUuid: id,
    attempt: z.int().min(1),
    startedAt: timestamp,
    endedAt: timestamp.nullable(),
    outcome: z.enum(callEndings).nullable(),
    endsAt: instant.nullable().meta({ description: 'When a call in progress ends, in milliseconds since 1970.' }),
    endsAs: z.enum(callOutcomes).nullable().meta({ description: 'How a call in progress ends.' }),
    scriptedBy: z
      .string()
      .nullable()
      .meta({ description: 'The order or phone number whose script decided how a call in progress ends.' }),
  })
  .meta({ id: 'Call', description: 'One attempt to reach a contact.' })

export interface Call {
  readonly uuid: string
  readonly orderUuid: string
  readonly campaignUuid: string
  readonly recordUuid: string
  readonly attempt: number
  readonly startedAt: string
  /** `null` while the call goes on. */
  readonly endedAt: string | null
  /** `null` while the call goes on. */
  readonly outcome: CallEnding | null
  /** When a call in progress ends, in milliseconds since 1970. */
  readonly endsAt: number | null
  /** How a call in progress ends. */
  readonly endsAs: CallOutcome | null
  /** The order or phone number whose script decided how a call in progress ends. */
  readonly scriptedBy: string | null
}
