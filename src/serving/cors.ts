import { json, type MockAnswer } from '../engine/exchange.ts'
import { withCorsHeaders } from '../transports/cors.ts'
import type { HeaderList } from '../transports/http-answer.ts'

/** Decides which pages of other origins may read answers. */

/** The API is open to every page. */
const openToAll: HeaderList = [
  'access-control-allow-origin',
  '*',
  'access-control-expose-headers',
  'Allow, Retry-After, WWW-Authenticate',
]

/** The same for an answer with no headers but those that pages may read anyway: nearly every one. */
const plainToAll: HeaderList = ['access-control-allow-origin', '*']

/** An answer of the API, and the headers on top with which pages may read it. */
export function openAnswer(
  origin: string | undefined,
  answer: MockAnswer,
): { readonly answer: MockAnswer; readonly extra: HeaderList } {
  if (origin !== undefined) return { answer: withCorsHeaders(origin, answer), extra: [] }
  return { answer, extra: answer.headers === json ? plainToAll : openToAll }
}

/** The answer to a preflight for the control API. */
export const preflightHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
  // A star does not stand for Authorization.
  'access-control-allow-headers': 'Authorization, Content-Type, X-API-Key, X-Mock-Sandbox, Last-Event-ID, *',
  'access-control-max-age': '600',
  'access-control-allow-private-network': 'true',
}
