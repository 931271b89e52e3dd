import type { BrowserContext, Page, Request, Route } from '@playwright/test'
import { messageOf } from '../contract/problems.ts'
import type { MockAnswer, MockRequest } from '../engine/exchange.ts'
import { toAddressPattern } from './address.ts'
import { answerOrigin } from './cors.ts'
import type { Answerer } from './msw.ts'
import {
  actionOn,
  classify,
  locateInApi,
  lookAlikePattern,
  type OnUnhandledRequest,
  type PlaceInApi,
} from './policy.ts'
import { forever, pause, unlessAborted } from './timers.ts'
import { toRefusal, warnOf } from './unhandled.ts'

/** Answers a page's requests by Playwright's own routing: no service worker, no server, no port. */

/** A page, or a whole context with all its pages. */
export type Routable = Pick<Page | BrowserContext, 'route' | 'unroute'>

export interface RoutingSettings {
  readonly onUnhandledRequest?: OnUnhandledRequest | undefined
  /** Called with the reason for which a request was refused. */
  readonly onRefused: (message: string) => void
}

/**
 * Routes the requests of a page or a context to the mock. The returned function ends that: answers that are late by then
 * fail, and new requests pass. It may also be called after the page or the context was closed.
 */
export async function routeRequests(
  target: Routable,
  answerer: Answerer,
  settings: RoutingSettings,
): Promise<() => Promise<void>> {
  const { api } = answerer
  const closing = new AbortController()
  const unsettled = new Set<Promise<void>>()
  const answer = async (route: Route, request: Request): Promise<void> => {
    const location = locateInApi(request.method(), request.url(), api)
    if (!location) return route.fallback()
    const asked = toMockRequest(request, location)
    // Chromium's preflights are answered by Playwright itself; other browsers' come here.
    const given = answerOrigin(asked, () => answerer.run(asked))
    const settling = respond(route, request, given, closing.signal).catch((error: unknown) => {
      // The page may be gone before a late answer comes: then nobody waits for it.
      if (!closing.signal.aborted && !isGone(error)) throw error
    })
    unsettled.add(settling)
    await settling.finally(() => unsettled.delete(settling))
  }
  // Playwright asks the route that was added last first.
  const routes = [
    { pattern: unansweredPattern(answerer, settings.onUnhandledRequest), handler: toGuard(answerer, settings) },
    { pattern: toAddressPattern(api.base, '/api(?:[/?].*)?'), handler: answer },
  ]
  for (const { pattern, handler } of routes) await target.route(pattern, handler)
  return async () => {
    closing.abort()
    // A browser sends what was neither answered nor aborted to the network as soon as nothing is routed.
    await Promise.allSettled(unsettled)
    // Playwright forgets a route at once, and rejects only if the page is gone.
    await Promise.allSettled(routes.map(({ pattern, handler }) => target.unroute(pattern, handler)))
  }
}

/**
 * The addresses to check for unanswered requests: as few as possible, because each request goes from the browser to the
 * test and back.
 */
function unansweredPattern({ api }: Answerer, setting: OnUnhandledRequest | undefined): RegExp {
  if (setting === 'error' || setting === 'warn' || typeof setting === 'function') return /^https?:/
  return lookAlikePattern(api.operations)
}

/** The resource types of requests by scripts. Documents, files and styles belong to the app. */
const askedByScripts = new Set(['fetch', 'xhr', 'ping', 'other'])

/** Applies the policy to what the mock leaves unanswered. */
function toGuard({ api }: Answerer, { onUnhandledRequest, onRefused }: RoutingSettings) {
  return async (route: Route, request: Request): Promise<void> => {
    const [method, url] = [request.method(), request.url()]
    if (!askedByScripts.has(request.resourceType())) return route.fallback()
    const found = classify(method, url, [api])
    const refuse = (reason: string) => {
      onRefused(reason)
      return route.abort('blockedbyclient')
    }
    if (typeof onUnhandledRequest === 'function') {
      try {
        onUnhandledRequest(new globalThis.Request(url, { method, headers: request.headers() }), found)
      } catch (error) {
        return refuse(messageOf(error))
      }
      return route.fallback()
    }
    const action = actionOn(found, onUnhandledRequest, 'test')
    if (action === 'refuse') return refuse(toRefusal(found))
    if (action === 'warn') warnOf(found)
    return route.fallback()
  }
}

function toMockRequest(request: Request, { path, query, match }: PlaceInApi): MockRequest {
  const headers = request.headers()
  return {
    method: request.method(),
    url: request.url(),
    path,
    query,
    match,
    header: (name) => headers[name],
    headers: () => headers,
    body: request.postData() ?? undefined,
  }
}

async function respond(route: Route, request: Request, answer: MockAnswer, closing: AbortSignal): Promise<void> {
  const { status, headers, body, delay, failure, gate } = answer
  try {
    if (gate) await unlessAborted(gate, closing)
    if (delay > 0) await pause(delay, closing)
    // The request waits until its page gives up.
    if (failure === 'timeout') await forever(closing)
  } catch {
    return route.abort()
  }
  if (failure === 'network-error') return route.abort('connectionfailed')
  // Routing can't break a body off in the middle: the connection breaks before it.
  if (failure === 'truncated' || failure === 'reset') return route.abort('connectionreset')
  await route.fulfill({ status, headers: { ...headers }, body: request.method() === 'HEAD' ? undefined : body })
}

function isGone(error: unknown): boolean {
  return (
    error instanceof Error &&
    /has been closed|Target closed|Request context disposed|Route is already handled/.test(error.message)
  )
}
