import { AsyncLocalStorage } from 'node:async_hooks'
import type { HttpHandler } from 'msw'
import { type SetupServer, setupServer } from 'msw/node'
import { expect, test as base, type TestAPI } from 'vitest'
import type { Mock, MockOptions } from './mock.ts'
import { operationsOf } from './operations/table.ts'
import { throwFailures } from './runners/failures.ts'
import { makeFixtureMock } from './runners/fixture-mock.ts'
import { matchers, type MockMatchers } from './runners/matchers.ts'
import { describeRequests } from './runners/requests.ts'
import { type BaseAddress, toBaseAddress } from './transports/address.ts'
import { type MockedApi, toListenOptions } from './transports/unhandled.ts'

/** `test` for vitest, with a mock of its own for every test. */

export { matchers }
export type { MatcherContext, MockMatchers, OrderInFull, PartOf } from './runners/matchers.ts'

declare global {
  // vitest 4 and 5 declare their own interface of matchers differently; what both build on is this one.
  namespace Chai {
    interface Assertion extends MockMatchers {}
  }
}

/** What a test can ask for, and what can be set for many tests with `test.override`, or in `test.extend`. */
export interface MockFixtures {
  /** What the mock starts with: the name of a shipped scenario, a scenario object, or a snapshot. */
  scenario: MockOptions['scenario']
  seed: MockOptions['seed']
  edition: MockOptions['edition']
  /** Every other option of `createMock`. */
  mockOptions: Omit<MockOptions, 'scenario' | 'seed' | 'edition'>
  /** The mock of this test. Its requests are answered, whether the test asks for the mock or not. */
  mock: Mock
  /** The server of msw, for handlers of your own: `server.use(http.get(…))`. They are for the requests of this test, and gone after it. */
  server: SetupServer
}

/** A test that is running, or has been. */
interface Turn {
  readonly name: string
  readonly mock: Mock
  over: boolean
  /** Whether it was told that something of it goes on. */
  told: boolean
}

/** What the tests of a file share: one server, and a mock for each set of options, of which every test gets a sandbox. */
class Stage {
  readonly server: SetupServer
  readonly #scope = new AsyncLocalStorage<Turn>()
  readonly #turns = new Set<Turn>()
  readonly #mocks: { readonly options: readonly unknown[]; readonly mock: Mock }[] = []
  /** The handlers that every test has. */
  readonly #handlers: HttpHandler[] = []
  readonly #apis: MockedApi[] = []
  #count = 0

