import { z } from 'zod'
import { defineModel } from './define-model.ts'
import { id, instant, timestamp } from './formats.ts'
import type { Immutable } from './immutable.ts'
import { drawnOutcome } from './simulator.ts'
import { type CallOutcome, callOutcomes } from './statuses.ts'
import { latest } from './timestamps.ts'

/** A call that was cut off: its order was cancelled or removed, or its campaign stopped. */
const cutOff = 'canceled'
/** How a call ended: an outcome, or cut off because its order was removed or its campaign stopped. */
export type CallEnding = CallOutcome | typeof cutOff
export const callEndings: readonly CallEnding[] = [...callOutcomes, cutOff]

const callEnding = z.enum(callEndings).meta({ id: 'CallEnding', description: 'How a call ended.' })

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
    outcome: callEnding.nullable(),
  },
  hidden: {
    endsAt: instant
      .max(latest)
      .nullable()
      .meta({ description: 'When a call in progress ends, in milliseconds since 1970.' }),
    endsAs: drawnOutcome.nullable().meta({ description: 'How a call in progress ends.' }),
    scriptedBy: z
      .string()
      .nullable()
      .meta({ description: 'The order or phone number whose script decided how a call in progress ends.' }),
  },
  needed: ['orderUuid'],
  // The campaign and the contact of a call are taken from its order.
  defaults: { campaignUuid: '', recordUuid: '', attempt: 1 },
  refs: { orderUuid: 'order', campaignUuid: 'campaign', recordUuid: 'record' },
  created: 'startedAt',
  lists: { campaign: (row) => row.campaignUuid },
  queues: {
    /** Calls in progress, in the order in which they end. */
    inProgress: { key: (row) => (row.endsAt === null ? null : row.campaignUuid), rank: (row) => row.endsAt ?? 0 },
  },
  lookups: { order: (row) => row.orderUuid },
})
/** A call that was made or is in progress, as a row of the mock. */
export interface Call extends Immutable<z.infer<typeof call.row>> {}
