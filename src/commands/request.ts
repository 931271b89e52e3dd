import { messageOf } from '../contract/problems.ts'
import { waitAlive } from '../transports/timers.ts'
import { codeOf } from './terminal.ts'

/** Sends one request with limits: on time, on the size of the answer, and on the origin. */

export interface RequestLimits {
  /** The time for head, body and all redirects together. */
  readonly timeoutMs: number
  readonly maxBodyBytes: number
}

export interface Outgoing {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

export interface Redirect {
  readonly status: number
  /** The absolute address, or the raw header if it is not an address. */
  readonly to: string
  readonly followed: boolean
}

export interface Incoming {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly redirects: readonly Redirect[]
}

/** Thrown when no complete answer came. */
export class RequestError extends Error {
  /** Whether the head of the answer came before the failure. */
  readonly begun: boolean
  /** Whether the server closed the connection, as it does with idle ones. */
  readonly isClosed: boolean
  /** Whether the answer was longer than it may be. */
  readonly isTooLarge: boolean

  constructor(
    message: string,
    { begun, isClosed, isTooLarge }: Pick<RequestError, 'begun' | 'isClosed' | 'isTooLarge'>,
  ) {
    super(message)
    this.begun = begun
    this.isClosed = isClosed
    this.isTooLarge = isTooLarge
  }
}

class TooLargeError extends Error {}

const maxRedirects = 5

/**
 * Sends a request with its keys to one origin only. A redirect to another origin is returned as the answer.
 * Throws a RequestError if no complete answer comes, and the reason of `stop` as soon as that signal aborts.
 */
export async function send(outgoing: Outgoing, limits: RequestLimits, stop: AbortSignal): Promise<Incoming> {
  stop.throwIfAborted()
  // One controller and one timer, which is held here: a signal of `AbortSignal.timeout` in an `AbortSignal.any` is
  // collected as garbage on Node 20, and never aborts then.
  const controller = new AbortController()
  const abort = () => controller.abort(stop.reason)
  stop.addEventListener('abort', abort, { once: true })
  const stopTimer = waitAlive(limits.timeoutMs, () => controller.abort(new DOMException('Too late', 'TimeoutError')))
  let begun = false
  try {
    const { response, redirects } = await follow(outgoing, controller.signal)
    begun = true
    const text = await readText(response, limits.maxBodyBytes)
    return { status: response.status, headers: response.headers, text, redirects }
  } catch (error) {
    // The rest of an answer is not read.
    controller.abort()
    stop.throwIfAborted()
    const isClosed = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(codeOf(causeOf(error)))
    throw new RequestError(reasonOf(error, limits), { begun, isClosed, isTooLarge: error instanceof TooLargeError })
  } finally {
    stopTimer()
    stop.removeEventListener('abort', abort)
  }
}

async function follow(
  { method, url, headers, body }: Outgoing,
  signal: AbortSignal,
): Promise<{ readonly response: Response; readonly redirects: readonly Redirect[] }> {
  const redirects: Redirect[] = []
  for (let current = url; ;) {
    const response = await fetch(current, { method, headers, body: body ?? null, signal, redirect: 'manual' })
    const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (location === null) return { response, redirects }
    const target = URL.canParse(location, current) ? new URL(location, current) : undefined
    const followed =
      target !== undefined &&
      target.origin === new URL(current).origin &&
      redirects.length < maxRedirects &&
      // Other redirects may turn a POST into a GET.
      (method === 'GET' || response.status === 307 || response.status === 308)
    redirects.push({ status: response.status, to: target ? addressOf(target) : location, followed })
    if (!followed) return { response, redirects }
    await response.body?.cancel()
    current = addressOf(target)
  }
}

/** Removes name and password, which only the user may give. */
function addressOf({ origin, pathname, search }: URL): string {
  return `${origin}${pathname}${search}`
}

async function readText({ body }: Response, maxBytes: number): Promise<string> {
  if (body === null) return ''
  const decoder = new TextDecoder()
  const parts: string[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > maxBytes) throw new TooLargeError(`it has more than ${maxBytes} bytes`)
    parts.push(decoder.decode(chunk, { stream: true }))
  }
  return parts.join('') + decoder.decode()
}

function reasonOf(error: unknown, { timeoutMs }: RequestLimits): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1_000} s`
  const cause = causeOf(error)
  const code = codeOf(cause)
  // OpenSSL's messages for an answer in plain text, in older and newer versions.
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG')
    return 'it does not speak https. Try the address with http://'
  return messageOf(cause) || code
}

/** Returns a clearer message than that of fetch. */
function causeOf(error: unknown): unknown {
  return Reflect.get(Object(error), 'cause') ?? error
}
