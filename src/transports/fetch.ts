import type { MockAnswer, MockRequest } from '../engine/exchange.ts'
import type { Location } from './address.ts'
import { forever, pause, unlessAborted } from './timers.ts'

/** Between the engine's plain values and the Request and Response of fetch. */

const withBody = new Set(['POST', 'PATCH', 'PUT', 'DELETE'])

/** What is needed of a Request. */
type Asked = Pick<Request, 'method' | 'url' | 'headers' | 'body' | 'text'> & {
  readonly signal: AbortSignal | undefined
}

const noHeaders = new Headers()

/** What `fetch` makes of its arguments. To ask for an address needs no Request, which costs half as much as the answer. */
export function toRequest(input: Request | string | URL, init: RequestInit | undefined): Asked {
  if (init !== undefined) return new Request(input, init)
  if (input instanceof Request) return input
  const { href: url, username, password } = new URL(input)
  if (username || password) return new Request(input)
  return { method: 'GET', url, headers: noHeaders, body: null, text: () => Promise.resolve(''), signal: undefined }
}

/** The text of a body; undefined, and nothing to wait for, where there is none. */
export function readBody(request: Asked): Promise<string> | undefined {
  return withBody.has(request.method) && request.body !== null ? request.text() : undefined
}

/** A Request of fetch as plain values. It holds on to its headers, and to nothing else of the Request. */
export class FetchRequest implements MockRequest {
  readonly method: string
  readonly url: string
  readonly path: string
  readonly query: string
  readonly match: MockRequest['match']
  readonly body: string | undefined
  readonly #headers: Headers

  constructor(
    { method, url, headers }: Asked,
    { path, query, match }: Location & Pick<MockRequest, 'match'>,
    body: string | undefined,
  ) {
    this.method = method
    this.url = url
    this.path = path
    this.query = query
    this.match = match
    this.body = body
    this.#headers = headers
  }

  header(name: string): string | null {
    return this.#headers.get(name)
  }

  headers(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#headers)
  }
}

/** Answers as the network would: late, broken off, not at all. Undefined is a connection that broke. */
export function toResponse(
  answer: MockAnswer,
  method: string,
  signal: AbortSignal | undefined,
): Response | Promise<Response | undefined> {
  return answer.delay > 0 || answer.failure !== undefined || answer.gate
    ? disturbed(answer, method, signal)
    : good(answer, method)
}

function good({ status, headers, body }: MockAnswer, method: string): Response {
  if (body === undefined) return new Response(null, { status, headers })
  if (method === 'HEAD')
    return new Response(null, {
      status,
      headers: { ...headers, 'content-length': String(new TextEncoder().encode(body).length) },
    })
  return new Response(body, { status, headers })
}

async function disturbed(
  answer: MockAnswer,
  method: string,
  signal: AbortSignal | undefined,
): Promise<Response | undefined> {
  const { status, headers, body, delay, failure, gate } = answer
  if (gate) await unlessAborted(gate, signal)
  if (delay > 0) await pause(delay, signal)
  if (failure === 'timeout') return forever(signal)
  if (failure === 'network-error' || failure === 'reset') return undefined
  return failure === 'truncated' && body !== undefined && method !== 'HEAD'
    ? new Response(brokenOff(body), { status, headers })
    : good(answer, method)
}

/** Half of a text, then an error. */
function brokenOff(text: string): ReadableStream {
  let sent = false
  return new ReadableStream({
    pull(controller) {
      if (sent) return controller.error(new TypeError('terminated'))
      sent = true
      controller.enqueue(new TextEncoder().encode(text.slice(0, text.length / 2)))
    },
  })
}
