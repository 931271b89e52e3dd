import {
  expect as baseExpect,
  test as base,
  type BrowserContext,
  type MatcherReturnType,
  type TestInfo,
  type TestType,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
} from '@playwright/test'
import { show } from './contract/problems.ts'
import { reportError } from './create-mock.ts'
import { internals } from './engine/internals.ts'
import type { Mock } from './mock.ts'
import { throwFailures } from './runners/failures.ts'
import { matchers, type MockMatchers } from './runners/matchers.ts'
import { describeRequests } from './runners/requests.ts'
import { connect, type RemoteMock, toServerAddress } from './runners/remote.ts'
import {
  makeTestMock,
  mergeSettings,
  type MockSettings,
  type SettingFixtures,
  settingNames,
  taking,
} from './runners/settings.ts'
import { escapePattern } from './transports/address.ts'
import { routeRequests, type Routable } from './transports/playwright.ts'
import type { OnUnhandledRequest } from './transports/policy.ts'
import { sandboxCookie } from './contract/addressing.ts'
import { checkListenOptions } from './transports/unhandled.ts'

/** `test` for Playwright, with a mock of its own for every test. */

export type { RemoteMock, Routable }

/**
 * What a test can ask for. Every option of `createMock`, and `onUnhandledRequest`, can be set with `test.use`, and for a
 * whole project with `use` in its configuration.
 */
export interface MockFixtures extends SettingFixtures {
  /** The same options in one object, for those that are functions: `{ formatError }`. An option that is set by its own name goes before. */
  mockOptions: Partial<MockSettings>
  /** The mock that the pages of this test talk to, whether the test asks for it or not. */
  mock: Mock
}

/** The fixtures of a test that `useMockServer` makes. */
export interface RemoteFixtures {
  /** The sandbox of this test on the standalone server. */
  mock: RemoteMock
}

type Test<Fixtures> = TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & Fixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
>

/** The options of `routeToMock`. */
export interface RouteOptions {
  /** What happens to requests of scripts that the mock does not answer. By default, look-alikes of the API are refused. */
  readonly onUnhandledRequest?: OnUnhandledRequest | undefined
}

/**
 * Lets a page, or all pages of a context with their popups, talk to a mock. The function that it returns ends that.
 * Playwright routes what pages ask for, and not what a test asks for itself: for `page.request`, `context.request` and
 * `request`, take `mock.fetch`.
 * @example
 * const mock = createMock({ scenario: 'demo' })
 * await routeToMock(page, mock)
 * @example
 * // A context beside the one of the test
 * const other = await browser.newContext()
 * await routeToMock(other, mock)
 */
export function routeToMock(target: Routable, mock: Mock, options: RouteOptions = {}): Promise<() => Promise<void>> {
  if (typeof target?.route !== 'function')
    throw new TypeError(`routeToMock needs a page or a context of Playwright; received ${show(target)}`)
  if (typeof mock?.[internals]?.run !== 'function')
    throw new TypeError(`routeToMock needs a mock, as createMock makes it; received ${show(mock)}`)
  checkListenOptions(options, 'routeToMock', ['onUnhandledRequest'])
  return routeRequests(target, mock[internals], { ...options, onRefused: writeError })
}

/** Playwright's `expect`, with matchers for a mock: `expect(mock).toHaveReceived('campaigns.list')`. */
export const expect: MockExpect = extendedExpect()

type MockExpect = {
  (actual: Mock, message?: string): MatchersOf<void>
  readonly soft: (actual: Mock, message?: string) => MatchersOf<void>
  readonly poll: (
    actual: () => Mock | Promise<Mock>,
    options?: Parameters<typeof baseExpect.poll>[1],
  ) => MatchersOf<Promise<void>>
} & typeof baseExpect

type MatchersOf<Returned> = MockMatchers<Returned> & { readonly not: MockMatchers<Returned> }

/** The matchers are those of the other runners; only the types of what they are called on differ. */
function extendedExpect(): MockExpect {
  const forPlaywright = Object.entries(matchers).map(([name, matcher]) => [
    name,
    function match(this: object, ...args: readonly unknown[]): MatcherReturnType {
      return Reflect.apply(matcher, this, args)
    },
  ])
  const extended: unknown = baseExpect.extend(Object.fromEntries(forPlaywright))
  return extended as MockExpect
}

/**
 * Playwright's `test`, with a fresh `mock` for every test. What its pages and their popups ask the API is answered from it:
 * no server, no port, nothing shared between workers. Contexts of your own take `routeToMock`; `page.request` and the like,
 * which are no pages, are not answered: take `mock.fetch`.
 * @example
 * test.use({ scenario: 'demo' })
 *
 * test('lists campaigns', async ({ page, mock }) => {
 *   await page.goto('/campaigns')
 *   await mock.requests.waitFor({ operation: 'campaigns.list' })
 * })
 * @example
 * // playwright.config.ts, for all tests of a project
 * export default defineConfig<MockFixtures>({ use: { baseUrl: 'https://api.example.com' } })
 */
