import { z } from 'zod'
import { id, timestamp } from './formats.ts'
import { type CallEnding, callEndings } from './statuses.ts'

export { type CallEnding, callEndings } from './statuses.ts'

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
}

/** A call that is over. Field by field, as engines make it so in a fifth of the time that a spread takes. */
export function withEnding(call: Call, endedAt: string, outcome: CallEnding): Call {
  const { uuid, orderUuid, campaignUuid, recordUuid, attempt, startedAt } = call
  return { uuid, orderUuid, campaignUuid, recordUuid, attempt, startedAt, endedAt, outcome }
}
