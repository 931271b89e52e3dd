import { controlPath } from '../contract/addressing.ts'
import { type ControlId, controlResources, controlRoutes, serverRoutes } from '../contract/control-routes.ts'
import type { ControlRoute, RouteExample, ServerRoute } from '../contract/define-route.ts'
import { type Control, createControl } from '../control/control.ts'
import { createMock } from '../create-mock.ts'
import { type MockAnswer, plainRequest } from '../engine/exchange.ts'
import { internals } from '../engine/internals.ts'
import type { Mock } from '../mock.ts'
import { describeApi, type DescribedRoute, type OpenApiDocument } from '../openapi/describe.ts'
import type { OpenApiOptions } from '../openapi/document.ts'
import { operationsOf } from '../operations/table.ts'

/** The control API as an OpenAPI document. */

export interface ControlDocumentOptions extends Pick<OpenApiOptions, 'auth' | 'spec'> {
  /** Where the server is found. */
  readonly baseUrl: string
}

export function toControlOpenApi({ baseUrl, auth = false, spec = '3.1' }: ControlDocumentOptions): OpenApiDocument {
  const control = createControl()
  const ids = Object.keys(controlRoutes) as readonly ControlId[]
  return describeApi({
    title: 'The control API of callcamp-mock',
    description: 'Controls a mock of the Call Camp API: its data, time, faults and sandboxes.',
    server: { url: `${baseUrl}${controlPath}`, description: 'The server of the mock' },
    resources: controlResources,
    auth,
    strict: true,
    spec,
    routes: [
      ...ids.map((id) => describeControl(control, id, controlRoutes[id], auth)),
      ...Object.entries(serverRoutes).map(([id, route]) => describeServed(id, route, auth)),
    ],
  })
}

function describeControl(control: Control, id: ControlId, route: ControlRoute, auth: boolean): DescribedRoute {
  const { example, body, query, refusals = [] } = route
  return {
    ...route,
    id,
    refusals: [
      403,
      ...(auth ? [401] : []),
      ...(query || body ? [400] : []),
      ...(body ? [413, 415, 429, 507] : []),
      ...refusals,
    ],
    example: { body: example.body, answer: example.answer ?? runExample(control, id, route) },
  }
}

function describeServed(id: string, { refusals = [], ...route }: ServerRoute, auth: boolean): DescribedRoute {
  const { answer } = route
  const guarded = id === 'server.ready' ? [] : [403, ...(auth ? [401] : [])]
  return {
    ...route,
    id,
    refusals: [...(route.query || route.body ? [400] : []), ...(route.body ? [413, 415] : []), ...guarded, ...refusals],
    example: { ...(route.exampleBody && { body: route.exampleBody }), answer: answer.example },
  }
}

/** Examples are no prose: each is asked of a mock with its scenario, and its answer is what came. */
function runExample(control: Control, id: ControlId, { example }: ControlRoute): unknown {
  const mock = createMock({ scenario: example.scenario })
  for (const before of example.after ?? []) ask(mock, control, before)
  const { body } = ask(mock, control, id)
  return body === undefined ? undefined : JSON.parse(body)
}

function ask(mock: Mock, control: Control, id: string): MockAnswer {
  const operation = operationsOf(mock.info.edition).find((one) => one.id === id)
  const route: ControlRoute | undefined = isControlId(id) ? controlRoutes[id] : undefined
  const answer = operation
    ? mock[internals].run(toRequest(operation, operation.example))
    : route && control.run(mock, toRequest(route, route.example))
  if (!answer || answer.status !== (operation ?? route)?.answer.status)
    throw new Error(`The example for ${id} is refused: ${answer?.status} ${answer?.body}`)
  return answer
}

function isControlId(id: string): id is ControlId {
  return Object.hasOwn(controlRoutes, id)
}

function toRequest(
  { method, path }: { readonly method: string; readonly path: string },
  { params = {}, query, body }: RouteExample & { readonly query?: Readonly<Record<string, string>> },
) {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
  const address = query ? `${filled}?${new URLSearchParams(query)}` : filled
  return plainRequest(method, address, body && JSON.stringify(body))
}