export const test: Test<MockFixtures> = base.extend<MockFixtures, RoutedContexts>({
  ...unsetOptions(),
  mockOptions: [{}, { option: true }],
  // oxlint-disable-next-line no-empty-pattern
  earlierRoutes: [async ({}, use) => use(new WeakMap()), { scope: 'worker' }],
  mock: [taking([...settingNames, 'mockOptions', 'context', 'earlierRoutes'], provideMock), { auto: true }],
})

/** What one worker remembers of its tests: how to end the routes of each context. */
interface RoutedContexts {
  readonly earlierRoutes: WeakMap<BrowserContext, () => Promise<void>>
}

type Unset = { [Name in keyof SettingFixtures]: [undefined, { option: true }] }

function unsetOptions(): Unset {
  return Object.fromEntries(settingNames.map((name) => [name, [undefined, { option: true }]])) as Unset
}

async function provideMock(
  { context, earlierRoutes, mockOptions, ...own }: MockFixtures & RoutedContexts & Pick<PlaywrightTestArgs, 'context'>,
  use: (mock: Mock) => Promise<void>,
  testInfo: TestInfo,
): Promise<void> {
  const mock = makeTestMock(own, mockOptions, reportStack)
  const refused: string[] = []
  const unroute = await routeRequests(context, mock[internals], {
    ...mergeSettings(own, mockOptions),
    onRefused(message) {
      refused.push(message)
      writeError(message)
    },
  })
  // The pages of a test are answered until their context closes. One that tests share goes over to the next mock.
  await earlierRoutes.get(context)?.()
  earlierRoutes.set(context, unroute)
  await use(mock)
  if (testInfo.status !== testInfo.expectedStatus || mock[internals].failures.length > 0) {
    await testInfo.attach('last requests to the mock', {
      body: [describeRequests(mock.requests.all()), ...refused].join('\n'),
      contentType: 'text/plain',
    })
    await testInfo.attach('state of the mock', {
      body: JSON.stringify(mock.document()),
      contentType: 'application/json',
    })
  }
  mock.faults.clear()
  throwFailures(mock)
}

/** Errors of Playwright hold a whole step of the test, which the console would show. */
function reportStack(error: unknown): void {
  reportError(error instanceof Error ? error.stack : error)
}

function writeError(message: string): void {
  // oxlint-disable-next-line no-console
  console.error(message)
}

/** The options of `useMockServer`. */
export interface MockServerOptions {
  /** The address of an app server that renders pages, where it is not the `baseURL` of Playwright: there the cookie is set. */
  readonly app?: string | undefined
}

/**
 * A `test` for apps that talk to the standalone server: every test has a sandbox of its own there. Its name goes along as the
 * header `X-Mock-Sandbox` with what pages ask the server and with all requests of the fixture `request`, and as the cookie
 * `mock-sandbox` to the app itself, `page.request` included, so that an app server that renders pages can find it: see
 * `setupSandboxForwarding` of `callcamp-mock/node`.
 * @example
 * const test = useMockServer('http://127.0.0.1:3000')
 *
 * test('lists campaigns', async ({ page, mock }) => {
 *   await mock.reset({ scenario: 'demo' })
 *   await page.goto('/campaigns')
 * })
 */
export function useMockServer(url: string, { app }: MockServerOptions = {}): Test<RemoteFixtures> {
  const address = toServerAddress(url)
  const appAddress = app === undefined ? undefined : toServerAddress(app)
  return base.extend<RemoteFixtures>({
    mock: [
      // oxlint-disable-next-line no-empty-pattern
      async ({}, use, testInfo) => {
        const mock = connect(address, `${testInfo.testId}-${testInfo.repeatEachIndex}-${testInfo.retry}`)
        await mock.check()
        await use(mock)
        await mock.drop()
      },
      { auto: true },
    ],
    context: async ({ context, mock, baseURL }, use) => {
      const pattern = new RegExp(`^${escapePattern(address)}/`)
      await context.route(pattern, (route, request) =>
        route.continue({ headers: { ...request.headers(), ...mock.headers } }),
      )
      const page = appAddress ?? baseURL
      if (page !== undefined) await context.addCookies([{ name: sandboxCookie, value: mock.sandbox, url: page }])
      await use(context)
    },
    request: async ({ request, playwright, mock, baseURL, extraHTTPHeaders, ignoreHTTPSErrors }, use) => {
      const own = await playwright.request.newContext({
        ...(baseURL !== undefined && { baseURL }),
        ignoreHTTPSErrors,
        storageState: await request.storageState(),
        extraHTTPHeaders: { ...extraHTTPHeaders, ...mock.headers },
      })
      await use(own)
      await own.dispose()
    },
  })
}
