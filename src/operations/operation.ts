import type { z } from 'zod'
import type { Page } from '../contract/lists.ts'
import type { References } from '../contract/models.ts'
import type { Method } from '../contract/operation-ids.ts'
import type { FieldError, Problem } from '../contract/problems.ts'
import type { World } from '../world/world.ts'

/** How a row is shown to clients. The text of a row is kept, so `wire` may only depend on what it is given. */
export interface Representation<Row extends object> {
  wire(row: Row, related: object | undefined): unknown
  /** Another row that is shown along; when it is replaced, the kept text is not used again. */
  related?(world: World, row: Row): object | undefined
  /** Keys that come last and are made anew for every answer. */
  extras?(world: World, row: Row): object | undefined
}

/** What becomes of the value that a handler answers. */
export type Answer =
  | { readonly kind: 'row'; readonly status: number; readonly schema: z.ZodType; readonly as: Representation<never> }
  | {
      readonly kind: 'page'
      readonly status: number
      readonly schema: z.ZodType
      readonly as: Representation<never>
      readonly key: string
      readonly totalPages: boolean
    }
  | { readonly kind: 'body'; readonly status: number; readonly schema: z.ZodType }
  | { readonly kind: 'nothing'; readonly status: 204 }

/** What a handler may look at beside its input. */
export interface Scope {
  readonly world: World
  /** Whether references to rows that do not exist are refused. */
  readonly references: References
}

export interface Input<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
}

/**
 * One operation, whole: what it is called, where it is found, what it takes, the rule, what it answers.
 * Routes, validation, types, OpenAPI and documentation follow from it.
 */
export interface Operation {
  readonly id: string
  readonly method: Method
  /** The path with its parameters in braces. */
  readonly path: string
  readonly summary: string
  readonly query?: z.ZodType | undefined
  readonly body?: z.ZodType | undefined
  /**
   * What else is wrong with the body, beyond its form: references, custom fields. Also asked about a body whose
   * form is wrong, so that all faults are told at once; it must take any JSON.
   */
  check?(
    scope: Scope,
    input: { readonly params: Readonly<Record<string, string>>; readonly body: unknown },
  ): readonly FieldError[]
  /** The refusals a client must reckon with, beside 400, 401, 413, 415 and 429. */
  readonly refusals: readonly number[]
  handle(scope: Scope, input: Input<Readonly<Record<string, string>>, unknown, unknown>): unknown
  readonly answer: Answer
}

type Parts<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | Parts<Rest> : never
type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

/** Declares an operation with its types worked out: parameters from the path, query and body from their schemas. */
export function defineOperation<
  Path extends string,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(operation: {
  readonly id: string
  readonly method: Method
  readonly path: Path
  readonly summary: string
  readonly query?: Query
  readonly body?: Body
  check?(
    scope: Scope,
    input: { readonly params: { readonly [Name in Parts<Path>]: string }; readonly body: unknown },
  ): readonly FieldError[]
  readonly refusals?: readonly number[]
  handle(
    scope: Scope,
    input: Input<{ readonly [Name in Parts<Path>]: string }, Output<Query>, Output<Body>>,
  ): object | undefined | Problem | Page<object>
  readonly answer: Answer
}): Operation {
  return { refusals: [], ...operation }
}
