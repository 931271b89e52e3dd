import type { MockAnswer, MockRequest } from '../engine/exchange.ts'
import type { Location } from './address.ts'
import { forever, keepAlive, pause, unlessAborted } from './timers.ts'

/** Converts between the plain values of the engine and the Request and Response of fetch. */

const withBody = new Set(['POST', 'PATCH', 'PUT', 'DELETE'])

/** The used part of a Request. */
type Asked = Pick<Request, 'method' | 'url' | 'body' | 'text'> & {
  readonly headers: AskedHeaders
  readonly signal: AbortSignal | undefined
}
type AskedHeaders = Iterable<[string, string]> & { get(name: string): string | null | undefined }

/** A Map, because making the first `Headers` takes Node ten milliseconds, which a server would wait for at its start. */
const noHeaders: AskedHeaders = new Map<string, string>()

/** Reads the arguments of `fetch`. A plain address needs no Request, which would cost half as much as the answer. */
export function toRequest(input: Request | string | URL, init: RequestInit | undefined): Asked {
  if (init !== undefined) return new Request(input, init)
  if (input instanceof Request) return input
  const { href: url, username, password } = new URL(input)
  if (username || password) return new Request(input)
  return { method: 'GET', url, headers: noHeaders, body: null, text: () => Promise.resolve(''), signal: undefined }
}

/** Returns the text of a body, or undefined without waiting if there is none. */
export function readBody(request: Asked): Promise<string> | undefined {
  return withBody.has(request.method) && request.body !== null ? request.text() : undefined
}

/** A Request as plain values. It keeps only the headers of the Request. */
export class FetchRequest implements MockRequest {
  readonly method: string
  readonly url: string
  readonly path: string
  readonly query: string
  readonly match: MockRequest['match']
  readonly body: string | undefined
  readonly #headers: AskedHeaders

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
    return this.#headers.get(name) ?? null
  }

  headers(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#headers)
  }
}

/** Answers like a network: late, cut off, or not at all. Undefined means a broken connection. */
export function toResponse(
  answer: MockAnswer,
  request: Pick<Asked, 'method' | 'signal'>,
): Response | Promise<Response | undefined> {
  return answer.delay > 0 || answer.failure !== undefined || answer.gate
    ? toDelayedOrFailed(answer, request)
    : toNormalResponse(answer, request.method)
}

function toNormalResponse({ status, headers, body }: MockAnswer, method: string): Response {
  if (body === undefined) return new Response(null, { status, headers })
  if (method === 'HEAD')
    return new Response(null, {
      status,
      headers: { ...headers, 'content-length': String(new TextEncoder().encode(body).length) },
    })
  return new Response(body, { status, headers })
}

async function toDelayedOrFailed(
  answer: MockAnswer,
  request: Pick<Asked, 'method' | 'signal'>,
): Promise<Response | undefined> {
  const { method, signal } = request
  const { status, headers, body, delay, failure, gate } = answer
  // Node aborts the signal of a request only while the request itself is in memory.
  const release = signal ? keepAlive(request) : undefined
  try {
    if (gate) await unlessAborted(gate, signal)
    if (delay > 0) await pause(delay, signal)
    if (failure === 'timeout') await forever(signal)
  } finally {
    release?.()
  }
  if (failure === 'network-error' || failure === 'reset') return undefined
  return failure === 'truncated' && body !== undefined && method !== 'HEAD'
    ? new Response(brokenOff(body), { status, headers })
    : toNormalResponse(answer, method)
}

/** Sends half of a text, then an error. */
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
