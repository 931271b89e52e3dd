import { Problem, show } from '../contract/problems.ts'
import type { MockRequest } from '../engine/exchange.ts'
import { checkKey } from '../engine/limits.ts'
import type { HeaderList } from '../transports/http-answer.ts'

/**
 * Who may use the control API: not a page from anywhere that makes the browser of a developer ask
 * (by its `Origin`), also not one whose name was made to lead here (DNS rebinding, by its `Host`).
 */

const ownName = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i
const originParts = /^https?:\/\/([a-z0-9.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i

export interface GuardSettings {
  /** Whether the server can only be reached from its own machine. */
  readonly onLoopback: boolean
  /** Names that the server is known by, such as `mock.example.com`, or `.example.com` for all under it. */
  readonly allowHosts: readonly string[]
  /** The keys of the API, where it asks for some. */
  readonly keys: ReadonlySet<string> | undefined
}

export function isLoopback(host: string): boolean {
  return ownName.test(host) || host === '::1'
}

/** The refusal of a foreign request, or the headers that let a page of this machine read the answer. */
export function guard(request: MockRequest, settings: GuardSettings): Problem | HeaderList {
  const host = request.header('host') ?? ''
  return checkHost(request, host, settings) ?? checkOrigin(request.header('origin'), host, settings)
}

function checkHost(request: MockRequest, host: string, settings: GuardSettings): Problem | undefined {
  const { onLoopback, allowHosts, keys } = settings
  if (isTrusted(host.replace(/:\d*$/, ''), settings)) return undefined
  // A page with a name of its own that leads here has no key.
  const withoutKey = checkKey(keys, request)
  if (keys && !withoutKey) return undefined
  if (onLoopback || allowHosts.length > 0)
    return new Problem(
      403,
      `The control API can't be reached as ${show(host)}: it is ${onLoopback ? 'for this machine only' : 'known by other names'}; to add a name, start the server with --allow-host <name>`,
    )
  return withoutKey
}

function checkOrigin(origin: string | null | undefined, host: string, settings: GuardSettings): Problem | HeaderList {
  if (origin === undefined || origin === null) return []
  const [, name, port = ''] = originParts.exec(origin) ?? []
  if (name !== undefined && isTrusted(name, settings))
    return ['access-control-allow-origin', origin.toLowerCase(), 'vary', 'Origin']
  // Listening to a network, the name of the server is not known: the page must be its own.
  if (!settings.onLoopback && name !== undefined && name + port === host) return []
  return new Problem(403, `The control API does not answer pages of other origins; received one of ${show(origin)}`)
}

function isTrusted(name: string, { allowHosts }: GuardSettings): boolean {
  if (ownName.test(name)) return true
  const lower = name.toLowerCase()
  return allowHosts.some((one) => (one.startsWith('.') ? lower.endsWith(one) || lower === one.slice(1) : lower === one))
}
