import type { SetupServer } from 'msw/node'
import * as vitest from 'vitest'
import type { TestAPI, TestContext } from 'vitest'
import type { Mock } from './mock.ts'
import { DeclaredSettings, noteSettings, suiteOf } from './runners/declared-settings.ts'
import { Files } from './runners/files.ts'
import { matchers, type MockMatchers } from './runners/matchers.ts'
import { printRequests } from './runners/failures.ts'
import { type MockSettings, type SettingFixtures, settingNames, taking, unsetSettings } from './runners/settings.ts'
import { checkMsw, checkVitest, toMissing } from './runners/versions.ts'

/** `test` for vitest, with a mock of its own for every test. */

checkVitest(vitest)
const msw = await import('msw/node').catch((error: unknown) => toMissing('callcamp-mock/vitest', error))
checkMsw('callcamp-mock/vitest')

export { matchers }
export type { MatcherContext, MockMatchers, OrderInFull, PartOf } from './runners/matchers.ts'

declare global {
  // vitest 4 and 5 declare their own interface of matchers differently; what both build on is this one.
  namespace Chai {
    interface Assertion extends MockMatchers {}
  }
}

/**
 * What a test can ask for. Every option of `createMock`, and `onUnhandledRequest`, can be set for many tests with
 * `test.override`, or in `test.extend`.
 */
export interface MockFixtures extends SettingFixtures {
  /**
   * The same options in one object, for those that are functions: `{ formatError }`. Each time, they are added to those
   * that were set before. An option that has been set by its own name goes before the one in here.
   */
  mockOptions: Partial<MockSettings>
  /** The mock of this test. Its requests are answered, whether the test asks for the mock or not. */
  mock: Mock
  /** The server of msw, for handlers of your own: `server.use(http.get(…))`. They are for the requests of this test, and gone after it. */
  server: SetupServer
}

/** A value, or a function that hands one to `use`. Of functions, only the latter. */
type Fixture<Value, Context> = [(...args: never[]) => unknown] extends [Value]
  ? FixtureFunction<Value, Context>
  : Value | FixtureFunction<Value, Context>
type FixtureFunction<Value, Context> = (
  context: Context & TestContext,
  use: (value: Value) => Promise<void>,
) => Promise<void>
type FixtureOptions = { auto?: boolean; injected?: boolean; scope?: 'test' | 'file' | 'worker' }
type Fixtures<Values, Context> = {
  [Name in keyof Values]:
    | Fixture<Values[Name], Context & Omit<Values, Name>>
    | [Fixture<Values[Name], Context & Omit<Values, Name>>, FixtureOptions?]
}

/** vitest's `test`. Its fixtures keep their types when it is extended: an option that was set can be set to anything else again. */
export type MockTestAPI<Context extends MockFixtures = MockFixtures> = {
  readonly extend: {
    (fixtures: Partial<Fixtures<Context, Context>>): MockTestAPI<Context>
    <Added extends Record<string, unknown>>(
      fixtures: Fixtures<Added, Context>,
    ): MockTestAPI<Context & Omit<Added, keyof Context>>
  }
} & TestAPI<Context>

const declared = new DeclaredSettings()
const files = new Files(msw, declared)
files.open()

/**
 * vitest's `test`, with a fresh `mock` for every test, which answers the API requests of this test, also in concurrent
 * tests. Requests of `beforeAll`, `afterAll` and the top of a file use the data that the tests there start from: the
 * tests of a suite find what a `beforeAll` has created over the API.
 * @example
 * test('lists campaigns', async ({ mock }) => {
 *   const response = await fetch('http://callcamp.ai/api/campaigns')
 *   expect(mock).toHaveReceived('campaigns.list')
 * })
 *
 * describe('with the demo data', () => {
 *   test.override({ scenario: 'demo' })
 * })
 * @example
 * // vitest.setup.ts, one of the `setupFiles` of vitest's configuration: for all tests of a project
 * test.override({ baseUrl: 'https://api.example.com' })
 */
export const test: MockTestAPI = noteSettings(extended(), declared, files)

function extended(): MockTestAPI {
  // The names of these fixtures come from a list, so that the types of vitest's `extend` say nothing of them.
  const test: unknown = Reflect.apply(vitest.test.extend, vitest.test, [fixtures()])
  return test as MockTestAPI
}

function fixtures(): object {
  return {
    ...unsetSettings(),
    mockOptions: {},
    server: async ({ mock }: MockFixtures, use: (server: SetupServer) => Promise<void>) => {
      await use(files.mocks.serverOf(mock))
    },
    mock: [taking([...settingNames, 'mockOptions', 'task', 'onTestFailed'], makeMock), { auto: true }],
  }
}

async function makeMock(
  { mockOptions, task, onTestFailed, ...own }: MockFixtures & TestContext,
  use: (mock: Mock) => Promise<void>,
): Promise<void> {
  const mock = files.mocks.enter(task, suiteOf(task), own, mockOptions)
  onTestFailed(() => printRequests(task.name, mock))
  await use(mock)
}
