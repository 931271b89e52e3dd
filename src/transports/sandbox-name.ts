import { sandboxCookie, sandboxHeader } from '../contract/addressing.ts'
import { show } from '../contract/problems.ts'

/** Reads which sandbox a request names in its header or cookie. */

/** A request to your own server: a Request of fetch, or a message of `node:http`. */
export interface IncomingRequest {
  readonly headers: Headers | { readonly [name: string]: string | readonly string[] | undefined }
}

/** Returns the name of the sandbox of a request, or undefined. */
export function sandboxOf(request: IncomingRequest): string | undefined {
  if (typeof request?.headers !== 'object' || request.headers === null)
    throw new TypeError(`forRequest needs a request with headers, of fetch or of node:http; received ${show(request)}`)
  const cookies = headerOf(request, 'cookie') ?? ''
  const cookie = new RegExp(`(?:^|;)\\s*${sandboxCookie}=([^;]*)`).exec(cookies)?.[1]?.trim()
  return headerOf(request, sandboxHeader) || cookie || undefined
}

function headerOf({ headers }: IncomingRequest, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined
  const value = headers[name]
  return typeof value === 'string' ? value : value?.join('; ')
}
