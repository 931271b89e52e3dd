import { AsyncLocalStorage } from 'node:async_hooks'
import * as msw from 'msw/node'
import type { SetupServer } from 'msw/node'
import { sandboxHeader } from './contract/addressing.ts'
import { freshMock, makeMock } from './create-mock.ts'
import { show } from './contract/problems.ts'
import { internals } from './engine/internals.ts'
import type { Mock, MockOptions } from './mock.ts'
import { boundProperty } from './runners/bound-property.ts'
import { tellObservers } from './runners/exchange-observers.ts'
import { throwFailures } from './runners/failures.ts'
import { exploredMock, Interception } from './runners/interception.ts'
import { checkMsw } from './runners/versions.ts'
import { toServerAddress } from './runners/remote.ts'
import { isUnderApi, locate, type Location, toBaseAddress } from './transports/address.ts'
import { toHandlers } from './transports/msw-handler.ts'
import { createHandlers } from './transports/msw.ts'
import type { OnUnhandledRequest } from './transports/policy.ts'
import { type IncomingRequest, sandboxOf } from './transports/sandbox-name.ts'
import { checkListenOptions } from './transports/unhandled.ts'

/** The mock in Node, with interception: for test runners that have no door of their own. */

export interface ListenOptions {
  /**
   * What happens to requests that the mock does not answer: `'bypass'` lets them through, `'warn'` says so, `'error'`
   * refuses them, and a function may throw to refuse one. By default, those that look like requests to this API at another
   * address are refused, and all others pass.
   * @example
   * listen({ onUnhandledRequest: 'error' })
   */
  readonly onUnhandledRequest?: OnUnhandledRequest | undefined
}

/** What `setupMockServer` returns. */
export interface MockServer {
  /** The mock; inside `isolate`, the one with that scope's data. */
  readonly mock: Mock
  /** The server of msw, for handlers of your own: `server.use(http.get(…))`. Its `close` does what `close` of the mock does. */
  readonly server: SetupServer
  /**
   * Begins to answer. Paths that the API does not have are answered with 404. A second call changes nothing. Throws if
   * another mock server listens. A server of msw may listen beside it, and gets the requests that the mock does not answer.
   */
  readonly listen: (options?: ListenOptions) => void
  /** Stops answering. */
  readonly close: () => void
  /** Back to the start: the data, and the handlers that were added with `server.use()`. */
  readonly reset: () => void
  /**
   * Runs a function with data of its own: its requests, its `mock` and its `server.use()` touch nobody else's.
   * The data are fresh each time, and dropped afterwards.
   * @example
   * test.concurrent('creates a campaign', () => isolate(async (mock) => {
   *   await createCampaign('Spring')
   *   expect(mock.db.campaign.count()).toBe(1)
   * }))
   */
  readonly isolate: <Result>(run: (mock: Mock) => Result | Promise<Result>) => Promise<Result>
  /**
   * Runs what answers a request to a server of your own, such as one that renders pages: everything that it asks the API
   * meanwhile is answered by the sandbox which the request names, in the header `X-Mock-Sandbox` or the cookie
   * `mock-sandbox`. `useMockServer` of `callcamp-mock/playwright` sends both. A request that names none meets the mock itself.
   * @example
   * createServer((request, response) => forRequest(request, () => render(request, response)))
   */
  readonly forRequest: ForRequest
}

export type { IncomingRequest }
/** Runs code that answers a request to a server of your own: what it asks the API reaches the right sandbox. */
export type ForRequest = <Result>(request: IncomingRequest, run: () => Result) => Result

/**
 * Makes a mock and the msw server that answers for it.
 * @example
 * const { mock, listen, reset, close } = setupMockServer({ scenario: 'demo' })
 * beforeAll(() => listen())
 * afterEach(() => reset())
 * afterAll(() => close())
 */
