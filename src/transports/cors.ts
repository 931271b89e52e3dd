import { answerOf, type MockAnswer, type MockRequest } from '../engine/exchange.ts'

/** Cross-origin requests, the same for every transport: each origin may read answers, and may send cookies and keys. */

type Asked = Pick<MockRequest, 'method' | 'header'>

/** Answers a request so that a page of its origin can read it. A preflight never reaches `run`. */
export function answerOrigin(request: Asked, run: () => MockAnswer): MockAnswer {
  const preflight = answerPreflight(request)
  if (preflight) return preflight
  const origin = request.header('origin')
  return origin == null ? run() : withCorsHeaders(origin, run())
}

/** The answer to a preflight, which allows what it asks for. Undefined for any other request. */
export function answerPreflight(request: Asked): MockAnswer | undefined {
  if (!isPreflight(request)) return undefined
  const ask = (name: string) => request.header(name)
  return answerOf(204, undefined, {
    ...allowOrigin(ask('origin') ?? '*'),
    'access-control-allow-methods': ask('access-control-request-method') ?? '*',
    'access-control-allow-headers': ask('access-control-request-headers') ?? '*',
    'access-control-max-age': '600',
    'access-control-allow-private-network': 'true',
  })
}

/** Whether a browser asks what a request of a page may be. */
export function isPreflight(request: Asked): boolean {
  return request.method === 'OPTIONS' && request.header('access-control-request-method') != null
}

/** An answer that a page of this origin may read with all of its headers. Headers of the answer itself win. */
export function withCorsHeaders(origin: string, answer: MockAnswer): MockAnswer {
  const { headers } = answer
  const exposed = { 'access-control-expose-headers': Object.keys(headers).join(', ') }
  return { ...answer, headers: { ...allowOrigin(origin), ...exposed, ...headers } }
}

/** Browsers take no star from a request with credentials, and caches must not give one origin the answer to another. */
function allowOrigin(origin: string): Readonly<Record<string, string>> {
  if (origin === '*') return { 'access-control-allow-origin': '*' }
  return { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true', vary: 'Origin' }
}
