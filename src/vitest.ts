import { AsyncLocalStorage } from 'node:async_hooks'
import { type SetupServer, setupServer } from 'msw/node'
import { expect, test as base, type TestAPI } from 'vitest'
import type { Mock, MockOptions } from './mock.ts'
import { operationsOf } from './operations/table.ts'
import { throwFailures } from './runners/failures.ts'
import { makeFixtureMock } from './runners/fixture-mock.ts'
import { matchers, type MockMatchers } from './runners/matchers.ts'
import { describeRequests } from './runners/requests.ts'
import { toBaseAddress } from './transports/address.ts'
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
  /** The server of msw, for handlers of your own: `server.use(http.get(…))`. They are gone after the test. */
  server: SetupServer
}

/** A test that is running, or has been. */
interface Turn {
  readonly mock: Mock
  over: boolean
}

/** What the tests of a file share: one server, and a mock for each set of options, of which every test gets a sandbox. */
class Stage {
  readonly server: SetupServer
  readonly #scope = new AsyncLocalStorage<Turn>()
  readonly #turns = new Set<Turn>()
  readonly #mocks: { readonly options: readonly unknown[]; readonly mock: Mock }[] = []
  readonly #apis: MockedApi[] = []
  #count = 0

  constructor() {
    this.server = setupServer()
    const options = toListenOptions(() => this.#apis, 'bypass')
    this.server.listen(options)
  }

  /** Begins the turn of a test. What follows in its async scope belongs to it. */
  enter(mock: Mock): Turn {
    const turn = { mock, over: false }
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

  /** Fresh data: a sandbox costs no more than a reset, and brings no listeners of the test before. */
  freshMock(scenario: MockOptions['scenario'], seed: MockOptions['seed'], edition: MockOptions['edition'], others: MockFixtures['mockOptions']): Mock {
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
    if (this.#apis.some((api) => api.base.origin === base.origin && api.base.prefix === base.prefix)) return
    this.#apis.push({ base, operations: operationsOf(edition) })
    this.server.resetHandlers(...this.server.listHandlers(), ...mock.handlersBy(() => this.#current()))
  }

  #current(): Mock {
    const turn = this.#scope.getStore()
    if (turn && !turn.over) return turn.mock
    const [only, another] = this.#turns
    if (!only) throw new Error('A request came while no test was running. Whatever sent it outlived its test: await it there, or stop it when the test ends')
    if (another) throw new Error("Several tests run at once, and it can't be told which of them sent this request. Let each of them take the mock: test.concurrent('…', async ({ mock }) => …)")
    return only.mock
  }
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
      const stage = new Stage()
      await use(stage)
      stage.server.close()
    },
    { scope: 'file' },
  ],
  server: async ({ mockStage }, use) => {
    await use(mockStage.server)
  },
  mock: [
    async ({ mockStage, scenario, seed, edition, mockOptions, task, onTestFailed }, use) => {
      const mock = mockStage.freshMock(scenario, seed, edition, mockOptions)
      // Until its first `await`, this function runs in the async scope of the test.
      const turn = mockStage.enter(mock)
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
        // oxlint-disable-next-line no-console
        if (exchanges.length > 0) console.error(`callcamp-mock: the last requests of "${task.name}":\n${describeRequests(exchanges)}`)
      })
      await use(mock)
      mockStage.leave(turn)
      throwFailures(mock)
    },
    { auto: true },
  ],
})