export function setupMockServer(options: MockOptions = {}): MockServer {
  checkMsw('callcamp-mock/node')
  const root = makeMock(options, 'setupMockServer')
  const scope = new AsyncLocalStorage<Mock>()
  const current = () => exploredMock.getStore() ?? scope.getStore() ?? root
  const { api } = root[internals]
  const handlers = createHandlers(() => current()[internals], api.base)
  const interception = new Interception('callcamp-mock/node', msw, handlers)
  const { server } = interception
  let scopes = 0
  return {
    mock: new Proxy(root, { get: (_, key) => boundProperty(current(), key) }),
    server,
    listen(options = {}) {
      checkListenOptions(options, 'listen', ['onUnhandledRequest'])
      const { onUnhandledRequest } = options
      interception.listen(() => ({ apis: [api], onUnhandledRequest }))
    },
    close: () => interception.close(),
    reset() {
      interception.resetHandlers()
      current().reset()
    },
    async isolate(run) {
      if (!interception.isListening)
        throw new Error(
          'isolate() was called before listen(): requests would go to the network. Call listen() first, as in beforeAll(() => listen())',
        )
      if (typeof run !== 'function') throw new TypeError(`isolate needs a function; received ${show(run)}`)
      scopes += 1
      const own = freshMock(root, `isolate-${scopes}`)
      try {
        const result = await scope.run(
          own,
          server.boundary(() => run(own)),
        )
        tellObservers(own)
        throwFailures(own)
        return result
      } finally {
        own[internals].release()
      }
    },
    forRequest(request, run) {
      const name = sandboxOf(request)
      return name === undefined ? run() : scope.run(root.sandbox(name), run)
    },
  }
}

/** The options of `setupSandboxForwarding`. */
export interface ForwardingOptions {
  /** The address of the standalone server. */
  readonly server: string
  /** Where the code of the app looks for the API. Default: at the server. */
  readonly baseUrl?: string | undefined
}

/** What `setupSandboxForwarding` returns. */
export interface SandboxForwarding {
  /** Begins to forward. A second call changes nothing. */
  readonly listen: () => void
  readonly close: () => void
  /** Runs the code that answers a request. Its own requests to the API go to the sandbox that the request names. */
  readonly forRequest: ForRequest
}

/**
 * Forwards the API requests of your own server to the standalone server. Requests that it sends while it handles a
 * request go to the sandbox of that request: tests that share the app at the same time still have data of their own.
 * The name of the sandbox is taken from the header `X-Mock-Sandbox` or the cookie `mock-sandbox`, which `useMockServer`
 * of `callcamp-mock/playwright` sends. All other requests go to the server without a sandbox.
 * @example
 * const { listen, forRequest } = setupSandboxForwarding({ server: 'http://127.0.0.1:3000', baseUrl: 'http://callcamp.ai' })
 * listen()
 * createServer((request, response) => forRequest(request, () => render(request, response)))
 */
export function setupSandboxForwarding(options: ForwardingOptions): SandboxForwarding {
  checkMsw('callcamp-mock/node')
  const server = toServerAddress(options?.server)
  const base = toBaseAddress(options.baseUrl ?? server)
  const scope = new AsyncLocalStorage<{ readonly sandbox: string | undefined } | 'sent'>()
  const locateHere = ({ url }: Request) => {
    const location = scope.getStore() === 'sent' ? undefined : locate(url, base)
    return location && isUnderApi(location.path) ? location : undefined
  }
  const forward = (request: Request, { path, query }: Location): Promise<Response> => {
    const state = scope.getStore()
    const headers = new Headers(request.headers)
    if (typeof state === 'object' && state.sandbox !== undefined) headers.set(sandboxHeader, state.sandbox)
    const target = new Request(`${server}${path}${query && `?${query}`}`, new Request(request, { headers }))
    return scope.run('sent', () => fetch(target))
  }
  const handlers = toHandlers(base, {
    fits: (request) => locateHere(request) !== undefined,
    respond(request) {
      const location = locateHere(request)
      return location && forward(request, location)
    },
  })
  const interception = new Interception('callcamp-mock/node', msw, handlers)
  return {
    listen: () => interception.listen(() => ({ apis: [], onUnhandledRequest: 'bypass' })),
    close: () => interception.close(),
    forRequest: (request, run) => scope.run({ sandbox: sandboxOf(request) }, run),
  }
}
