import type { z } from 'zod'
import type { Method } from '../contract/operation-ids.ts'
import { type FieldError, Problem, problems } from '../contract/problems.ts'
import type { Controlled } from './controlled.ts'

interface Input<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** Where whoever asks finds the API. */
  readonly baseUrl: string
  /** How the server was started, where it is one that asks. */
  readonly settings?: object | undefined
  /** What another row answers to a GET of this address, and its status. */
  readonly read: (address: string) => { readonly status: number; readonly body: unknown }
}

/** One thing that can be asked of the control API, whole: as the operations of the API are declared. */
export interface ControlRow {
  readonly id: string
  readonly method: Method
  /** Behind `/__mock`, with its parameters in braces. */
  readonly path: string
  readonly summary: string
  readonly query?: z.ZodType | undefined
  readonly body?: z.ZodType | undefined
  /** The status of a good answer; 204 has no body. */
  readonly status: number
  handle(mock: Controlled, input: Input<Readonly<Record<string, string>>, unknown, unknown>): unknown
}

type Parts<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | Parts<Rest> : never
type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

/** Declares a row with its types worked out: parameters from the path, query and body from their schemas. */
export function defineControl<
  Path extends string,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(row: {
  readonly id: string
  readonly method: Method
  readonly path: Path
  readonly summary: string
  readonly query?: Query
  readonly body?: Body
  readonly status?: number
  handle(
    mock: Controlled,
    input: Input<{ readonly [Name in Parts<Path>]: string }, Output<Query>, Output<Body>>,
  ): unknown
}): ControlRow {
  return { status: 200, ...row }
}

/**
 * Runs what takes its input from a client, and turns the TypeError that a bad input is answered with into a
 * refusal: with the lines that the error carries, else with its sentence as the line of `field`.
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

/** The row's answer, unless the change before it was refused. */
export function after<Result>(outcome: unknown, answer: () => Result): Result | Problem {
  return outcome instanceof Problem ? outcome : answer()
}
