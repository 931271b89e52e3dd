import type { HttpHandler } from 'msw'
import type { MockAnswer, MockRequest } from '../engine/exchange.ts'
import { type BaseAddress, toAddressPattern } from './address.ts'
import { answerPreflight, openTo } from './cors.ts'
import { FetchRequest, readBody, toResponse } from './fetch.ts'
import { locateInApi, type MockedApi } from './policy.ts'

/** What answers: a mock, and where its API is found. */
export interface Answerer {
  readonly api: MockedApi
  run(request: MockRequest): MockAnswer
}

/**
 * The handlers for msw: a single one for everything under `/api`, operations and unknown paths alike, so that nothing
 * for the API's host is let through by accident. `choose` says for each request which mock answers it; `base` is where,
 * for the lists that msw makes of its handlers.
 */
export function createHandlers(choose: () => Answerer | undefined, base: BaseAddress = anywhere): HttpHandler[] {
  // The class is known by its fields, in every version of msw that is supported, and not by its private ones.
  return [new ApiHandler(choose, base) as unknown as HttpHandler]
}

const anywhere: BaseAddress = { origin: undefined, prefix: '' }

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
  readonly #choose: () => Answerer | undefined

  constructor(choose: () => Answerer | undefined, base: BaseAddress) {
    const path = toAddressPattern(base, '/api(?:/.*)?')
    this.info = { header: `ALL ${base.origin ?? '*'}${base.prefix}/api`, path, method: /.+/ }
    this.#choose = choose
  }

  /** Answers a request; null leaves it to the handlers that come after. */
  async run({ request, requestId }: Asked) {
    // Before anything is read: a request that is not for the API goes on untouched.
    const answerer = this.#choose()
    const location = answerer && locateInApi(request.url, answerer.api)
    if (!answerer || !location) return null
    const header = (name: string) => request.headers.get(name)
    const reading = readBody(request)
    const answer =
      answerPreflight(request.method, header) ??
      answerer.run(new FetchRequest(request, location, reading && (await reading)))
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
    const answerer = this.#choose()
    return answerer !== undefined && locateInApi(url, answerer.api) !== undefined
  }
}

const matched: Parsed = { match: { matches: true, params: {} }, cookies: {} }
const unmatched: Parsed = { match: { matches: false, params: {} }, cookies: {} }
