import { checkOptions, mockOptions } from '../contract/options.ts'
import { makeMock } from '../create-mock.ts'
import type { Mock, MockOptions } from '../mock.ts'
import type { OnUnhandledRequest, OnUnhandledWord } from '../transports/policy.ts'
import { checkOnUnhandledRequest } from '../transports/unhandled.ts'

/** The settings of a test: every option of `createMock`, and what happens to requests that the mock does not answer. */

export type MockSettings = { [Name in keyof Required<MockOptions>]: MockOptions[Name] } & {
  /**
   * What happens to requests that the mock does not answer. By default, those that look like requests to this API at
   * another address are refused, and all others pass.
   */
  onUnhandledRequest: OnUnhandledRequest | undefined
}

/** Each setting is a fixture of its own. What runners take for a fixture function, they cannot take for a value. */
export type SettingFixtures = Omit<MockSettings, 'onUnhandledRequest'> & {
  /**
   * What happens to requests that the mock does not answer. By default, those that look like requests to this API at
   * another address are refused, and all others pass. A function that decides goes into `mockOptions`.
   */
  onUnhandledRequest: OnUnhandledWord | undefined
}

export const settingNames: readonly string[] = [...Object.keys(mockOptions.shape), 'onUnhandledRequest']

/** The fixtures of all settings, none of them set. */
export function unsetSettings(): object {
  return Object.fromEntries(settingNames.map((name) => [name, undefined]))
}

/** What a test has been given: a fixture that was set goes before the same setting in `mockOptions`. */
export function mergeSettings(own: Partial<MockSettings>, others: Partial<MockSettings> = {}): Partial<MockSettings> {
  const given = Object.entries(own).filter(([name, value]) => value !== undefined && settingNames.includes(name))
  return { ...others, ...Object.fromEntries(given) }
}

/** Makes the mock of a test; what is wrong with a setting is said with its name. */
export function makeTestMock(own: Partial<MockSettings>, others: Partial<MockSettings> = {}): Mock {
  const { onUnhandledRequest: other, ...otherSettings } = others
  checkOptions(mockOptions, otherSettings, 'mockOptions')
  const { onUnhandledRequest, ...options } = mergeSettings(own, otherSettings)
  checkOnUnhandledRequest(other, 'mockOptions')
  checkOnUnhandledRequest(onUnhandledRequest, 'test')
  return makeMock(options, 'test')
}

/**
 * Runners read from the source of a fixture function which fixtures it takes. Here these are named by a list, so that every
 * option is one without being written out.
 */
export function taking<Fixture extends (...args: never[]) => unknown>(
  names: readonly string[],
  fixture: Fixture,
): Fixture {
  return Object.defineProperty(fixture, 'toString', { value: () => `async ({ ${names.join(', ')} }, use) => {}` })
}
