import { z } from 'zod'
import { defineModel } from './define-model.ts'
import { id, timestamp } from './formats.ts'
import type { Immutable } from './immutable.ts'
import { type CallEnding, callEndings } from './statuses.ts'

export { type CallEnding, callEndings } from './statuses.ts'

export const call = defineModel({
  id: 'Call',
  description: 'One attempt to reach a contact.',
  title: 'call',
  collection: 'calls',
  fields: {
    uuid: id,
    orderUuid: id,
    campaignUuid: id,
    recordUuid: id,
    attempt: z.int().min(1),
    startedAt: timestamp,
    /** `null` while the call goes on. */
    endedAt: timestamp.nullable(),
    /** `null` while the call goes on. */
    outcome: z.enum(callEndings).nullable(),
  },
  hidden: {},
  needed: ['orderUuid'],
  // Of a call, the campaign and the contact are those of its order.
  defaults: { campaignUuid: '', recordUuid: '', attempt: 1 },
  refs: { orderUuid: 'order', campaignUuid: 'campaign', recordUuid: 'record' },
  created: 'startedAt',
  lists: { campaign: (row) => row.campaignUuid },
  lookups: { order: (row) => row.orderUuid },
})
export interface Call extends Immutable<z.infer<typeof call.row>> {}

/** A call that is over. */
export function withEnding(call: Call, endedAt: string, outcome: CallEnding): Call {
  return { ...call, endedAt, outcome }
}
