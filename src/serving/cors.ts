import type { HeaderList } from '../transports/http-answer.ts'

/** Decides which pages of other origins may read answers. */

/** The API is open to every page. */
export const openToAll: HeaderList = [
  'access-control-allow-origin',
  '*',
  'access-control-expose-headers',
  'Allow, Retry-After, WWW-Authenticate',
]

/** The same for an answer with no headers but those that pages may read anyway: nearly every one. */
export const plainToAll: HeaderList = ['access-control-allow-origin', '*']

const asked = {
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
  // A star does not stand for Authorization.
  'access-control-allow-headers': 'Authorization, Content-Type, X-API-Key, X-Mock-Sandbox, Last-Event-ID, *',
  'access-control-max-age': '600',
  'access-control-allow-private-network': 'true',
}

/** What a browser wants to know before it sends a request. */
export const preflightHeaders: Readonly<Record<string, string>> = asked
