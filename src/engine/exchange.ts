import { Problem } from '../contract/problems.ts'
import type { Operation } from '../operations/operation.ts'
import type { Match } from './route.ts'

/** The plain values that go in and out of the engine. Only transports know Request, Response and sockets. */

export interface MockRequest {
  readonly method: string
  /** The whole address, for the journal. */
  readonly url: string
  /** The path behind the base URL, still percent-encoded: `/api/campaigns`. */
  readonly path: string
  /** What stands behind the question mark, without it. */
  readonly query: string
  /** A header by its lower-case name. */
  header(name: string): string | null | undefined
  /** All headers; asked for only when someone looks. */
  headers(): Readonly<Record<string, string>>
  /** The text of the body; empty or undefined without one. */
  readonly body: string | undefined
  /** When it arrived, in milliseconds since 1970 by the wall clock, where the transport notes it. */
  readonly receivedAt?: number | undefined
  /** What its address and headers take in memory, in bytes, where the transport knows. */
  readonly headBytes?: number | undefined
  /** What its method and path lead to, null for nothing, where the transport looked already. */
  readonly match?: Match<Operation> | null | undefined
  /** Why the transport could not read the body, where it could not. */
  readonly refusal?: Problem | undefined
}

export interface MockAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** Milliseconds the transport waits before it answers. */
  readonly delay: number
  /** What the transport does instead of answering well. */
  readonly failure?: 'network-error' | 'reset' | 'timeout' | 'truncated' | undefined
  /** What the transport waits for before all else. */
  readonly gate?: Promise<void> | undefined
  /** What the journal warns of, for transports that tell people at once. */
  readonly warnings?: readonly string[] | undefined
}

export const json = { 'content-type': 'application/json' } as const
const none = {} as const

export function answerOf(
  status: number,
  body: string | undefined,
  headers: Readonly<Record<string, string>> = body === undefined ? none : json,
): MockAnswer {
  return { status, headers, body, delay: 0 }
}

/** The answer to a method that a path does not know, and to OPTIONS. */
export function notAllowed(method: string, methods: readonly string[]): MockAnswer | Problem {
  const allow = methods.join(', ')
  return method === 'OPTIONS'
    ? answerOf(204, undefined, { allow })
    : new Problem(405, `${method} is not possible here; possible are ${allow}`, { headers: { allow } })
}
