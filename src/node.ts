import { AsyncLocalStorage } from 'node:async_hooks'
import { type SetupServer, setupServer } from 'msw/node'
import { makeMock, type Mock, type MockOptions } from './mock.ts'
import { throwFailures } from './runners/failures.ts'
import { checkMsw } from './runners/versions.ts'
import { createHandlers } from './transports/msw.ts'
import type { OnUnhandledRequest } from './transports/policy.ts'
import { checkListenOptions, toListenOptions } from './transports/unhandled.ts'

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

export interface MockServer {
  /** The mock; inside `isolate`, the one with that scope's data. */
  readonly mock: Mock
  /** The server of msw, for handlers of your own: `server.use(http.get(…))`. */
  readonly server: SetupServer
  /** Begins to answer. Paths that the mocked API does not have are answered with 404. A second call changes nothing; a second server is refused, as msw answers for one at a time. */
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
}

let listeningServers = 0

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
  const current = () => scope.getStore() ?? root
  const server = setupServer(...createHandlers(current, root.api.base))
  let listening = false
  let scopes = 0
  return {
    mock: follow(root, current),
    server,
    listen(options = {}) {
      checkListenOptions(options, 'listen', ['onUnhandledRequest'])
      if (listening) return
      if (listeningServers > 0)
        throw new Error(
          'Another mock server of this process listens already, and msw answers for one at a time: the other one would fall silent. Close it first, or let it answer for both, with server.use(...other.handlers)',
        )
      const { onUnhandledRequest } = options
      const listenOptions = toListenOptions(() => ({ apis: [root.api], onUnhandledRequest }), 'test')
      server.listen(listenOptions)
      listening = true
      listeningServers += 1
    },
    close() {
      if (!listening) return
      server.close()
      listening = false
      listeningServers -= 1
    },
    reset() {
      server.resetHandlers()
      current().reset()
    },
    async isolate(run) {
      if (!listening)
        throw new Error(
          'isolate() was called before listen(): requests would go to the network. Call listen() first, as in beforeAll(() => listen())',
        )
      scopes += 1
      const name = `isolate-${scopes}`
      const own = root.sandbox(name)
      try {
        const result = await scope.run(
          own,
          server.boundary(() => run(own)),
        )
        throwFailures(own)
        return result
      } finally {
        root.dropSandbox(name)
      }
    },
  }
}

/** A mock that is always the current one. Methods are called on the real one, whose private parts a proxy has not. */
function follow(root: Mock, current: () => Mock): Mock {
  return new Proxy(root, {
    get(_, key) {
      const mock = current()
      const value: unknown = Reflect.get(mock, key, mock)
      return typeof value === 'function' ? value.bind(mock) : value
    },
  })
}
