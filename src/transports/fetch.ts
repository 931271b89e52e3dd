import type { MockAnswer, MockRequest } from '../engine/exchange.ts'
import type { Location } from './address.ts'
import { forever, pause } from './timers.ts'

/** Between the engine's plain values and the Request and Response of fetch. */

const withBody = new Set(['POST', 'PATCH', 'PUT', 'DELETE'])

export async function toMockRequest(request: Request, { path, query }: Location): Promise<MockRequest> {
  const { method, url, headers } = request
  return {
    method,
    url,
    path,
    query,
    header: (name) => headers.get(name),
    headers: () => Object.fromEntries(headers),
    body: withBody.has(method) && request.body !== null ? await request.text() : undefined,
  }
}

/** Answers as the network would: late, broken off, not at all. Undefined is a connection that broke. */
export async function toResponse(answer: MockAnswer, method: string, signal: AbortSignal | undefined, respond: Respond): Promise<Response | undefined> {
  if (answer.delay > 0) await pause(answer.delay, signal)
  if (answer.failure === 'timeout') return forever(signal)
  if (answer.failure === 'network-error') return undefined
  const { status, headers } = answer
  if (answer.body === undefined) return respond(null, { status, headers })
  if (method === 'HEAD') return respond(null, { status, headers: { ...headers, 'content-length': String(new TextEncoder().encode(answer.body).length) } })
  if (answer.failure === 'truncated') return respond(brokenOff(answer.body), { status, headers })
  return respond(answer.body, { status, headers })
}

export type Respond = (body: string | ReadableStream | null, init: { status: number; headers: Readonly<Record<string, string>> }) => Response

export const respond: Respond = (body, { status, headers }) => new Response(body, { status, headers: { ...headers } })

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
