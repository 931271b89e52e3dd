import { z } from 'zod'
import { orderStatuses } from './statuses.ts'

export { finalStatuses, openStatuses, orderStatuses, type OrderStatus } from './statuses.ts'

export const orderStatus = z
  .enum(orderStatuses)
  .meta({ id: 'OrderStatus', description: 'Where a contact stands in a campaign.' })
