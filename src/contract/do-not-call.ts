import type { Order } from './orders.ts'
import { openStatuses, type OrderStatus } from './statuses.ts'

/**
 * The rule of do-not-call: while an order is `do-not-call`, nobody calls its phone number, in any campaign. Requests,
 * `mock.db`, scenarios and the call simulator all ask here. `Joins` knows which order forbids a number.
 */

/** Whether a status leads to a call. */
export function leadsToCall(status: OrderStatus): boolean {
  return openStatuses.has(status)
}

/** The status with which a contact joins a campaign, whatever was asked for. */
export function joiningStatus(wanted: OrderStatus, isForbidden: boolean): OrderStatus {
  return isForbidden ? 'do-not-call' : wanted
}

/** Says which order forbids a number. */
export function whyForbidden({ uuid }: Pick<Order, 'uuid'>, phoneNumber: string): string {
  return `the order ${uuid} says that ${phoneNumber} is never to be called`
}
