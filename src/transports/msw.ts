import type { HttpHandler } from 'msw'
import { answerOf, type MockAnswer, type MockRequest } from '../engine/exchange.ts'
import type { BaseAddress } from './address.ts'
import { answerPreflight, openTo } from './cors.ts'
import { FetchRequest, readBody, toResponse } from './fetch.ts'
import { toHandlers } from './msw-handler.ts'
import { locateInApi, type MockedApi, type PlaceInApi } from './policy.ts'

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
  return toHandlers(base, {
    fits({ method, url }) {
      const answerer = choose()
      return answerer !== undefined && locateInApi(method, url, answerer.api) !== undefined
    },
    respond(request) {
      // Before anything is read: a request that is not for the API goes on untouched.
      const answerer = choose()
      const location = answerer && locateInApi(request.method, request.url, answerer.api)
      return answerer && location && answerWith(answerer, location, request)
    },
  })
}

const anywhere: BaseAddress = { origin: undefined, prefix: '' }

async function answerWith(answerer: Answerer, location: PlaceInApi, request: Request): Promise<Response> {
  const header = (name: string) => request.headers.get(name)
  const reading = readBody(request)
  // happy-dom leaves out of a preflight what makes it one: without a good answer to it, a page never reads the 404.
  const isBarePreflight = request.method === 'OPTIONS' && !location.match
  const answer =
    answerPreflight(request.method, header) ??
    (isBarePreflight ? answerOf(204, undefined) : undefined) ??
    answerer.run(new FetchRequest(request, location, reading && (await reading)))
  // Browsers look at nothing of this behind a service worker. happy-dom does as they do behind a network, but asks without its origin.
  const origin = header('origin') ?? (request.method === 'OPTIONS' ? '*' : null)
  return respond(origin === null ? answer : openTo(origin, answer), request)
}

/** Of a request that was called off while it waited, msw has told the caller already: it would only log our error. */
async function respond(answer: MockAnswer, { method, signal }: Request): Promise<Response> {
  try {
    return (await toResponse(answer, method, signal)) ?? Response.error()
  } catch (error) {
    if (signal.aborted) return Response.error()
    throw error
  }
}
