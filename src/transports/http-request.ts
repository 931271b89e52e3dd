import type { IncomingHttpHeaders } from 'node:http'
import { Problem } from '../contract/problems.ts'
import type { MockRequest } from '../engine/exchange.ts'
import { wallTime } from '../world/clock.ts'

/** A request that came over a socket, as plain values. It holds on to its headers, and to nothing of the connection. */
export class HttpRequest implements MockRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly body: string | undefined
  readonly refusal: Problem | undefined
  readonly receivedAt = wallTime()
  /** Where it was sent to: `http://127.0.0.1:3000`. */
  readonly origin: string
  readonly #target: string
  readonly #headers: IncomingHttpHeaders

  constructor(
    method: string,
    origin: string,
    target: string,
    headers: IncomingHttpHeaders,
    body: string | Problem | undefined,
    path?: string,
  ) {
    this.method = method
    this.origin = origin
    this.#target = target
    this.#headers = headers
    this.body = body instanceof Problem ? undefined : body
    this.refusal = body instanceof Problem ? body : undefined
    const question = target.indexOf('?')
    this.path = path ?? normal(question === -1 ? target : target.slice(0, question))
    this.query = question === -1 ? '' : target.slice(question + 1)
  }

  get url(): string {
    return this.origin + this.#target
  }

  get headBytes(): number {
    let bytes = 2 * this.#target.length
    for (const name in this.#headers) bytes += 64 + name.length + String(this.#headers[name]).length
    return bytes
  }

  header(name: string): string | undefined {
    const value = this.#headers[name]
    return typeof value === 'string' ? value : value?.join(', ')
  }

  headers(): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(this.#headers).map(([name, value]) => [name, [value].flat().join(', ')]))
  }

  /** The same request as it looks behind a part of its path. */
  at(path: string): HttpRequest {
    return new HttpRequest(this.method, this.origin, this.#target, this.#headers, this.refusal ?? this.body, path)
  }
}

/** The path and query of a request line: a proxy's absolute form loses its origin, and a fragment has no business there. */
export function toTarget(url: string): string {
  const fragment = url.indexOf('#')
  const target = fragment === -1 ? url : url.slice(0, fragment)
  if (target.startsWith('/')) return target
  const rest = /^https?:\/\/[^/?]*(.*)$/i.exec(target)?.[1] ?? target
  return rest.startsWith('/') ? rest : `/${rest}`
}

/** Escapes of characters that need none mean the characters. */
function normal(path: string): string {
  if (!path.includes('%')) return path
  return path.replaceAll(/%(?:2[de]|3\d|[46][1-9a-f]|[57][0-9a]|5f|7e)/gi, decodeURIComponent)
}