  constructor() {
    this.server = setupServer()
    const options = toListenOptions(() => this.#apisNow(), 'bypass')
    this.server.listen(options)
  }

  /** Begins the turn of a test. What follows in its async scope belongs to it. */
  enter(name: string, mock: Mock): Turn {
    const turn = { name, mock, over: false, told: false }
    this.#turns.add(turn)
    this.resume(turn)
    return turn
  }

  resume(turn: Turn): void {
    this.#scope.enterWith(turn)
  }

  leave(turn: Turn): void {
    turn.over = true
    this.#turns.delete(turn)
    if (this.#turns.size === 0) this.server.resetHandlers()
  }

  /** The server as a test sees it: the handlers that it uses are for its own requests. */
  serverOf(mock: Mock): SetupServer {
    const isMine = () => this.#turnNow()?.mock === mock
    const use = (...handlers: AnyHandler[]) => this.server.use(...handlers.map((handler) => onlyIf(isMine, handler)))
    return new Proxy(this.server, { get: (server, key) => (key === 'use' ? use : bound(server, key)) })
  }

  /** Fresh data: a sandbox costs no more than a reset, and brings no listeners of the test before. */
  freshMock(
    scenario: MockOptions['scenario'],
    seed: MockOptions['seed'],
    edition: MockOptions['edition'],
    others: MockFixtures['mockOptions'],
  ): Mock {
    const options = [scenario, seed, edition, others]
    let known = this.#mocks.find((one) => one.options.every((value, index) => Object.is(value, options[index])))
    if (!known) {
      known = { options, mock: makeFixtureMock({ scenario, seed, edition, mockOptions: others }) }
      this.#mocks.push(known)
      this.#answerFor(known.mock)
    }
    const { mock } = known
    this.#count += 1
    const name = `test-${this.#count}`
    const own = mock.sandbox(name)
    mock.dropSandbox(name)
    return own
  }

  #answerFor(mock: Mock): void {
    const { baseUrl, edition } = mock.info
    const base = toBaseAddress(baseUrl)
    if (this.#apis.some((api) => isSame(api.base, base))) return
    this.#apis.push({ base, operations: operationsOf(edition) })
    // Those that running tests use stand in front, and stay theirs: a reset takes them away.
    const used = this.server.listHandlers().slice(0, -this.#handlers.length || undefined)
    this.#handlers.push(...mock.handlersBy(() => this.#current()))
    this.server.resetHandlers(...this.#handlers)
    this.server.use(...used)
  }

  /** The test whose request this is, as far as that can be told. */
  #turnNow(): Turn | undefined {
    const turn = this.#scope.getStore()
    if (turn && !turn.over) return turn
    const [only, another] = this.#turns
    return another ? undefined : only
  }

  /** The APIs that are mocked for the test whose request this is: what another test had mocked is none of its business. */
  #apisNow(): readonly MockedApi[] {
    const turn = this.#turnNow()
    if (!turn) return this.#apis
    const base = toBaseAddress(turn.mock.info.baseUrl)
    return this.#apis.filter((api) => isSame(api.base, base))
  }

  #current(): Mock {
    const [sender, turn] = [this.#scope.getStore(), this.#turnNow()]
    if (!turn && this.#turns.size > 1 && !sender?.over)
      throw new Error(
        "Several tests run at once, and it can't be told which of them sent this request. Let each of them take the mock: test.concurrent('…', async ({ mock }) => …)",
      )
    if (!turn)
      throw new Error(
        `A request came ${sender ? `of the test "${sender.name}", which is over` : 'while no test was running'}. Whatever sent it outlived its test: await it there, or stop it when the test ends`,
      )
    if (sender?.over && !sender.told) {
      sender.told = true
      // It may be a client or a server that all tests of the file share: so it is answered, and told.
      // oxlint-disable-next-line no-console
      console.warn(
        `callcamp-mock: something that the test "${sender.name}" started still sends requests though that test is over; they meet the data of "${turn.name}". Await it there, or stop it when the test ends; what all tests share, start before the first of them`,
      )
    }
    return turn.mock
  }
}

/** A test that was extended has fixtures of its own, those of the file too: but there is one network, and one server for it. */
const shared: { stage: Stage | undefined; users: number } = { stage: undefined, users: 0 }

type AnyHandler = Parameters<SetupServer['use']>[number]

/** A handler that leaves the requests of others alone. */
function onlyIf(isMine: () => boolean, handler: AnyHandler): AnyHandler {
  return new Proxy(handler, {
    get(target, key) {
      const value = bound(target, key)
      return key === 'run' && typeof value === 'function'
        ? (...asked: unknown[]) => (isMine() ? value(...asked) : Promise.resolve(null))
        : value
    },
  })
}

/** What an object has; a method is called on the object itself, whose private parts a proxy has not. */
function bound(target: object, key: PropertyKey): unknown {
  const value: unknown = Reflect.get(target, key, target)
  return typeof value === 'function' ? value.bind(target) : value
}

function isSame(one: BaseAddress, other: BaseAddress): boolean {
  return one.origin === other.origin && one.prefix === other.prefix
}

/**
 * vitest's `test`, with a fresh `mock` for every test. Requests to the API are answered from it, in concurrent tests, too.
 * @example
 * test('lists campaigns', async ({ mock }) => {
 *   const response = await fetch('http://callcamp.ai/api/campaigns')
 *   expect(mock).toHaveReceived('campaigns.list')
 * })
 *
 * describe('with the demo data', () => {
 *   test.override({ scenario: 'demo' })
 * })
 */
export const test: TestAPI<MockFixtures> = base.extend<MockFixtures & { mockStage: Stage }>({
  scenario: undefined,
  seed: undefined,
  edition: undefined,
  mockOptions: {},
  mockStage: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      expect.extend(matchers)
      const stage = (shared.stage ??= new Stage())
      shared.users += 1
      await use(stage)
      shared.users -= 1
      if (shared.users > 0) return
      shared.stage = undefined
      stage.server.close()
    },
    { scope: 'file' },
  ],
  server: async ({ mockStage, mock }, use) => {
    await use(mockStage.serverOf(mock))
  },
  mock: [
    async ({ mockStage, scenario, seed, edition, mockOptions, task, onTestFailed }, use) => {
      const mock = mockStage.freshMock(scenario, seed, edition, mockOptions)
      // Until its first `await`, this function runs in the async scope of the test.
      const turn = mockStage.enter(task.name, mock)
      // A hook that runs before the test has a scope of its own: then the test's begins where it takes its mock.
      Object.defineProperty(task.context, 'mock', {
        configurable: true,
        enumerable: true,
        get() {
          if (!turn.over) mockStage.resume(turn)
          return mock
        },
        set() {},
      })
      onTestFailed(() => {
        const exchanges = mock.requests.all()
        if (exchanges.length > 0) {
          // oxlint-disable-next-line no-console
          console.error(`callcamp-mock: the last requests of "${task.name}":\n${describeRequests(exchanges)}`)
        }
      })
      await use(mock)
      mockStage.leave(turn)
      throwFailures(mock)
    },
    { auto: true },
  ],
})
