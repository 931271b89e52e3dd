import {
  test as base,
  type TestType,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
} from '@playwright/test'
import { show } from './contract/problems.ts'
import type { Mock, MockOptions } from './mock.ts'
import { throwFailures } from './runners/failures.ts'
import { makeFixtureMock } from './runners/fixture-mock.ts'
import { describeRequests } from './runners/requests.ts'
import { connect, type RemoteMock, toServerAddress } from './runners/remote.ts'
import { toBaseAddress } from './transports/address.ts'
import { routeRequests, type Routable } from './transports/playwright.ts'

/** `test` for Playwright, with a mock of its own for every test. */

export type { RemoteMock, Routable }

/** What a test can ask for, and what `test.use` and the configuration's `use` can set. */
export interface MockFixtures {
  /** What the mock starts with: the name of a shipped scenario, a scenario object, or a snapshot. */
  scenario: MockOptions['scenario']
  seed: MockOptions['seed']
  edition: MockOptions['edition']
  /** Every other option of `createMock`. */
  mockOptions: Omit<MockOptions, 'scenario' | 'seed' | 'edition'>
  /** The mock that the pages of this test talk to, whether the test asks for it or not. */
  mock: Mock
}

export interface RemoteFixtures {
  /** The sandbox of this test on the standalone server. */
  mock: RemoteMock
}

type Test<Fixtures> = TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & Fixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
>

/**
 * Lets a page, or all pages of a context, talk to a mock. The function it answers ends that.
 * @example
 * const mock = createMock({ scenario: 'demo' })
 * await routeToMock(page, mock)
 */
export function routeToMock(target: Routable, mock: Mock): Promise<() => Promise<void>> {
  if (typeof target?.route !== 'function')
    throw new TypeError(`routeToMock needs a page or a context of Playwright; received ${show(target)}`)
  if (typeof mock?.run !== 'function')
    throw new TypeError(`routeToMock needs a mock, as createMock makes it; received ${show(mock)}`)
  return routeRequests(target, toBaseAddress(mock.info.baseUrl), mock)
}

/**
 * Playwright's `test`, with a fresh `mock` for every test. What its pages ask the API is answered from it:
 * no server, no port, nothing shared between workers.
 * @example
 * test.use({ scenario: 'demo' })
 *
 * test('lists campaigns', async ({ page, mock }) => {
 *   await page.goto('/campaigns')
 *   await mock.requests.waitFor({ operation: 'campaigns.list' })
 * })
 */
export const test: Test<MockFixtures> = base.extend<MockFixtures>({
  scenario: [undefined, { option: true }],
  seed: [undefined, { option: true }],
  edition: [undefined, { option: true }],
  mockOptions: [{}, { option: true }],
  mock: [
    async ({ context, scenario, seed, edition, mockOptions }, use, testInfo) => {
      const mock = makeFixtureMock({ scenario, seed, edition, mockOptions })
      const stop = await routeToMock(context, mock)
      await use(mock)
      if (testInfo.status !== testInfo.expectedStatus)
        await testInfo.attach('last requests to the mock', {
          body: describeRequests(mock.requests.all()),
          contentType: 'text/plain',
        })
      await stop()
      throwFailures(mock)
    },
    { auto: true },
  ],
})

/**
 * A `test` for apps that talk to the standalone server: every test has a sandbox of its own there, named by a header
 * that is added to the requests of its pages.
 * @example
 * const test = useMockServer('http://127.0.0.1:3000')
 *
 * test('lists campaigns', async ({ page, mock }) => {
 *   await mock.reset({ scenario: 'demo' })
 *   await page.goto('/campaigns')
 * })
 */
export function useMockServer(url: string): Test<RemoteFixtures> {
  const address = toServerAddress(url)
  return base.extend<RemoteFixtures>({
    mock: [
      async ({ context }, use, testInfo) => {
        const mock = connect(address, `${testInfo.testId}-${testInfo.repeatEachIndex}-${testInfo.retry}`)
        await mock.check()
        const pattern = new RegExp(`^${address.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}/`)
        await context.route(pattern, (route, request) =>
          route.continue({ headers: { ...request.headers(), ...mock.headers } }),
        )
        await use(mock)
        await mock.drop()
      },
      { auto: true },
    ],
  })
}
