import type { HttpHandler } from 'msw'
import type { Engine } from '../engine/engine.ts'
import type { MockAnswer } from '../engine/exchange.ts'
import { type BaseAddress, locate, toAddressPattern } from './address.ts'
import { answerPreflight, openTo } from './cors.ts'
import { FetchRequest, readBody, toResponse } from './fetch.ts'

/**
 * The handlers for msw: a single one for all operations. Its paths are those of the API and no others, so what
 * the API does not know stays with msw; our own router takes it from there, quicker than a handler per path.
 */
export function createHandlers(base: BaseAddress, paths: string, engine: () => Engine | undefined): HttpHandler[] {
  // The class is known by its fields, in every version of msw that is supported, and not by its private ones.
  return [new ApiHandler(base, paths, engine) as unknown as HttpHandler]
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
class ApiHandler {
  /** How msw from 2.13 on tells handlers of requests from those of sockets. */
  readonly kind = 'request'
  /** How msw up to 2.12 does. */
  readonly __kind = 'RequestHandler'
  readonly info: { readonly header: string; readonly path: RegExp; readonly method: RegExp }
  isUsed = false
  readonly #base: BaseAddress
  readonly #engine: () => Engine | undefined

  constructor(base: BaseAddress, paths: string, engine: () => Engine | undefined) {
    const path = toAddressPattern(base, paths)
    this.info = { header: `ALL ${base.origin ?? '*'}${base.prefix}/api`, path, method: /.+/ }
    this.#base = base
    this.#engine = engine
  }

  /** Answers a request; null leaves it to the handlers that come after. */
  async run({ request, requestId }: Asked) {
    // Before anything is read: a request that is not for the API goes on untouched.
    if (!this.#fits(request)) return null
    const engine = this.#engine()
    const location = locate(request.url, this.#base)
    if (!engine || !location) return null
    const header = (name: string) => request.headers.get(name)
    const reading = readBody(request)
    const answer =
      answerPreflight(request.method, header) ??
      engine.run(new FetchRequest(request, location, reading && (await reading)))
    if (!answer) return null
    this.isUsed = true
    // Browsers look at nothing of this behind a service worker. happy-dom does as they do behind a network, but asks without its origin.
    const origin = header('origin') ?? (request.method === 'OPTIONS' ? '*' : null)
    const response = await this.#respond(origin === null ? answer : openTo(origin, answer), request)
    return { handler: this, request, requestId, response, parsedResult: matched }
  }

  parse({ request }: Asked): Promise<Parsed> {
    return Promise.resolve(this.#fits(request) ? matched : unmatched)
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

  /** Nothing to do: what it answers is up to the mock, whose `reset` is another matter. */
  reset(): void {}
  restore(): void {}
  dispose(): void {}

  /** Of a request that was called off while it waited, msw has told the caller already: it would only log our error. */
  async #respond(answer: MockAnswer, { method, signal }: Request): Promise<Response> {
    try {
      return (await toResponse(answer, method, signal)) ?? Response.error()
    } catch (error) {
      if (signal.aborted) return Response.error()
      throw error
    }
  }

  #fits({ url }: Request): boolean {
    const end = url.search(/[?#]/)
    return this.info.path.test(end === -1 ? url : url.slice(0, end))
  }
}

const matched: Parsed = { match: { matches: true, params: {} }, cookies: {} }
const unmatched: Parsed = { match: { matches: false, params: {} }, cookies: {} }
