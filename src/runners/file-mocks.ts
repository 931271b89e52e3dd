import { AsyncLocalStorage } from 'node:async_hooks'
import type * as mswNode from 'msw/node'
import type { SetupServer } from 'msw/node'
import { defaultEdition } from '../contract/editions.ts'
import type { Snapshot } from '../contract/scenarios.ts'
import { freshMock } from '../create-mock.ts'
import { internals } from '../engine/internals.ts'
import type { Mock } from '../mock.ts'
import { createHandlers } from '../transports/msw.ts'
import type { OnUnhandledRequest } from '../transports/policy.ts'
import type { PolicyNow } from '../transports/unhandled.ts'
import { boundProperty } from './bound-property.ts'
import { lineOf, type Suite } from './declared-settings.ts'
import { tellObservers } from './exchange-observers.ts'
import { printRequests, throwFailures } from './failures.ts'
import { exploredMock, Interception } from './interception.ts'
import { makeTestMock, mergeSettings, type MockSettings } from './settings.ts'

/** What the tests of a file share: the mocks, and one msw server that finds the test of each request. */

export interface TestIdentity {
  readonly name: string
  readonly suite: Suite
  readonly isConcurrent: boolean
}

/** The used part of a test of vitest. */
interface Task {
  readonly result?: { readonly state: string } | undefined
}

/** A test that runs or has run. */
interface TestRun extends TestIdentity {
  /** Undefined until the fixtures of the test are set up. */
  data: Data | undefined
  over: boolean
}

/** A mock, and its policy for unanswered requests. */
interface Data {
  readonly mock: Mock
  readonly onUnhandledRequest: OnUnhandledRequest | undefined
  /** Why the mock answers the sender no more. */
  readonly refusal?: string
}

/** The mock that answers the hooks of a suite. The tests of the suite start with its state. */
interface HookData extends Data {
  readonly settings: Partial<MockSettings>
  /** The state that the tests of the suite start with, if hooks have changed it. */
  start: Snapshot | undefined
  hasChanged: boolean
}

/** A running suite. Its requests come from hooks. */
interface RunningSuite {
  readonly suite: Suite
}

export interface FileMocksSettings {
  /** The suite that is being collected, or the file once tests run. */
  readonly outermost: () => Suite
  /** The declared settings of a suite, as far as they are known outside of a test. */
  readonly settingsIn: (suite: Suite) => Partial<MockSettings>
}

export class FileMocks {
  readonly #interception: Interception
  readonly #settings: FileMocksSettings
  readonly #scope = new AsyncLocalStorage<TestRun | RunningSuite>()
  readonly #running = new Set<TestRun>()
  readonly #testRunOf = new WeakMap<object, TestRun>()
  readonly #mocks: { readonly settings: Partial<MockSettings>; readonly mock: Mock }[] = []
  readonly #hooks = new WeakMap<Suite, HookData>()
  #count = 0
  #hasWarned = false

  constructor(msw: typeof mswNode, settings: FileMocksSettings) {
    this.#settings = settings
    const handlers = createHandlers(() => {
      const { mock, refusal } = this.#now()
      return refusal === undefined ? mock[internals] : undefined
    })
    this.#interception = new Interception('callcamp-mock/vitest', msw, handlers)
    this.#interception.isIdle = true
    this.#interception.listen(() => this.#policyNow())
  }

  /** Keeps the requests of this file. Before its first test, a server of `callcamp-mock/node` may take them. */
  claim(): void {
    this.#interception.isIdle = false
    this.#interception.listen(() => this.#policyNow())
  }

  close(): void {
    this.#interception.close()
  }

  /** Runs a suite. Requests of its hooks are answered with the data that its tests start from. */
  runSuite(suite: Suite, run: () => Promise<void>): Promise<void> {
    return this.#scope.run({ suite }, run)
  }

  /** Runs a test with its hooks. */
  async runTest(task: Task, test: TestIdentity, run: () => Promise<void>): Promise<void> {
    const testRun: TestRun = { ...test, data: undefined, over: false }
    this.#testRunOf.set(task, testRun)
    this.#running.add(testRun)
    try {
      await this.#scope.run(testRun, run)
      if (testRun.data) judge(task, test.name, testRun.data.mock)
    } finally {
      testRun.over = true
      this.#running.delete(testRun)
      // A request that waits for a held answer would wait for ever.
      testRun.data?.mock.faults.clear()
      if (this.#running.size === 0) this.#interception.resetHandlers()
    }
  }

  /** Makes the mock of a test, with the state that the hooks of its suites have left. */
  enter(task: object, suite: Suite, own: Partial<MockSettings>, others: Partial<MockSettings>): Mock {
    const mock = this.#freshMock(suite, own, others)
    const { onUnhandledRequest } = mergeSettings(own, others)
    const testRun = this.#testRunOf.get(task)
    if (testRun) testRun.data = { mock, onUnhandledRequest }
    return mock
  }

  /** Returns the server for a test. Handlers that the test adds answer only its own requests. */
  serverOf(mock: Mock): SetupServer {
    const { server } = this.#interception
    const isMine = () => this.#now().mock === mock
    const own: Partial<SetupServer> = {
      use: (...handlers) => server.use(...handlers.map((handler) => onlyIf(isMine, handler))),
      listen: () => refuseCall('listen'),
      close: () => refuseCall('close'),
    }
    return new Proxy(server, { get: (_, key) => Reflect.get(own, key) ?? boundProperty(server, key) })
  }

  /** A sandbox costs no more than a reset and has no listeners of the previous test. */
  #freshMock(suite: Suite, own: Partial<MockSettings>, others: Partial<MockSettings> = {}): Mock {
    const settings = mergeSettings(own, others)
    let known = this.#mocks.find((one) => isSame(one.settings, settings))
    if (!known) {
      known = { settings, mock: makeTestMock(own, others) }
      this.#mocks.push(known)
    }
    this.#count += 1
    const fresh = freshMock(known.mock, `test-${this.#count}`)
    const start = this.#startOf(suite, settings)
    if (start) fresh.load(start)
    return fresh
  }

