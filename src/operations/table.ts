import { inEdition, type Route } from '../contract/define-route.ts'
import type { Edition } from '../contract/edition.ts'
import { type OperationId, operationIds, routes } from '../contract/routes.ts'
import { campaignHandlers } from './campaigns.ts'
import type { AnyHandler, Handler, Operation, Representation } from './operation.ts'
import { orderHandlers } from './orders.ts'
import { recordHandlers } from './records.ts'

/** A route without a handler is a type error here. */
const handlers: { readonly [Id in OperationId]: Handler<Id> } = {
  ...campaignHandlers,
  ...recordHandlers,
  ...orderHandlers,
}

/** For answers that are no rows. */
const asIs: Representation<object> = { wire: (value) => value }

/** Every operation of the API in the wire form of an edition. */
export function operationsOf(edition: Edition): readonly Operation[] {
  return operationIds.map((id) => operationOf(id, edition))
}

function operationOf(id: OperationId, edition: Edition): Operation {
  const { query, body, refusals = [], answer, example, ...route }: Route = routes[id]
  const { as = asIs, ...rule }: AnyHandler = handlers[id]
  return {
    id,
    ...route,
    query,
    body: body && inEdition(body, edition),
    refusals,
    answer: { ...inEdition(answer, edition), as: inEdition(as, edition) },
    example: inEdition(example, edition),
    ...rule,
  }
}
