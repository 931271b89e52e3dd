import { z } from 'zod'
import { callEndings } from './calls.ts'
import { id, timestamp } from './formats.ts'
import type { Immutable } from './immutable.ts'
import { named } from './named.ts'
import { recordOf } from './record-of.ts'
import { orderStatuses } from './statuses.ts'

const count = z.int().min(0)

/** A count for each of some names. */
export const countsOf = <Name extends string>(names: readonly Name[]) => recordOf(names, () => count)

export const stats = named('Stats', 'Where a campaign stands, or all of them together.', {
  orders: named('OrderCounts', 'Orders by status.', { ...countsOf(orderStatuses), total: count }),
  calls: named('CallCounts', 'Calls by how they ended.', { ...countsOf(callEndings), calling: count, total: count }),
  attempts: count.meta({ description: 'Calls that ran to their end: those that were cut off are no attempts.' }),
  reachedRate: z
    .number()
    .nullable()
    .meta({ description: 'The share of attempts that reached someone; null before the first.' }),
  next: named('NextEvent', 'What happens next by itself, and when.', {
    type: z
      .enum(['call.started', 'call.ended', 'campaign.status'])
      .meta({ id: 'NextEventType', description: 'The type of the next event.' }),
    at: timestamp,
    campaignUuid: id,
  }).nullable(),
  /** About when the last order will be final, as things go; null when nothing is on its way there. */
  estimatedEnd: timestamp.nullable().meta({ description: 'About when the last order will be final.' }),
})
/** The progress of one campaign, or of all together. */
export interface Stats extends Immutable<z.infer<typeof stats>> {}