  /** Returns the state that hooks have left for a world of these settings, or undefined if they changed nothing. */
  #startOf(suite: Suite, settings: Partial<MockSettings>): Snapshot | undefined {
    const hook = lineOf(suite)
      .map((one) => this.#hooks.get(one))
      .find((one) => one !== undefined && isSame(worldOf(one.settings), worldOf(settings)))
    if (hook?.hasChanged) {
      hook.start = hook.mock.snapshot()
      hook.hasChanged = false
    }
    return hook?.start
  }

  #hookData(suite: Suite): HookData {
    const settings = this.#settings.settingsIn(suite)
    const known = this.#hooks.get(suite)
    if (known && isSame(known.settings, settings)) return known
    const start = this.#startOf(suite, settings)
    const mock = this.#freshMock(suite, settings)
    const made: HookData = {
      mock,
      onUnhandledRequest: settings.onUnhandledRequest,
      settings,
      start,
      hasChanged: false,
    }
    mock.on('request', ({ request }) => {
      if (!/^(?:GET|HEAD|OPTIONS)$/.test(request.method)) made.hasChanged = true
    })
    this.#hooks.set(suite, made)
    return made
  }

  /** Returns the data for the sender of the current request. */
  #now(): Data {
    const explored = exploredMock.getStore()
    if (explored) return { mock: explored, onUnhandledRequest: undefined }
    const sender = this.#scope.getStore()
    if (sender && 'name' in sender) return sender.over ? this.#afterItsTest(sender) : this.#ofTest(sender)
    const suite = sender?.suite ?? this.#settings.outermost()
    const [only, another] = [...this.#running].filter((testRun) => lineOf(testRun.suite).includes(suite))
    if (!only) return this.#hookData(suite)
    // A loop that runs beside a single test most likely works for that test.
    if (!another && !only.isConcurrent) return this.#ofTest(only)
    this.#warnOnce()
    return this.#hookData(suite)
  }

  #ofTest(testRun: TestRun): Data {
    return testRun.data ?? this.#hookData(testRun.suite)
  }

  /** Its requests would change the data of a test that runs now. */
  #afterItsTest(sender: TestRun): Data {
    const refusal = `callcamp-mock: the test "${sender.name}" is over and still sends requests. Await what sends them, or stop it when the test ends. Start what several tests share in beforeAll`
    return { ...this.#ofTest(sender), refusal }
  }

  #warnOnce(): void {
    if (this.#hasWarned) return
    this.#hasWarned = true
    // oxlint-disable-next-line no-console
    console.warn(
      'callcamp-mock: while several tests ran, a request came from none of them: perhaps from the top of the file, or from a server in this process. It got the data of hooks. Tests of such a server cannot run concurrently',
    )
  }

  #policyNow(): PolicyNow {
    const { mock, onUnhandledRequest, refusal } = this.#now()
    return { apis: [mock[internals].api], onUnhandledRequest, refusal }
  }
}

type AnyHandler = Parameters<SetupServer['use']>[number]

/** Fails a test in which a listener failed. vitest has called the listeners of failed tests before. */
function judge(task: Task, name: string, mock: Mock): void {
  tellObservers(mock)
  if (mock[internals].failures.length > 0 && task.result?.state !== 'fail') printRequests(name, mock)
  throwFailures(mock)
}

/** The requests of the tests that follow would go to the network. */
function refuseCall(method: string): never {
  throw new TypeError(
    `server.${method}() is not for tests: this server listens for all tests of the file, and closes after the last. Leave the call out`,
  )
}

/** Returns a handler that ignores requests of other tests. */
function onlyIf(isMine: () => boolean, handler: AnyHandler): AnyHandler {
  return new Proxy(handler, {
    get(target, key) {
      const value = boundProperty(target, key)
      return key === 'run' && typeof value === 'function'
        ? (...asked: unknown[]) => (isMine() ? value(...asked) : Promise.resolve(null))
        : value
    },
  })
}

/** The settings that decide with which rows a mock begins. */
function worldOf({ edition = defaultEdition, scenario = 'empty', seed, now }: Partial<MockSettings>) {
  return { edition, scenario, seed, now }
}

/** Whether two tests may share a mock because all of their settings are equal. */
function isSame(one: Partial<MockSettings>, other: Partial<MockSettings>): boolean {
  const [entries, others] = [Object.entries(one), new Map<string, unknown>(Object.entries(other))]
  return (
    entries.length === others.size &&
    entries.every(([name, value]) => others.has(name) && Object.is(value, others.get(name)))
  )
}
