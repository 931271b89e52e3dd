/** Partial comparison of requests, for matchers, filters and faults. */

/** An asymmetric matcher such as `expect.any(Number)`, as vitest, jest and Playwright mark it. */
export interface Asymmetric {
  readonly asymmetricMatch: (value: unknown) => boolean
  readonly toAsymmetricMatcher?: (() => string) | undefined
  readonly toString: () => string
  readonly sample?: unknown
}

export function isAsymmetric(value: unknown): value is Asymmetric {
  return (
    typeof value === 'object' &&
    value !== null &&
    '$$typeof' in value &&
    value.$$typeof === Symbol.for('jest.asymmetricMatcher')
  )
}

/** Whether a query contains these keys with these values, compared as text. */
export function hasQuery(
  query: Readonly<Record<string, string>>,
  expected: Readonly<Record<string, string | number | boolean>> = {},
): boolean {
  return Object.entries(expected).every(([key, value]) => Object.hasOwn(query, key) && query[key] === String(value))
}

/** Whether a value contains what is expected. Objects may have more keys; lists must have the same length. */
export function hasParts(value: unknown, expected: unknown): boolean {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(value)
  if (typeof expected !== 'object' || expected === null) return Object.is(value, expected)
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(expected)) return false
  if (Array.isArray(value) && Array.isArray(expected) && value.length !== expected.length) return false
  return Object.entries(expected).every(
    ([key, part]) => Object.hasOwn(value, key) && hasParts(Reflect.get(value, key), part),
  )
}
