import { http, type HttpHandler } from 'msw'
import type { Engine } from '../engine/engine.ts'
import { type BaseAddress, locate, toAddressPattern } from './address.ts'
import { respond, toMockRequest, toResponse } from './fetch.ts'

/**
 * The handlers for msw: a single one for all operations. Its pattern fits their paths and no others, so what
 * the API does not know stays with msw; our own router takes it from there, quicker than a handler per path.
 */
export function createHandlers(base: BaseAddress, paths: string, engine: () => Engine | undefined): HttpHandler[] {
  return [
    http.all(toAddressPattern(base, paths), async ({ request }) => {
      const location = locate(request.url, base)
      if (!location) return undefined
      const answer = engine()?.run(await toMockRequest(request, location))
      if (!answer) return undefined
      return (await toResponse(answer, request.method, request.signal, respond)) ?? Response.error()
    }),
  ]
}
