import type { z } from 'zod'
import type { AnswerForm, ByEdition, Input, InputOf, Method, RouteExample } from '../contract/define-route.ts'
import type { Page } from '../contract/lists.ts'
import type { References } from '../contract/models.ts'
import type { FieldError, Problem } from '../contract/problems.ts'
import type { OperationId, Routes } from '../contract/routes.ts'
import type { World } from '../world/world.ts'

/** How a row is shown to clients. The text of a row is kept, so `wire` may only depend on what it is given. */
export interface Representation<Row extends object> {
  wire(row: Row, related: object | undefined): unknown
  /** Another row that is shown along; when it is replaced, the kept text is not used again. */
  related?(world: World, row: Row): object | undefined
  /** Keys that come last. They are made for each answer and not cached. */
  extras?(world: World, row: Row): object | undefined
}

/** What a handler may look at beside its input. */
export interface Scope {
  readonly world: World
  /** Whether references to rows that do not exist are refused. */
  readonly references: References
  /**
   * Adds a warning to the journal about something that was done differently than requested. It names the field or the
   * other row.
   */
  readonly warn: (warning: string) => void
}

interface Rule<Given extends Input<unknown, unknown, unknown>> {
  /**
   * Returns the errors of a body that its schema cannot find: in references and in custom fields. It is also called for
   * a body that does not fit its schema, so that one answer lists all errors. It must accept any JSON.
   */
  check?(scope: Scope, input: { readonly params: Given['params']; readonly body: unknown }): readonly FieldError[]
  handle(scope: Scope, input: Given): object | undefined | Problem | Page<object>
  /** How the rows of the answer are shown. */
  readonly as?: ByEdition<Representation<never>>
}

/** The rule of a route. */
export type Handler<Id extends OperationId> = Rule<InputOf<Routes[Id]>>

export type AnyHandler = Rule<Input<Readonly<Record<string, string>>, unknown, unknown>>

/** The handlers of a resource: of each of its routes, and of no other. */
export type HandlersOf<Resource extends string> = {
  readonly [Id in Extract<OperationId, `${Resource}.${string}`>]: Handler<Id>
}

/** What becomes of the value that a handler returns, and how its rows are shown. */
type Answer = AnswerForm & { readonly as: Representation<never> }

/** A route of an edition and its handler: all that a request needs. */
export interface Operation extends Omit<AnyHandler, 'as'> {
  readonly id: OperationId
  readonly method: Method
  readonly path: string
  readonly summary: string
  readonly description?: string | undefined
  readonly query?: z.ZodType | undefined
  readonly body?: z.ZodType | undefined
  readonly refusals: readonly number[]
  readonly answer: Answer
  readonly example: RouteExample
}
