import type { BrowserContext, Page, Request, Route } from '@playwright/test'
import type { MockAnswer, MockRequest } from '../engine/exchange.ts'
import { type BaseAddress, locate, type Location, toAddressPattern } from './address.ts'
import { answerPreflight, openTo } from './cors.ts'
import { pause } from './timers.ts'
import { slipOf } from './unhandled.ts'

/** Answers a page's requests by Playwright's own routing: no service worker, no server, no port. */

/** What answers: an engine, or a whole mock. */
export interface Answerer {
  run(request: MockRequest): MockAnswer
}

/** A page, or a whole context with all its pages. */
export type Routable = Pick<Page | BrowserContext, 'route' | 'unroute'>

/** Lets a page or a context ask the mock; the function it answers ends that. */
export async function routeRequests(
  target: Routable,
  base: BaseAddress,
  answerer: Answerer,
): Promise<() => Promise<void>> {
  const pattern = toAddressPattern(base, '/api/.*')
  const closing = new AbortController()
  const answer = async (route: Route, request: Request): Promise<void> => {
    const location = locate(request.url(), base)
    if (!location) return route.fallback()
    const asked = toMockRequest(request, location)
    // Chromium's preflights are answered by Playwright itself; other browsers' come here.
    const given = answerPreflight(asked.method, (name) => asked.header(name)) ?? answerer.run(asked)
    await respond(route, request, given, closing.signal).catch((error: unknown) => {
      // The page may be gone before a late answer comes: then nobody waits for it.
      if (!closing.signal.aborted && !isGone(error)) throw error
    })
  }
  const routes = [{ pattern, handler: answer }, ...tellOfSlips(base)]
  for (const { pattern, handler } of routes) await target.route(pattern, handler)
  return async () => {
    closing.abort()
    for (const { pattern, handler } of routes) await target.unroute(pattern, handler)
  }
}

/** What asks for the API by another scheme goes on to the network: it is told, once for each address. */
function tellOfSlips(base: BaseAddress) {
  if (base.origin === undefined) return []
  const origin = base.origin.startsWith('https:')
    ? base.origin.replace('https:', 'http:')
    : base.origin.replace('http:', 'https:')
  const told = new Set<string | undefined>()
  const handler = (route: Route, request: Request): Promise<void> => {
    const slip = slipOf(request.method(), request.url(), base)
    // oxlint-disable-next-line no-console
    if (!told.has(slip)) console.warn(slip)
    told.add(slip)
    return route.fallback()
  }
  return [{ pattern: toAddressPattern({ ...base, origin }, '/api/.*'), handler }]
}

function toMockRequest(request: Request, { path, query }: Location): MockRequest {
  const headers = request.headers()
  return {
    method: request.method(),
    url: request.url(),
    path,
    query,
    header: (name) => headers[name],
    headers: () => headers,
    body: request.postData() ?? undefined,
  }
}

async function respond(route: Route, request: Request, answer: MockAnswer, closing: AbortSignal): Promise<void> {
  const origin = request.headers()['origin']
  const { status, headers, body, delay, failure } = origin === undefined ? answer : openTo(origin, answer)
  if (delay > 0) await pause(delay, closing)
  // A request that is neither answered nor aborted waits until its page gives up.
  if (failure === 'timeout') return
  if (failure === 'network-error') return route.abort('connectionfailed')
  // Routing can't break a body off in the middle: the connection breaks before it.
  if (failure === 'truncated') return route.abort('connectionreset')
  await route.fulfill({ status, headers: { ...headers }, body: request.method() === 'HEAD' ? undefined : body })
}

function isGone(error: unknown): boolean {
  return (
    error instanceof Error &&
    /has been closed|Target closed|Request context disposed|Route is already handled/.test(error.message)
  )
}
