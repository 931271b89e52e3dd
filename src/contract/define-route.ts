import type { z } from 'zod'
import type { Edition } from './edition.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT'

/** One value, or one for each edition where they differ. */
export type ByEdition<Value> = Value | { readonly [Spoken in Edition]: Value }

/** What becomes of the value that a handler returns. */
export type AnswerForm =
  | { readonly kind: 'row' | 'body'; readonly status: number; readonly schema: z.ZodType }
  | {
      readonly kind: 'page'
      readonly status: number
      readonly schema: z.ZodType
      /** What the answer calls the rows. */
      readonly key: string
      readonly totalPages: boolean
    }
  | { readonly kind: 'nothing'; readonly status: 204 }

/** What documentation asks for: its answer is what comes. */
export interface RouteExample {
  readonly scenario: string
  readonly params?: Readonly<Record<string, string>>
  readonly body?: object
}

/** One route of the API, whole but for the rule, which is the handler's. Types, OpenAPI, faults and matchers follow from it. */
export interface Route {
  readonly method: Method
  /** The path with its parameters in braces. */
  readonly path: string
  readonly summary: string
  readonly query?: z.ZodType
  readonly body?: ByEdition<z.ZodType>
  /** The refusals a client must reckon with, beside 400, 401, 413, 415 and 429. */
  readonly refusals?: readonly number[]
  readonly answer: ByEdition<AnswerForm>
  readonly example: ByEdition<RouteExample>
}

/** The value of an edition. */
export function spokenIn<Value extends object>(value: ByEdition<Value>, edition: Edition): Value {
  return 'hosted' in value ? value[edition] : value
}

/** The names of the parameters of a path. */
export type ParametersOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParametersOf<Rest>
  : never
