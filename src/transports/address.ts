import { show } from '../contract/problems.ts'

/** The address of the API: an origin (or any), and a path before `/api`. */
export interface BaseAddress {
  /** Undefined means any origin. */
  readonly origin: string | undefined
  /** Empty, or a path without a trailing slash. */
  readonly prefix: string
}

/**
 * Parses a base URL: an absolute address, a path on the page's own origin (`/backend`, or `/` for the origin itself), or `*` for
 * any origin. For one that ends with `/api`, a TypeError says how to write it.
 */
export function toBaseAddress(baseUrl: string): BaseAddress {
  const before = /^(.*)\/api\/*$/.exec(baseUrl)?.[1]
  if (before !== undefined)
    throw new TypeError(
      `baseUrl must not end with /api: the paths of the API begin with it, so that it would answer at /api/api/campaigns. Write ${show(before === '' ? '/' : before)}; received ${show(baseUrl)}`,
    )
  if (baseUrl === '*') return { origin: undefined, prefix: '' }
  if (baseUrl.startsWith('/') && !baseUrl.startsWith('//')) {
    // Without a page there is no own origin, so only the path decides.
    const origin = typeof location === 'object' && location.origin !== 'null' ? location.origin : undefined
    return { origin, prefix: withoutTrailingSlash(baseUrl) }
  }
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new TypeError(
      `baseUrl must be an address such as 'https://api.example.com/v1', a path such as '/backend', '/' for the page's own origin, or '*' for any origin; received ${show(baseUrl)}`,
    )
  }
  return { origin: url.origin, prefix: withoutTrailingSlash(url.pathname) }
}

/** A path or address without slashes at its end. */
export function withoutTrailingSlash(path: string): string {
  return path.replace(/\/+$/, '')
}

export interface Location {
  readonly path: string
  readonly query: string
}

/** Returns the path after the base and the query of an absolute address, or undefined if it is elsewhere. */
export function locate(url: string, base: BaseAddress): Location | undefined {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  if (start === -1 || (base.origin !== undefined && (start !== base.origin.length || !url.startsWith(base.origin))))
    return undefined
  if (!url.startsWith(base.prefix, start)) return undefined
  const fragment = url.indexOf('#', start)
  const end = fragment === -1 ? url.length : fragment
  const question = url.indexOf('?', start)
  const asked = question !== -1 && question < end
  const path = url.slice(start + base.prefix.length, asked ? question : end)
  if (!path.startsWith('/')) return undefined
  return { path, query: asked ? url.slice(question + 1, end) : '' }
}

/** Whether a path behind a base URL belongs to the API. */
export function isUnderApi(path: string): boolean {
  return path.startsWith('/api/') || path === '/api'
}

/** Returns a pattern for absolute addresses (without query) whose path after the base matches. */
export function toAddressPattern(base: BaseAddress, path: string): RegExp {
  const origin = base.origin === undefined ? 'https?://[^/]+' : escapePattern(base.origin)
  return new RegExp(`^${origin}${escapePattern(base.prefix)}(?:${path})$`)
}

/** Escapes a text for a regular expression. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
