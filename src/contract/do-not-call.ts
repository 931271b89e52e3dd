import type { Order } from './orders.ts'
import { openStatuses, type OrderStatus } from './statuses.ts'

/**
 * The rule of do-not-call: while an order is `do-not-call`, nobody calls its phone number, in any campaign. Requests,
 * `mock.db`, scenarios and the call simulator follow it. `Joins` knows which order forbids a number.
 */

/** The status of an order that forbids all calls to its phone number. */
export const forbiddenStatus = 'do-not-call' satisfies OrderStatus

/** Whether an order forbids all calls to its phone number. */
export function forbidsCalls({ status }: Pick<Order, 'status'>): boolean {
  return status === forbiddenStatus
}

/** Whether a status leads to a call. */
export function leadsToCall(status: OrderStatus): boolean {
  return openStatuses.has(status)
}

/** The status with which a contact joins a campaign, whatever was asked for. */
export function joiningStatus(wanted: OrderStatus, isForbidden: boolean): OrderStatus {
  return isForbidden ? forbiddenStatus : wanted
}

/** Says which order forbids a number. */
export function whyForbidden({ uuid }: Pick<Order, 'uuid'>, phoneNumber: string): string {
  return `the order ${uuid} says that ${phoneNumber} is never to be called`
}
