import { type Problem, problems } from '../contract/problems.ts'
import type { Operation } from '../operations/operation.ts'
import type { Match } from './route.ts'

/** The plain values that go in and out of the engine. Only transports know Request, Response and sockets. */

export interface MockRequest {
  readonly method: string
  /** The whole address, for the journal. */
  readonly url: string
  /** The path after the base URL, still percent-encoded: `/api/campaigns`. */
  readonly path: string
  /** The query without its question mark. */
  readonly query: string
  /** A header by its lower-case name. */
  header(name: string): string | null | undefined
  /** All headers. It is a function because few requests need them. */
  headers(): Readonly<Record<string, string>>
  /** The text of the body; empty or undefined without one. */
  readonly body: string | undefined
  /** When it arrived, in milliseconds since 1970 by the wall clock, where the transport notes it. */
  readonly receivedAt?: number | undefined
  /** The memory of its address and headers in bytes, if the transport knows it. */
  readonly headBytes?: number | undefined
  /** The size of its body in UTF-8, if the transport knows it. */
  readonly bodyBytes?: number | undefined
  /** The match of its method and path, or null, if the transport has looked it up. */
  readonly match?: Match<Operation> | null | undefined
  /** Why the transport could not read the body, if it could not. */
  readonly refusal?: Problem | undefined
}

export interface MockAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** Milliseconds the transport waits before it answers. */
  readonly delay: number
  /** How the connection fails. */
  readonly failure?: 'network-error' | 'reset' | 'timeout' | 'truncated' | undefined
  /** The transport awaits this before the delay. */
  readonly gate?: Promise<void> | undefined
  /** The warnings of the journal, for transports that print them. */
  readonly warnings?: readonly string[] | undefined
}

/** A request that our own code makes, without a transport, to a path with its query. */
export function plainRequest(method: string, address: string, body?: string): MockRequest {
  const [path = '', query = ''] = address.split('?')
  return { method, url: address, path, query, header: () => null, headers: () => ({}), body }
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

/** The answer to a method that a path does not have, and to OPTIONS. */
export function notAllowed(method: string, methods: readonly string[]): MockAnswer | Problem {
  const allow = methods.join(', ')
  return method === 'OPTIONS' ? answerOf(204, undefined, { allow }) : problems.methodNotAllowed(method, allow)
}
