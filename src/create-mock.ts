import { wire } from './contract/editions.ts'
import { checkOptions, mockOptions } from './contract/options.ts'
import { show } from './contract/problems.ts'
import type { Operation } from './operations/operation.ts'
import { operationsOf } from './operations/table.ts'
import { Encoder } from './engine/encode.ts'
import { Router } from './engine/route.ts'
import { Mock, type MockOptions, type Shared } from './mock.ts'
import { Places } from './scenarios/places.ts'
import { createStart } from './start.ts'
import { toBaseAddress } from './transports/address.ts'
import { debugNamespaces } from './transports/debug.ts'
import { type Duration, toInstant, toMilliseconds } from './world/clock.ts'
import { Prepared } from './world/slices.ts'
import type { WorldBase } from './world/state.ts'

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

/** Makes a mock for a door; errors about options name that door. */
export function makeMock(options: MockOptions, caller: string): Mock {
  const { mock, start } = assemble(options, caller)
  void start.value
  return mock
}

/**
 * The same without its data, which `Mock.prepare` makes in slices: for doors that can wait. Faults of the options are thrown
 * at once, those of the scenario when it is made.
 */
export function makeMockLater(options: MockOptions, caller: string): Mock {
  return assemble(options, caller).mock
}

function assemble(options: MockOptions, caller: string): { readonly mock: Mock; readonly start: Prepared<WorldBase> } {
  const checked = checkOptions(mockOptions, options, caller)
  const edition = checked.edition ?? 'hosted'
  const baseUrl = checked.baseUrl ?? wire[edition].baseUrl
  const operations = operationsOf(edition)
  const router = new Router<Operation>(operations)
  const { now } = options
  const { rateLimit } = checked
  const window = (typeof rateLimit === 'object' ? rateLimit.window : undefined) ?? '1m'
  const shared: Shared = {
    edition,
    baseUrl,
    api: {
      base: toBaseAddress(baseUrl),
      operations,
      unknown: checked.unknown ?? 'refuse',
      find: (method, path) => router.find(method, path),
    },
    clock: Object.freeze({ mode: checked.clock ?? 'frozen', speed: checked.speed ?? 1 }),
    history: { maxSteps: checked.history ?? 1_000, maxBytes: maxHistoryBytes },
    engine: {
      router,
      encoder: new Encoder(),
      references: checked.references ?? 'strict',
      strict: checked.strict ?? false,
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
    journal: checked.journal ?? 1_000,
    simulator: checked.simulator ?? {},
    now: now === undefined ? undefined : named(caller, 'now', () => toInstant(now)),
    report: (error) => reportError(error),
    debug: debugNamespaces(),
    sandboxes: new Map(),
    snapshots: new WeakSet(),
    starts: new WeakMap(),
    places: new Places(),
  }
  const { scenario = 'empty' } = options
  const start = new Prepared(createStart(shared, scenario, { seed: checked.seed, now: shared.now }))
  return { mock: new Mock(shared, scenario, start, { sandbox: null }), start }
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

/** An error in what a request sets off must not stop the request; it is told on the console instead. */
function reportError(error: unknown): void {
  // oxlint-disable-next-line no-console
  console.error('callcamp-mock: a listener, formatError or the call simulator failed', error)
}
