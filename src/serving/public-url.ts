import type { HttpRequest } from '../transports/http-request.ts'

/** Where clients find a server that stands behind a proxy: for links, never for what they may do. */

export interface PublicUrl {
  /** Undefined: whatever the client asked. */
  readonly origin: string | undefined
  /** Empty, or a path without a slash at its end. */
  readonly prefix: string
}

/** Reads a base URL: an address with or without a path, or a path alone. */
export function publicUrl(text: string): PublicUrl | undefined {
  if (/^\/(?!\/)/.test(text)) return isPrefix(trimmed(text)) ? { origin: undefined, prefix: trimmed(text) } : undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) return undefined
  return { origin: url.origin, prefix: trimmed(url.pathname) }
}

const forwardedHost = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i

/** What a proxy says of where it was asked, by `X-Forwarded-Proto`, `-Host` and `-Prefix`; the first of several counts. */
export function forwardedUrl(request: HttpRequest): PublicUrl {
  const first = (name: string) => request.header(`x-forwarded-${name}`)?.split(',')[0]?.trim()
  const [proto, host, prefix = ''] = [first('proto'), first('host'), first('prefix')]
  const [ownProto = 'http', ownHost = ''] = request.origin.split('://')
  const scheme = proto === 'http' || proto === 'https' ? proto : ownProto
  const authority = host !== undefined && forwardedHost.test(host) ? host : ownHost
  return { origin: `${scheme}://${authority}`, prefix: isPrefix(trimmed(prefix)) ? trimmed(prefix) : '' }
}

function isPrefix(path: string): boolean {
  return path === '' || /^(?:\/[\w.~-]+)+$/.test(path)
}

function trimmed(path: string): string {
  return path.replace(/\/+$/, '')
}
