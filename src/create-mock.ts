import { wire } from './contract/editions.ts'
import { checkOptions, mockOptions } from './contract/options.ts'
import { show } from './contract/problems.ts'
import type { Operation } from './operations/operation.ts'
import { operationsOf } from './operations/table.ts'
import { Encoder } from './engine/encode.ts'
import { Router } from './engine/route.ts'
import { internals } from './engine/internals.ts'
import { Mock, type MockOptions } from './mock.ts'
import { MockInternals, type SharedSettings } from './mock-internals.ts'
import { CountryFakers } from './scenarios/country-fakers.ts'
import { createStart } from './start.ts'
import { toBaseAddress } from './transports/address.ts'
import { debugNamespaces } from './transports/debug.ts'
import { type Duration, toInstant, toMilliseconds } from './contract/moments.ts'
import { Prepared } from './world/slices.ts'

/**
 * Makes a mock of the Call Camp API.
 * @example
 * const mock = createMock({ scenario: 'demo', seed: 1 })
 * const server = setupServer(...mock.handlers)
 */
export function createMock(options: MockOptions = {}): Mock {
  return makeMock(options, 'createMock')
}

/** How much memory the history of one mock may take. */
const maxHistoryBytes = 64 * 1_048_576

/**
 * Makes a mock for a door; errors about options name that door. `report` receives the errors of functions that the user
 * gave to the mock; by default, the console shows them.
 */
export function makeMock(options: MockOptions, caller: string, report = reportError): Mock {
  const mock = makeMockLater(options, caller, report)
  void mock[internals].world
  return mock
}

/**
 * The same without its data, which `prepare` of its internals makes in slices: for doors that can wait. Errors of the
 * options are thrown at once, those of the scenario when it is made.
 */
export function makeMockLater(options: MockOptions, caller: string, report = reportError): Mock {
  const checked = checkOptions(mockOptions, options, caller)
  const { edition } = checked
  const baseUrl = checked.baseUrl ?? wire[edition].baseUrl
  const operations = operationsOf(edition)
  const router = new Router<Operation>(operations)
  const { now } = options
  const { rateLimit } = checked
  const window = (typeof rateLimit === 'object' ? rateLimit.window : undefined) ?? '1m'
  const shared: SharedSettings = {
    edition,
    baseUrl,
    api: {
      base: toBaseAddress(baseUrl),
      operations,
      unknown: checked.unknown,
      find: (method, path) => router.find(method, path),
    },
    clock: Object.freeze({ mode: checked.clock, speed: checked.speed }),
    history: { maxSteps: checked.history, maxBytes: maxHistoryBytes },
    engine: {
      router,
      encoder: new Encoder(),
      references: checked.references,
      strict: checked.strict,
      keys: checked.auth && new Set(checked.auth.keys),
      latency: checked.latency,
      formatError: checked.formatError,
    },
    rateLimit:
      rateLimit === undefined
        ? undefined
        : {
            requests: typeof rateLimit === 'number' ? rateLimit : rateLimit.requests,
            window: named(caller, 'rateLimit.window', () => toWindow(window)),
          },
    journal: checked.journal,
    simulator: checked.simulator ?? {},
    now: now === undefined ? undefined : named(caller, 'now', () => toInstant(now)),
    report,
    debug: debugNamespaces(),
    snapshots: new WeakSet(),
    starts: new WeakMap(),
    origins: new WeakMap(),
    countryFakers: new CountryFakers(),
  }
  const { scenario = 'empty' } = options
  const base = new Prepared(createStart(shared, scenario, { seed: checked.seed, now: shared.now }))
  return Mock[internals](new MockInternals(shared, { scenario, base }, null))
}

/** A mock with the settings of another, and fresh data that nothing else shares. Its events carry the label. */
export function freshMock(mock: Mock, label: string): Mock {
  return Mock[internals](mock[internals].fresh(label))
}

function toWindow(window: Duration): number {
  const ms = toMilliseconds(window)
  if (ms === 0) throw new TypeError(`must be longer than nothing; received ${show(window)}`)
  return ms
}

/** Reads an option; an error names it. */
function named<Value>(caller: string, option: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    throw error instanceof TypeError ? new TypeError(`${caller}: ${option}: ${error.message}`, { cause: error }) : error
  }
}

/** An error in a listener or in `formatError` must not stop the request. It is written to the console. */
export function reportError(error: unknown): void {
  // oxlint-disable-next-line no-console
  console.error('callcamp-mock: a function given to the mock, or the call simulator, failed', error)
}
