import type { IncomingHttpHeaders } from 'node:http'
import { Problem } from '../contract/problems.ts'
import type { MockRequest } from '../engine/exchange.ts'
import { wallTime } from '../world/clock.ts'
import type { MockedApi } from './policy.ts'

/** What is known of a request before its body. */
interface Head {
  readonly method: string
  /** Where it was sent to: `http://127.0.0.1:3000`. */
  readonly origin: string
  readonly target: string
  readonly headers: IncomingHttpHeaders
  /** Whether the connection is one of this machine. */
  readonly isLocal: boolean
}

type Match = MockRequest['match']

/** A request from a socket as plain values. It keeps its headers, but nothing of the connection. */
export class HttpRequest implements MockRequest {
  readonly path: string
  readonly query: string
  readonly body: string | undefined
  readonly refusal: Problem | undefined
  readonly receivedAt = wallTime()
  readonly #head: Head
  /** What a path leads to, once someone has looked. */
  readonly #found: { path?: string; match?: Match }

  constructor(
    head: Head,
    body: string | Problem | undefined,
    path?: string,
    found: { path?: string; match?: Match } = {},
  ) {
    const { target } = head
    this.#head = head
    this.#found = found
    this.body = body instanceof Problem ? undefined : body
    this.refusal = body instanceof Problem ? body : undefined
    const question = target.indexOf('?')
    this.path = path ?? normal(question === -1 ? target : target.slice(0, question))
    this.query = question === -1 ? '' : target.slice(question + 1)
  }

  get method(): string {
    return this.#head.method
  }

  get origin(): string {
    return this.#head.origin
  }

  /** Whether it was sent on this machine. One that a proxy passed on may come from anywhere. */
  get isLocal(): boolean {
    const { isLocal, headers } = this.#head
    return isLocal && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined
  }

  get match(): Match {
    return this.#found.path === this.path ? this.#found.match : undefined
  }

  /** Looks up what the path leads to: once, for the head alone, behind a prefix and with the body. */
  matchIn(find: MockedApi['find']): NonNullable<Match> | null {
    if (this.#found.path !== this.path) {
      this.#found.match = find(this.method, this.path)
      this.#found.path = this.path
    }
    return this.#found.match ?? null
  }

  get url(): string {
    return this.#head.origin + this.#head.target
  }

  get headBytes(): number {
    const { target, headers } = this.#head
    let bytes = 2 * target.length
    for (const name in headers) bytes += 64 + name.length + String(headers[name]).length
    return bytes
  }

  /** The announced size. Node reads exactly as many bytes. */
  get bodyBytes(): number | undefined {
    const length = this.#head.headers['content-length']
    return length === undefined ? undefined : Number(length)
  }

  header(name: string): string | undefined {
    const value = this.#head.headers[name]
    return typeof value === 'string' ? value : value?.join(', ')
  }

  headers(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      Object.entries(this.#head.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
    )
  }

  /** Returns the same request with another path. */
  at(path: string): HttpRequest {
    return new HttpRequest(this.#head, this.refusal ?? this.body, path, this.#found)
  }

  /** The same request with its body, or with why that could not be read. */
  with(body: string | Problem | undefined): HttpRequest {
    return new HttpRequest(this.#head, body, this.path, this.#found)
  }
}

/** Whether the address of a peer is one of this machine: `127.0.0.1`, `::1`, `::ffff:127.0.0.1`. */
export function isLoopbackPeer(address: string | undefined): boolean {
  return address !== undefined && /^(?:::1|(?:::ffff:)?127(?:\.\d{1,3}){3})$/i.test(address)
}

/** Returns the path and query of a request line. It removes the origin that proxies send, and fragments. */
export function toTarget(url: string): string {
  const fragment = url.indexOf('#')
  const target = fragment === -1 ? url : url.slice(0, fragment)
  if (target.startsWith('/')) return target
  const rest = /^https?:\/\/[^/?]*(.*)$/i.exec(target)?.[1] ?? target
  return rest.startsWith('/') ? rest : `/${rest}`
}

/** Decodes unnecessary escapes. */
function normal(path: string): string {
  if (!path.includes('%')) return path
  return path.replaceAll(/%(?:2[de]|3\d|[46][1-9a-f]|[57][0-9a]|5f|7e)/gi, decodeURIComponent)
}
