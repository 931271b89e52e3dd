import { Problem, problems, show } from '../contract/problems.ts'
import { checkKey } from '../engine/limits.ts'
import type { HeaderList } from '../transports/http-answer.ts'
import type { HttpRequest } from '../transports/http-request.ts'

/**
 * Decides who may use the control API. It refuses foreign pages that make a developer's browser send requests
 * (by `Origin`), and pages whose host name was pointed here by DNS rebinding (by `Host`).
 */

const ownName = /^(?:localhost|(?:[a-z0-9-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i
const originParts = /^https?:\/\/([a-z0-9.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i

export interface GuardSettings {
  /** Whether only the machine of the server can reach it. */
  readonly onLoopback: boolean
  /** Allowed host names, such as `mock.example.com`, or `.example.com` for all names below it. */
  readonly allowHosts: readonly string[]
  /** The keys of the API, if it requires one. */
  readonly keys: ReadonlySet<string> | undefined
}

export function isLoopback(host: string): boolean {
  return ownName.test(host) || host === '::1'
}

/** Returns the refusal of a foreign request, or the headers that let a page of this machine read the answer. */
export function guard(request: HttpRequest, settings: GuardSettings): Problem | HeaderList {
  const host = request.header('host') ?? ''
  return checkHost(request, host, settings) ?? checkOrigin(request.header('origin'), host, settings)
}

function checkHost(request: HttpRequest, host: string, settings: GuardSettings): Problem | undefined {
  const { onLoopback, allowHosts, keys } = settings
  const name = host.replace(/:\d*$/, '')
  if (isAllowed(name, settings)) return undefined
  // A page that uses DNS rebinding has no key.
  const withoutKey = checkKey(keys, request)
  if (keys && !withoutKey) return undefined
  // Anyone on the network can send the name of this machine.
  if (ownName.test(name)) return request.isLocal ? undefined : withoutKey
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
  if (name !== undefined && (ownName.test(name) || isAllowed(name, settings)))
    return ['access-control-allow-origin', origin.toLowerCase(), 'vary', 'Origin']
  // On a network, the name of the server is unknown, so the page must have the same origin.
  if (!settings.onLoopback && name !== undefined && name + port === host) return []
  return problems.foreignOrigin(origin)
}

function isAllowed(name: string, { allowHosts }: GuardSettings): boolean {
  const lower = name.toLowerCase()
  return allowHosts.some((one) => (one.startsWith('.') ? lower.endsWith(one) && lower !== one : lower === one))
}
