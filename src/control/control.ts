import { controlPath } from '../contract/addressing.ts'
import { type ControlId, controlRoutes } from '../contract/control-routes.ts'
import type { ControlRoute } from '../contract/define-route.ts'
import { Problem, show } from '../contract/problems.ts'
import { decodeInput } from '../engine/decode.ts'
import { answerOf, type MockAnswer, type MockRequest, notAllowed, plainRequest } from '../engine/exchange.ts'
import { internals } from '../engine/internals.ts'
import { type Match, Router } from '../engine/route.ts'
import { nearestPath } from '../operations/nearest.ts'
import { clockHandlers } from './clock.ts'
import type { Controlled } from './controlled.ts'
import { dbHandlers } from './db.ts'
import { faultHandlers } from './faults.ts'
import type { AllHandlers, AnyHandler, ServerFacts } from './handlers.ts'
import { historyHandlers } from './history.ts'
import { mockHandlers } from './mock.ts'
import { requestHandlers } from './requests.ts'
import { sandboxHandlers } from './sandboxes.ts'
import { simulatorHandlers } from './simulator.ts'
import { stateHandlers } from './state.ts'

/** A route without a handler is a type error here. */
const handlers: AllHandlers = {
  ...mockHandlers,
  ...clockHandlers,
  ...dbHandlers,
  ...faultHandlers,
  ...requestHandlers,
  ...historyHandlers,
  ...stateHandlers,
  ...simulatorHandlers,
  ...sandboxHandlers,
}

/** The most bytes of a body. Snapshots are larger than what clients of the API send. */
export const maxControlBodyBytes = 268_435_456

const decoding = { largest: maxControlBodyBytes, strict: true }

interface ControlRow extends ControlRoute {
  readonly handle: AnyHandler
}

/** Where a request leads. Null if the control API has nothing there. */
export type ControlMatch = Match<ControlRow> | null

/** The control API: for test tools in any language, the inspector and the overlay. */
export interface Control {
  /** Finds the route of a request, whose path may begin with `/__mock`. */
  find(method: string, path: string): ControlMatch
  /** Answers a request. `server` says where its sender finds the API. The route is found, unless it is known. */
  run(mock: Controlled, request: MockRequest, server?: ServerFacts, match?: ControlMatch): MockAnswer
}

export function createControl(): Control {
  const ids = Object.keys(controlRoutes) as readonly ControlId[]
  // The ids of steps and faults are numbers: `/history/back` is never a step.
  const router = new Router(ids.map(toRow), { hides: true })
  const find = (method: string, path: string) => router.find(method, behindControlPath(path))
  return {
    find,
    run(mock, request, server = { baseUrl: mock.info.baseUrl }, match = find(request.method, request.path)) {
      const outcome = handle(find, match, mock, request, server)
      return outcome instanceof Problem ? mock[internals].refuse(outcome) : outcome
    },
  }
}

function toRow(id: ControlId): ControlRow {
  return { ...controlRoutes[id], handle: handlers[id] }
}

function handle(
  find: Control['find'],
  match: ControlMatch,
  mock: Controlled,
  request: MockRequest,
  server: ServerFacts,
): MockAnswer | Problem {
  if (!match) return new Problem(404, nothingAt(request.path))
  const { row, params } = match
  if (!row) return notAllowed(request.method, match.allow)
  const { input } = decodeInput(row, request, params, decoding)
  if (input instanceof Problem) return input
  const read = (address: string) => readOne(find, mock, address, server)
  const value = row.handle(mock, { ...input, read, ...server })
  if (value instanceof Problem) return value
  return answerOf(row.answer.status, row.answer.kind === 'nothing' ? undefined : JSON.stringify(value))
}

function nothingAt(path: string): string {
  const near = nearestPath(Object.values(controlRoutes), behindControlPath(path))
  const meant = near === undefined ? '' : `; did you mean ${controlPath}${near}?`
  return `The control API has nothing at ${show(path)}${meant}`
}

function readOne(find: Control['find'], mock: Controlled, address: string, server: ServerFacts) {
  const request = plainRequest('GET', address)
  const outcome = handle(find, find('GET', request.path), mock, request, server)
  const { status, body = 'null' } = outcome instanceof Problem ? mock[internals].refuse(outcome) : outcome
  const value: unknown = JSON.parse(body)
  return { answer: { status, body: value }, length: body.length }
}

function behindControlPath(path: string): string {
  return path.startsWith(`${controlPath}/`) ? path.slice(controlPath.length) : path
}
