import type { HttpHandler } from 'msw'
import { type BaseAddress, toAddressPattern } from './address.ts'

/** What a handler for msw does. */
export interface Responder {
  /** Whether the handler answers a request. It does not read the body. */
  fits(request: Request): boolean
  /** Answers a request. Undefined passes it on untouched. */
  respond(request: Request): Promise<Response> | undefined
}

/** Creates the one handler for everything under `/api`. `base` is the address that msw shows in lists of handlers. */
export function toHandlers(base: BaseAddress, responder: Responder): HttpHandler[] {
  // All supported versions of msw recognise the class by its public fields.
  return [new PlainHandler(base, responder) as unknown as HttpHandler]
}

interface Asked {
  readonly request: Request
  readonly requestId?: string
}

interface Parsed {
  readonly match: { readonly matches: boolean; readonly params: Readonly<Record<string, string>> }
  readonly cookies: Readonly<Record<string, string>>
}

/**
 * What msw calls a request handler, written out instead of made by `http.all`: it needs no import of msw,
 * whose door costs more than all of this package, and does not clone requests and read their cookies, which
 * cost more than an answer.
 */
class PlainHandler {
  /** How msw from 2.13 on distinguishes handlers of requests from those of sockets. */
  readonly kind = 'request'
  /** How msw up to 2.12 does. */
  readonly __kind = 'RequestHandler'
  readonly info: { readonly header: string; readonly path: RegExp; readonly method: RegExp }
  isUsed = false
  readonly #responder: Responder

  constructor(base: BaseAddress, responder: Responder) {
    const path = toAddressPattern(base, '/api(?:/.*)?')
    this.info = { header: `ALL ${base.origin ?? '*'}${base.prefix}/api`, path, method: /.+/ }
    this.#responder = responder
  }

  /** Answers a request; null leaves it to the handlers that come after. */
  async run({ request, requestId }: Asked) {
    const responding = this.#responder.respond(request)
    if (!responding) return null
    const response = await responding
    this.isUsed = true
    return { handler: this, request, requestId, response, parsedResult: matched }
  }

  parse({ request }: Asked): Promise<Parsed> {
    return Promise.resolve(this.#responder.fits(request) ? matched : unmatched)
  }

  predicate({ parsedResult }: { readonly parsedResult: Parsed }): boolean {
    return parsedResult.match.matches
  }

  async test(asked: Asked): Promise<boolean> {
    const { match } = await this.parse(asked)
    return match.matches
  }

  /** The line that msw writes for every answer in a browser's console. */
  async log({ request, response }: { readonly request: Request; readonly response: Response }): Promise<void> {
    const { method, url, headers } = request
    const { status, statusText } = response
    const [asked, answered] = await Promise.all([request.clone().text(), response.clone().text()])
    /* oxlint-disable no-console */
    console.groupCollapsed(`[MSW] ${method} ${url} (${status}${statusText && ` ${statusText}`})`)
    console.log('Request', { url, method, headers: Object.fromEntries(headers), body: asked })
    console.log('Handler:', this)
    console.log('Response', { status, statusText, headers: Object.fromEntries(response.headers), body: answered })
    console.groupEnd()
    /* oxlint-enable no-console */
  }

  /** Does nothing: the handler has no state. The mock has a `reset` of its own. */
  reset(): void {}
  restore(): void {}
  dispose(): void {}
}

const matched: Parsed = { match: { matches: true, params: {} }, cookies: {} }
const unmatched: Parsed = { match: { matches: false, params: {} }, cookies: {} }
