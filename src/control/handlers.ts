import type { ControlId, ControlRoutes } from '../contract/control-routes.ts'
import type { ControlAnswer, Input, InputOf } from '../contract/define-route.ts'
import { type FieldError, Problem, problems } from '../contract/problems.ts'
import type { Controlled } from './controlled.ts'

/** The facts of the server that received a request. */
export interface ServerFacts {
  /** Where the sender of the request finds the API. */
  readonly baseUrl: string
  /** How the server was started. */
  readonly settings?: object | undefined
}

interface Surroundings extends ServerFacts {
  /** The status and body of a GET of another address of the control API, and the length of that body as text. */
  readonly read: (address: string) => {
    readonly answer: { readonly status: number; readonly body: unknown }
    readonly length: number
  }
}

/** Declared as methods, so that the handler of one route is assignable to that of any route. */
interface Rule<Given, Answer> {
  handle(mock: Controlled, input: Given & Surroundings): Answer | Problem
}
type Handler<Id extends ControlId> = Rule<InputOf<ControlRoutes[Id]>, ControlAnswer<ControlRoutes[Id]>>['handle']
export type AnyHandler = Rule<Input<Readonly<Record<string, string>>, unknown, unknown>, unknown>['handle']

/** The handlers of a resource of the control API, one for each of its routes. */
export type HandlersOf<Resource extends string> = {
  readonly [Id in Extract<ControlId, `${Resource}.${string}`>]: Handler<Id>
}

export type AllHandlers = { readonly [Id in ControlId]: Handler<Id> }

export type QueryOf<Id extends ControlId> = InputOf<ControlRoutes[Id]>['query']
export type BodyOf<Id extends ControlId> = InputOf<ControlRoutes[Id]>['body']

/**
 * Runs a function with input of a client, and turns a TypeError about bad input into a refusal: with the field errors
 * that it carries, otherwise with its message as the error of `field`.
 */
export function refusing<Result>(field: string, run: () => Result): Result | Problem {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const lines = linesOf(error)
    return problems.invalid(lines.length > 0 ? lines : [{ field, message: error.message }])
  }
}

function linesOf(error: TypeError): readonly FieldError[] {
  return 'errors' in error && Array.isArray(error.errors) ? error.errors : []
}

/** The answer of a route, unless the change before it was refused. */
export function after<Result>(outcome: unknown, answer: () => Result): Result | Problem {
  return outcome instanceof Problem ? outcome : answer()
}
