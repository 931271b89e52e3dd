import { campaignRoutes } from './campaign-routes.ts'
import { orderRoutes } from './order-routes.ts'
import { recordRoutes } from './record-routes.ts'

/** Every route of the API, by the id that faults, the journal and matchers use. */
export const routes = { ...campaignRoutes, ...recordRoutes, ...orderRoutes } as const

/** The resources that the routes are about, as OpenAPI describes them. */
export const resources = {
  campaigns: 'Who is called, by which assistant, and when.',
  records: 'Contacts, with the custom fields of their record type.',
  orders: 'The places of contacts in campaigns.',
} as const

export type Routes = typeof routes
/** The id of an API operation, such as `orders.create`: faults, matchers and the journal name operations by it. */
export type OperationId = keyof Routes
/** All operation ids, in the order of the API documentation. */
export const operationIds = Object.freeze(Object.keys(routes) as OperationId[])
