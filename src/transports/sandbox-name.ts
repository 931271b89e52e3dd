import { show } from '../contract/problems.ts'

/** How requests say for which sandbox they are: by a header or, where a browser sends no headers of one's own, by a cookie. */

export const sandboxHeader = 'x-mock-sandbox'
export const sandboxCookie = 'mock-sandbox'

/** A request that came to a server of one's own: a Request of fetch, or a message of `node:http`. */
export interface IncomingRequest {
  readonly headers: Headers | { readonly [name: string]: string | readonly string[] | undefined }
}

/** The name of the sandbox that a request is for; undefined where it names none. */
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
