import { z } from 'zod'

/** Every status of an order: the lifecycle of a contact in a campaign. */
export const orderStatuses = [
  'registered',
  'planned',
  'scheduled',
  'calling',
  'busy',
  'no-answer',
  'failed',
  'completed',
  'contacted',
  'canceled',
  'do-not-call',
] as const
export const orderStatus = z
  .enum(orderStatuses)
  .meta({ id: 'OrderStatus', description: 'Where a contact stands in a campaign.' })
export type OrderStatus = z.infer<typeof orderStatus>

/** The statuses that nothing leaves by itself. */
export const finalStatuses: ReadonlySet<OrderStatus> = new Set<OrderStatus>([
  'failed',
  'completed',
  'contacted',
  'canceled',
  'do-not-call',
])

/** The statuses that mean a call: forbidden once a contact asked never to be called. */
export const callingStatuses: ReadonlySet<OrderStatus> = new Set<OrderStatus>(['planned', 'scheduled', 'calling'])
