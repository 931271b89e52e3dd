import { show } from '../contract/problems.ts'

/** Where the API is found: an origin (or any), and a path in front of `/api`. */
export interface BaseAddress {
  /** Undefined: any origin. */
  readonly origin: string | undefined
  /** Empty, or a path without a slash at its end. */
  readonly prefix: string
}

/**
 * Reads a base URL: a whole address, a path on the page's own origin (`/backend`, or `/` for the origin itself), or `*` for
 * any origin. A TypeError says how to write one that ends with the `/api` that the paths of the API begin with.
 */
export function toBaseAddress(baseUrl: string): BaseAddress {
  const before = /^(.*)\/api\/*$/.exec(baseUrl)?.[1]
  if (before !== undefined)
    throw new TypeError(
      `baseUrl must not end with /api: the paths of the API begin with it, so that it would answer at /api/api/campaigns. Write ${show(before === '' ? '/' : before)}; received ${show(baseUrl)}`,
    )
  if (baseUrl === '*') return { origin: undefined, prefix: '' }
  if (baseUrl.startsWith('/') && !baseUrl.startsWith('//')) {
    // Without a page there is no own origin: then the path alone decides.
    const origin = typeof location === 'object' && location.origin !== 'null' ? location.origin : undefined
    return { origin, prefix: trimmed(baseUrl) }
  }
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    throw new TypeError(
      `baseUrl must be an address such as 'https://api.example.com/v1', a path such as '/backend', '/' for the page's own origin, or '*' for any origin; received ${show(baseUrl)}`,
    )
  }
  return { origin: url.origin, prefix: trimmed(url.pathname) }
}

function trimmed(path: string): string {
  return path.replace(/\/+$/, '')
}

export interface Location {
  readonly path: string
  readonly query: string
}

/** The path behind the base and the query of an absolute address; undefined when it lies elsewhere. */
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

/** A pattern of the absolute addresses (without query) whose path behind the base fits. */
export function toAddressPattern(base: BaseAddress, path: string): RegExp {
  const origin = base.origin === undefined ? 'https?://[^/]+' : escape(base.origin)
  return new RegExp(`^${origin}${escape(base.prefix)}(?:${path})$`)
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
