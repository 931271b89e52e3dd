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

/** Each setting is a fixture. Runners take a function for a fixture function, so a setting can't be one. */
export type SettingFixtures = Omit<MockSettings, 'onUnhandledRequest'> & {
  /**
   * What happens to requests that the mock does not answer. By default, those that look like requests to this API at
   * another address are refused, and all others pass. A function that decides goes into `mockOptions`.
   */
  onUnhandledRequest: OnUnhandledWord | undefined
}

export const settingNames: readonly string[] = [...Object.keys(mockOptions.shape), 'onUnhandledRequest']

/** Returns the fixtures of all settings, all unset. */
export function unsetSettings(): object {
  return Object.fromEntries(settingNames.map((name) => [name, undefined]))
}

/** Merges the settings of a test. A fixture wins over the same setting in `mockOptions`. */
export function mergeSettings(own: Partial<MockSettings>, others: Partial<MockSettings> = {}): Partial<MockSettings> {
  const given = Object.entries(own).filter(([name, value]) => value !== undefined && settingNames.includes(name))
  return { ...others, ...Object.fromEntries(given) }
}

/** Makes the mock of a test. Errors name the wrong setting. `report` is that of `makeMock`. */
export function makeTestMock(
  own: Partial<MockSettings>,
  others: Partial<MockSettings> = {},
  report?: (error: unknown) => void,
): Mock {
  const { onUnhandledRequest: other, ...otherSettings } = others
  checkOptions(mockOptions, otherSettings, 'mockOptions')
  const { onUnhandledRequest, ...options } = mergeSettings(own, otherSettings)
  checkOnUnhandledRequest(other, 'mockOptions')
  checkOnUnhandledRequest(onUnhandledRequest, 'test')
  return makeMock(options, 'test', report)
}

/**
 * Runners read the parameters of a fixture function from its source. This function replaces the source, so that every
 * option becomes a parameter without being listed again.
 */
export function taking<Fixture extends (...args: never[]) => unknown>(
  names: readonly string[],
  fixture: Fixture,
): Fixture {
  return Object.defineProperty(fixture, 'toString', { value: () => `async ({ ${names.join(', ')} }, use) => {}` })
}
