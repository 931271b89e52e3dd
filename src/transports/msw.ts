import type { HttpHandler } from 'msw'
import { answerOf, type MockAnswer, type MockRequest } from '../engine/exchange.ts'
import type { BaseAddress } from './address.ts'
import { answerOrigin, isPreflight, withCorsHeaders } from './cors.ts'
import { FetchRequest, readBody, toResponse } from './fetch.ts'
import { toHandlers } from './msw-handler.ts'
import { locateInApi, type MockedApi, type PlaceInApi } from './policy.ts'

/** A mock and the address of its API. */
export interface Answerer {
  readonly api: MockedApi
  run(request: MockRequest): MockAnswer
}

/** The same for answers that may come later. */
interface LateAnswerer {
  readonly api: MockedApi
  run(request: MockRequest): MockAnswer | Promise<MockAnswer>
}

/**
 * Creates the handlers for msw: a single one for everything under `/api`, known or unknown, so that no request to the
 * host of the API slips through. `choose` returns the mock for each request. `base` is the address that msw shows
 * in lists of handlers.
 */
export function createHandlers(choose: () => LateAnswerer | undefined, base: BaseAddress = anywhere): HttpHandler[] {
  return toHandlers(base, {
    fits({ method, url }) {
      const answerer = choose()
      return answerer !== undefined && locateInApi(method, url, answerer.api) !== undefined
    },
    respond(request) {
      // Checked before the body is read, so that other requests pass untouched.
      const answerer = choose()
      const location = answerer && locateInApi(request.method, request.url, answerer.api)
      return answerer && location && answerWith(answerer, location, request)
    },
  })
}

const anywhere: BaseAddress = { origin: undefined, prefix: '' }

async function answerWith(answerer: LateAnswerer, location: PlaceInApi, request: Request): Promise<Response> {
  const reading = readBody(request)
  const asked = new FetchRequest(request, location, reading && (await reading))
  // happy-dom sends preflights without the headers that identify them. Without a good answer, the page never reads the
  // 404.
  const isBarePreflight = request.method === 'OPTIONS' && !location.match
  const ran = isPreflight(asked) || isBarePreflight ? answerOf(204, undefined) : await answerer.run(asked)
  const answer = answerOrigin(asked, () => ran)
  // It also sends them without an Origin header.
  const isOpen = request.method === 'OPTIONS' && asked.header('origin') === null
  return respond(isOpen ? withCorsHeaders('*', answer) : answer, request)
}

/** msw has already rejected an aborted request. It would only log our error. */
async function respond(answer: MockAnswer, request: Request): Promise<Response> {
  try {
    return (await toResponse(answer, request)) ?? Response.error()
  } catch (error) {
    if (request.signal.aborted) return Response.error()
    throw error
  }
}
