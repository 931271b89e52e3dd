import { Problem, show } from '../contract/problems.ts'
import type { MockRequest } from '../engine/exchange.ts'
import type { HeaderList } from '../transports/http-answer.ts'

/**
 * Who may use the control API: not a page from anywhere that makes the browser of a developer ask
 * (by its `Origin`), also not one whose name was made to lead here (DNS rebinding, by its `Host`).
 */

const ownName = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i
const ownOrigin = /^https?:\/\/((?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i

export function isLoopback(host: string): boolean {
  return ownName.test(host) || host === '::1'
}

/** The refusal of a foreign request, or the headers that let a page of this machine read the answer. */
export function guard(request: MockRequest, onLoopback: boolean): Problem | HeaderList {
  const host = request.header('host') ?? ''
  if (onLoopback && !ownName.test(host.replace(/:\d*$/, '')))
    return new Problem(403, `The control API is for this machine only: it can't be reached as ${show(host)}`)
  const origin = request.header('origin')
  if (origin === undefined || origin === null) return []
  if (ownOrigin.test(origin)) return ['access-control-allow-origin', origin.toLowerCase(), 'vary', 'Origin']
  // Listening to a network, the name of the server is not known: the page must be its own.
  if (!onLoopback && /^https?:\/\//.test(origin) && origin.replace(/^https?:\/\//, '') === host) return []
  return new Problem(403, `The control API does not answer pages of other origins; received one of ${show(origin)}`)
}
