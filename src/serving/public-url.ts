import { withoutTrailingSlash } from '../transports/address.ts'
import type { HttpRequest } from '../transports/http-request.ts'

/** The address of a server behind a proxy. It is used for links only, never for permissions. */

export interface PublicUrl {
  /** Undefined means the origin of the request. */
  readonly origin: string | undefined
  /** Empty, or a path without a trailing slash. */
  readonly prefix: string
}

/** Reads a base URL: an address with or without a path, or a path alone. */
export function publicUrl(text: string): PublicUrl | undefined {
  if (/^\/(?!\/)/.test(text))
    return isPrefix(withoutTrailingSlash(text)) ? { origin: undefined, prefix: withoutTrailingSlash(text) } : undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) return undefined
  return { origin: url.origin, prefix: withoutTrailingSlash(url.pathname) }
}

/** A host in a header, with or without a port. */
export const hostPattern = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i

/** Reads `X-Forwarded-Proto`, `-Host` and `-Prefix`. The first of several values counts. */
export function forwardedUrl(request: HttpRequest): PublicUrl {
  const first = (name: string) => request.header(`x-forwarded-${name}`)?.split(',')[0]?.trim()
  const [proto, host, prefix = ''] = [first('proto'), first('host'), first('prefix')]
  const [ownProto = 'http', ownHost = ''] = request.origin.split('://')
  const scheme = proto === 'http' || proto === 'https' ? proto : ownProto
  const authority = host !== undefined && hostPattern.test(host) ? host : ownHost
  return {
    origin: `${scheme}://${authority}`,
    prefix: isPrefix(withoutTrailingSlash(prefix)) ? withoutTrailingSlash(prefix) : '',
  }
}

function isPrefix(path: string): boolean {
  return path === '' || /^(?:\/[\w.~-]+)+$/.test(path)
}
