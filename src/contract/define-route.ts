import type { z } from 'zod'
import type { Edition } from './edition.ts'
import type { Immutable } from './immutable.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT'

/** One value, or one for each edition where they differ. */
export type ByEdition<Value> = Value | { readonly [Each in Edition]: Value }

interface BodyAnswer {
  readonly kind: 'body'
  readonly status: number
  readonly schema: z.ZodType
}

/** The usual answer of a control route: status 200 with a body. */
export const answering = <Schema extends z.ZodType>(schema: Schema) => ({ kind: 'body', status: 200, schema }) as const

interface NoAnswer {
  readonly kind: 'nothing'
  readonly status: 204
}

/** How the value that a handler returns becomes an answer. */
export type AnswerForm =
  | (Omit<BodyAnswer, 'kind'> & { readonly kind: 'row' | 'body' })
  | (Omit<BodyAnswer, 'kind'> & {
      readonly kind: 'page'
      /** What the answer calls the rows. */
      readonly key: string
      readonly totalPages: boolean
    })
  | NoAnswer

/** The example request of the documentation. Running it gives the example answer. */
export interface RouteExample {
  readonly scenario: string
  readonly params?: Readonly<Record<string, string>>
  readonly body?: object
}

/** What a route of either API declares. */
interface AnyRoute {
  readonly method: Method
  /** The path with its parameters in braces. */
  readonly path: string
  readonly summary: string
  /** Further documentation, in Markdown. */
  readonly description?: string
  readonly query?: z.ZodType
  /** The error statuses of this route, besides those that every input or every route can have. */
  readonly refusals?: readonly number[]
}

/** One route of the API, without its handler. Types, OpenAPI, faults and matchers derive from it. */
export interface Route extends AnyRoute {
  readonly body?: ByEdition<z.ZodType>
  readonly answer: ByEdition<AnswerForm>
  readonly example: ByEdition<RouteExample>
}

/** One route of the control API. Types, OpenAPI and the table in the documentation follow from it. */
export interface ControlRoute extends AnyRoute {
  /** Schemas of path parameters that do not allow every text, for OpenAPI. The handler validates them. */
  readonly params?: Readonly<Record<string, z.ZodType>>
  readonly body?: z.ZodType
  readonly answer: BodyAnswer | NoAnswer
  readonly example: RouteExample & {
    readonly query?: Readonly<Record<string, string>>
    /** The routes, of either API, whose examples must run before this one, as it needs what they create. */
    readonly after?: readonly string[]
    /** An example answer instead of the real one, which tools would mistake for a part of the description. */
    readonly answer?: unknown
  }
}

/** One thing that a server answers itself, as documentation shows it. */
export interface ServerRoute extends AnyRoute {
  readonly body?: z.ZodType
  readonly exampleBody?: object
  readonly answer: (BodyAnswer | { readonly kind: 'text'; readonly status: number; readonly type: string }) & {
    readonly example: unknown
    /** Another status whose answer has the same form. */
    readonly otherwise?: { readonly status: number; readonly example: unknown }
  }
}

/** The value for an edition, of one that may differ between them. */
export function inEdition<Value extends object>(value: ByEdition<Value>, edition: Edition): Value {
  return 'hosted' in value ? value[edition] : value
}

/** The names of the parameters of a path. */
export type ParametersOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParametersOf<Rest>
  : never

type Output<Part> = Part extends z.ZodType
  ? z.output<Part>
  : Part extends { readonly [Each in Edition]: infer Schema extends z.ZodType }
    ? z.output<Schema>
    : undefined
type PartOf<Declared, Key extends string> = Declared extends { readonly [Each in Key]: infer Part } ? Part : undefined

/** The input of a handler. */
export interface Input<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
}

/** What the handler of a route takes: parameters from its path, query and body from their schemas. */
export type InputOf<Declared extends { readonly path: string }> = Input<
  { readonly [Name in ParametersOf<Declared['path']>]: string },
  Output<PartOf<Declared, 'query'>>,
  Output<PartOf<Declared, 'body'>>
>

/** What the handler of a control route returns: what its schema describes, or nothing. */
export type ControlAnswer<Declared extends ControlRoute> = Declared['answer'] extends {
  readonly schema: infer Schema extends z.ZodType
}
  ? Immutable<z.output<Schema>>
  : void
